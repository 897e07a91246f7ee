import { planStack } from "./run";
import type { PlannedResource, PlanOptions } from "./types";
import { sortKeys, type Properties } from "./wire";

/** One resource as the conformance checker takes it. */
export interface ConformanceResource {
  urn: string;
  type: string;
  name: string;
  /** Wire form; values from other resources are `{{ref:URN#output}}`, whole or inside a string. */
  inputs: Properties;
  provider?: { region?: string; accountId?: string };
  parent?: string;
  dependencies: readonly string[];
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  protect: boolean;
}

/**
 * The resources of a stack with exact references between them, for the check against a real provider. The program runs once
 * more with every computed output replaced by its reference, so it must not take outputs apart (split an ARN, parse JSON).
 */
export async function conformanceDocument(
  options: Omit<PlanOptions, "mode">,
): Promise<ConformanceResource[]> {
  const { graph } = await planStack({ ...options, mode: "references" });
  return graph.resources.map(toConformance);
}

function toConformance(resource: PlannedResource): ConformanceResource {
  const { urn, type, name, inputs, provider, parent, dependencies, propertyDependencies, options } = resource;
  return {
    urn,
    type,
    name,
    inputs: sortKeys(inputs) as Properties,
    ...(provider ? { provider: { region: provider.region, accountId: provider.accountIds?.[0] } } : {}),
    ...(parent === undefined ? {} : { parent }),
    dependencies,
    propertyDependencies,
    protect: options.protect === true,
  };
}
