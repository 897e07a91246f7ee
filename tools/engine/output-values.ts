/**
 * Pulumi's output values: values that carry their secrecy and the resources they come from. The engine hands properties to
 * transforms in this form and takes the result apart again (`upgradeOutputValues` and its neighbours in the engine).
 */
import { UNKNOWN } from "../../policy-pack/graph/types";
import { type Properties, signatureKey, signatures } from "./wire";

type Dependencies = Readonly<Record<string, readonly string[]>>;
type Wrapped = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Wrapped {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const isOutput = (value: unknown): value is Wrapped =>
  isObject(value) && value[signatureKey] === signatures.output;

function mapChildren(value: unknown, map: (child: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child)]));
}

/** Secrets and unknowns become output values, at any depth. */
function upgrade(value: unknown): unknown {
  if (value === UNKNOWN) return { [signatureKey]: signatures.output };
  if (isObject(value) && value[signatureKey] === signatures.secret) {
    const inner = upgrade(value["value"]);
    const output = isOutput(inner) ? inner : { [signatureKey]: signatures.output, value: inner };
    return { ...output, secret: true };
  }
  return mapChildren(value, upgrade);
}

function withDependencies(value: unknown, urns: readonly string[]): unknown {
  const known = new Set(dependenciesOf(value));
  if (urns.every((urn) => known.has(urn))) return value;
  const output = isOutput(value) ? value : { [signatureKey]: signatures.output, value };
  const own = (output["dependencies"] ?? []) as string[];
  return { ...output, dependencies: [...new Set([...own, ...urns])] };
}

/** Properties in output values; those named in `dependencies` carry these URNs too. */
export function toOutputValues(properties: Properties, dependencies: Dependencies): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      key,
      withDependencies(upgrade(value), dependencies[key] ?? []),
    ]),
  );
}

/** URNs of all output values in `value`, at any depth, each once. */
export function dependenciesOf(value: unknown): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap(dependenciesOf))];
  if (!isObject(value)) return [];
  const own = isOutput(value) ? ((value["dependencies"] ?? []) as string[]) : [];
  const children = isOutput(value)
    ? dependenciesOf(value["value"])
    : Object.values(value).flatMap(dependenciesOf);
  return [...new Set([...own, ...children])];
}

/** The same value as secrets, unknowns and plain values, as resources take it. */
export function fromOutputValue(value: unknown): unknown {
  if (!isOutput(value)) return mapChildren(value, fromOutputValue);
  const inner = "value" in value ? fromOutputValue(value["value"]) : UNKNOWN;
  return value["secret"] === true ? { [signatureKey]: signatures.secret, value: inner } : inner;
}
