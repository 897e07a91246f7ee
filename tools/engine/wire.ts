/** Pulumi's wire form of property values (sdk/go/common/resource/properties.go), and the two ways we read it. */

import { UNKNOWN } from "../../policy-pack/graph/types";

/** The key that marks an object as a special value, and what its value may be. */
export const signatureKey = "4dabf18193072939515e22adb298388d";
export const signatures = {
  secret: "1b47061264138c4ac30d75fd1eb44270",
  asset: "c44067f5952c0a294b673a41bacd8c17",
  archive: "0def7320c3a5731c473e5ecbe6d01bc7",
  resource: "5cf8f73096256a8f31e491e813e4eb8e",
  output: "d0e6a833031e9bbcd3f4e8bde6ca49a4",
} as const;

export type Properties = Readonly<Record<string, unknown>>;

/** How special values are shown; everything else is copied as it is. */
interface View {
  unknown: unknown;
  secret(inner: unknown, view: View): unknown;
  resource(reference: Properties): unknown;
  asset(value: Properties, view: View): unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const engineView: View = {
  unknown: UNKNOWN,
  secret: (inner, view) => render(inner, view),
  // As the engine does for analyzers: the id of a resource, the URN of a component.
  resource: ({ id, urn }) => (id === undefined ? urn : id === "" ? UNKNOWN : id),
  asset: (value) => value,
};

const reportView: View = {
  ...engineView,
  unknown: { unknown: true },
  secret: () => "[secret]",
  resource: (reference) => render(engineView.resource(reference), reportView),
  asset: (value, view) => {
    const kind = value[signatureKey] === signatures.asset ? "asset" : "archive";
    return { [kind]: render(value["path"] ?? value["uri"] ?? value["assets"] ?? "inline", view) };
  },
};

/** Plain values: secrets unwrapped, unknowns as {@link UNKNOWN}. Returns `value` itself when nothing had to change. */
export function unwrap(value: unknown): unknown {
  return render(value, engineView);
}

export function unwrapAll(properties: Properties): Properties {
  return render(properties, engineView) as Properties;
}

/** With every object's keys in alphabetical order, so that the text does not depend on how properties travelled. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sortKeys(value[key])]),
  );
}

/** For printing: secrets as `"[secret]"`, unknowns as `{ "unknown": true }`, files as `{ "asset": path }`; keys sorted. */
export function present(value: unknown): unknown {
  return sortKeys(render(value, reportView));
}

/** Exports of the stack: secrets as `"[secret]"`, unknowns as {@link UNKNOWN}. */
export function maskSecrets(properties: Properties): Properties {
  return render(properties, { ...engineView, secret: () => "[secret]" }) as Properties;
}

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

export function containsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(containsSecret);
  if (!isObject(value)) return false;
  const signature = value[signatureKey];
  if (signature === signatures.secret || (signature === signatures.output && value["secret"] === true))
    return true;
  return Object.values(value).some(containsSecret);
}

function render(value: unknown, view: View): unknown {
  if (typeof value === "string") return value === UNKNOWN ? view.unknown : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return renderArray(value, view);
  const object = value as Record<string, unknown>;
  const signature = object[signatureKey];
  return signature === undefined ? renderObject(object, view) : renderSpecial(signature, object, view);
}

function renderArray(values: readonly unknown[], view: View): unknown {
  const rendered = values.map((value) => render(value, view));
  return rendered.every((value, index) => value === values[index]) ? values : rendered;
}

function renderObject(object: Record<string, unknown>, view: View): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const [key, value] of Object.entries(object)) {
    const rendered = render(value, view);
    if (rendered === value) continue;
    copy ??= { ...object };
    copy[key] = rendered;
  }
  return copy ?? object;
}

function renderSpecial(signature: unknown, value: Record<string, unknown>, view: View): unknown {
  switch (signature) {
    case signatures.secret:
      return view.secret(value["value"], view);
    case signatures.output:
      if (!("value" in value)) return view.unknown;
      return value["secret"] === true ? view.secret(value["value"], view) : render(value["value"], view);
    case signatures.resource:
      return view.resource(value);
    default:
      return view.asset(value, view);
  }
}
