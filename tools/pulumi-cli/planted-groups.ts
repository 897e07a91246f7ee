import type { Finding } from "../../policy-pack/finding";
import type { GraphProvider, GraphResource } from "../../policy-pack/graph/types";
import { evaluate } from "../../policy-pack/run";
import { fixtureModel } from "../../policy-pack/testing/describe-rule";

/** Resources of which the policy pack must say something, whatever stands beside them. */
export interface PlantedCase {
  /** Unique among the cases of one run. */
  key: string;
  resources: readonly GraphResource[];
  /** True when the findings are what the case expects. `own` has the URNs of its resources where they are planted. */
  holds: (findings: readonly Finding[], own: ReadonlySet<string>) => boolean;
}

/** A case as it stands in a program beside others: its resources have names of their own. */
export interface Planted {
  case: PlantedCase;
  resources: readonly GraphResource[];
  own: ReadonlySet<string>;
}

const planted = (one: PlantedCase, resources: readonly GraphResource[]): Planted => ({
  case: one,
  resources,
  own: new Set(resources.map(({ urn }) => urn)),
});

/** The case with `<prefix>-` before the name of each of its resources, also where they point at one another. */
function renamed(one: PlantedCase, prefix: string): Planted {
  const urns = new Map(
    one.resources.map(({ urn, name }) => [urn, `${urn.slice(0, -name.length)}${prefix}-${name}`]),
  );
  const moved = (urn: string) => urns.get(urn) ?? urn;
  const providerOf = (provider: GraphProvider): GraphProvider =>
    provider.urn === undefined || !urns.has(provider.urn)
      ? provider
      : { ...provider, urn: moved(provider.urn), name: `${prefix}-${provider.name}` };
  const resources = one.resources.map((resource): GraphResource => ({
    ...resource,
    urn: moved(resource.urn),
    name: `${prefix}-${resource.name}`,
    provider: resource.provider === undefined ? undefined : providerOf(resource.provider),
    dependencies: resource.dependencies.map(moved),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([key, list]) => [key, list.map(moved)]),
    ),
  }));
  return planted(one, resources);
}

/** False when two cases mean different providers by one name: a program has one of each. */
function shareProviders(resources: readonly GraphResource[]): boolean {
  const seen = new Map<string, string>();
  return resources.every(({ provider }) => {
    if (provider === undefined || provider.isDefault) return true;
    const [key, text] = [provider.urn ?? provider.name, JSON.stringify(provider)];
    const known = seen.get(key) ?? text;
    seen.set(key, known);
    return known === text;
  });
}

/**
 * True when every case of the program still gets what it expects, whichever way round: the engine registers in an order of its
 * own, and of two buckets with one name a rule sees one.
 */
function fit(stack: string, group: readonly Planted[]): boolean {
  const resources = group.flatMap((each) => each.resources);
  if (!shareProviders(resources)) return false;
  return [resources, resources.toReversed()].every((ordered) => {
    const { findings } = evaluate({ stack, resources: ordered }, fixtureModel);
    return group.every((each) => each.case.holds(findings, each.own));
  });
}

/**
 * Divides the cases into programs, as few as a first fit finds: a case joins the first program in which the embedded runner still
 * says what each of its cases expects. Rules join resources of the whole program, so which cases bear each other is found out
 * and not listed. A case that bears nobody, not even a longer name, stands alone as it is.
 */
export function groupsOf(stack: string, cases: readonly PlantedCase[]): Planted[][] {
  const groups: Planted[][] = [];
  cases.forEach((one, index) => {
    const beside = renamed(one, `c${index}`);
    const group = groups.find((each) => fit(stack, [...each, beside]));
    if (group !== undefined) group.push(beside);
    else groups.push([fit(stack, [beside]) ? beside : planted(one, one.resources)]);
  });
  return groups;
}
