import type { GraphProvider } from "../../policy-pack/graph/types";
import { providerTypePrefix } from "./urn";
import { isUnknown, unwrap, type Properties } from "./wire";

/** What the engine calls the provider that it makes when the program names none: `default_7_48_0`. */
export function defaultProviderName(version: string): string {
  return version === "" ? "default" : `default_${version.replace(/[^A-Za-z0-9]/g, "_")}`;
}

/** The provider as rules see it, from the inputs of its own registration. */
export function describeProvider(provider: {
  urn: string;
  name: string;
  inputs: Properties;
  isDefault: boolean;
}): GraphProvider {
  const region = unwrap(provider.inputs["region"]);
  const accountIds = readAccountIds(unwrap(provider.inputs["allowedAccountIds"]));
  return {
    ...(provider.isDefault ? {} : { urn: provider.urn }),
    name: provider.name,
    ...(typeof region === "string" ? { region } : {}),
    ...(accountIds === undefined ? {} : { accountIds }),
    isDefault: provider.isDefault,
  };
}

/** Nested provider settings travel as JSON text. Undefined when unknown or unreadable: nothing is proven then. */
function readAccountIds(value: unknown): readonly string[] | undefined {
  if (value === undefined) return [];
  if (isUnknown(value)) return undefined;
  const list = typeof value === "string" ? parseJson(value) : value;
  return isTextList(list) ? list : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && !value.some((one) => typeof one !== "string");
}

/** Inputs of a default provider: the stack's `<package>:<key>` config, as the engine reads it. */
export function defaultProviderInputs(
  packageName: string,
  version: string,
  config: Readonly<Record<string, string>>,
): Properties {
  const prefix = `${packageName}:`;
  const settings = Object.entries(config)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]): [string, string] => [key.slice(prefix.length), value]);
  return { ...Object.fromEntries(settings), ...(version === "" ? {} : { version }) };
}

/** `urn::id` as resources send it; the id never contains `::`. */
export function providerUrn(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

export function isProviderType(type: string): boolean {
  return type.startsWith(providerTypePrefix);
}
