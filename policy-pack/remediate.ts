import { isDeepStrictEqual } from "node:util";

import type { ResidencyModel } from "../components/residency/model";
import type { Governance } from "./governance";
import type { GraphResource, ResourceGraph } from "./graph/types";
import { appliesTo, type ResourceRule, type Rule } from "./rule";

/** One correction of one resource's inputs. */
export interface Remediation {
  /** Rule id. */
  rule: string;
  urn: string;
  /** Names of the inputs that changed. */
  keys: string[];
}

type Props = GraphResource["props"];

/**
 * The inputs of a resource as a rule at level `remediate` corrects them; undefined when there is nothing to correct, or
 * the rule throws: then the resource is judged as it is. An input that holds a secret is never rewritten.
 */
export function remediated(
  rule: ResourceRule,
  resource: GraphResource,
  model: ResidencyModel,
): { props: Props; keys: string[] } | undefined {
  const props = correct(rule, resource, model);
  if (props === undefined) return undefined;
  const names = new Set([...Object.keys(resource.props), ...Object.keys(props)]);
  const keys = [...names].filter((key) => !isDeepStrictEqual(resource.props[key], props[key])).sort();
  const secret = keys.some((key) => resource.secretProps?.includes(key) === true);
  return keys.length === 0 || secret ? undefined : { props, keys };
}

function correct(rule: ResourceRule, resource: GraphResource, model: ResidencyModel): Props | undefined {
  try {
    return rule.remediate?.(resource, model);
  } catch {
    return undefined;
  }
}

/** The graph as the engine sees it once rules at level `remediate` have corrected it; the same one when none does. */
export function remediateGraph(
  graph: ResourceGraph,
  model: ResidencyModel,
  rules: readonly Rule[],
  { levelOf }: Governance,
): { graph: ResourceGraph; remediations: Remediation[] } {
  const active = rules.filter(
    (rule): rule is ResourceRule =>
      rule.scope === "resource" && rule.remediate !== undefined && levelOf(rule) === "remediate",
  );
  const remediations: Remediation[] = [];
  if (active.length === 0) return { graph, remediations };
  const resources = graph.resources.map((original) =>
    active.reduce((resource, rule) => {
      const result = appliesTo(rule, resource.type) ? remediated(rule, resource, model) : undefined;
      if (result === undefined) return resource;
      remediations.push({ rule: rule.id, urn: resource.urn, keys: result.keys });
      return { ...resource, props: result.props };
    }, original),
  );
  return { graph: { ...graph, resources }, remediations };
}
