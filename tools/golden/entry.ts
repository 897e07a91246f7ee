import type { PlannedResource } from "../engine/json";

/** What a plan says about one resource, as reviewers read it and as plans are compared. */
export interface Entry {
  /** The URN without stack and project, which are the same for all: `meridian:lake:DomainLake$aws:…::name`. */
  resource: string;
  /** 12 digits; absent for components and providers. */
  account: string | undefined;
  region: string | undefined;
  /** As `resource`. */
  parent: string | undefined;
  /** Those that the program set. */
  options: Record<string, unknown>;
  inputs: Record<string, unknown>;
}

const afterStack = (urn: string): string => urn.split("::").slice(2).join("::");

/** One resource: where it is, what protects it, and its inputs. */
export function entryOf({ urn, provider, effectiveRegion, parent, options, inputs }: PlannedResource): Entry {
  // The SDK's version would change every entry at each upgrade and says nothing about the resource.
  const chosen = Object.entries(options).filter(([key]) => key !== "version");
  return {
    resource: afterStack(urn),
    account: provider?.accountId,
    region: effectiveRegion,
    parent: parent === undefined ? undefined : afterStack(parent),
    options: Object.fromEntries(chosen),
    inputs,
  };
}
