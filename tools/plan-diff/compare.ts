import type { PlanDocument } from "../engine/json";
import { entryOf, type Entry } from "../golden/entry";
import { groupBy } from "../group-by";
import type { DiffDocument, DiffGroup, DiffStack } from "./diff-schema";
import { differencesOf, type Difference } from "./values";

/** What two trees plan, by stack; a stack that a tree does not have is absent. */
export interface Sides {
  before: ReadonlyMap<string, PlanDocument>;
  after: ReadonlyMap<string, PlanDocument>;
}

type Values = Pick<Difference, "before" | "after">;

/** What happens to a resource, alike in many of them. */
type Kind = Pick<DiffGroup, "change" | "type" | "component" | "property">;

/** One thing that happens to one resource. */
interface Change {
  kind: Kind;
  values: Values;
  resource: string;
}

/** Type of a resource, and of the outermost component that holds it. */
function chainOf(resource: string): { type: string; component?: string } {
  const chain = resource.split("::")[0]!.split("$");
  const type = chain.at(-1)!;
  return chain.length === 1 ? { type } : { type, component: chain[0]! };
}

/**
 * Of one resource: where it is, options, inputs. The golden plans say the same of it; what it depends on is left out there and
 * here, because a dependency on a component lists all that the component holds.
 */
function ofResource(before: Entry, after: Entry): Difference[] {
  // A region among the inputs is where the resource is: not to be told twice.
  const own = "region" in before.inputs && "region" in after.inputs;
  const places = (["account", "region", "parent"] as const)
    .filter((key) => !(key === "region" && own))
    .flatMap((key) => differencesOf(before[key], after[key], { at: "", what: `its ${key}` }));
  return [
    ...places,
    ...differencesOf(before.options, after.options, { at: "", what: "options" }),
    ...differencesOf(before.inputs, after.inputs, { at: "", what: "" }),
  ];
}

/** Without keys for what there is not, so that documents have none that are empty. */
const valuesOf = (before: unknown, after: unknown): Values => ({
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Statements for roles of one account are called by its id; the change is the same whichever account it is. */
const withoutAccounts = (path: string) => path.replace(/(?<!\d)\d{12}(?!\d)/g, "<account>");

function propertyOf({ at, what, kind }: Difference): Kind["property"] {
  return {
    at: withoutAccounts(at),
    ...(what === undefined ? {} : { what: withoutAccounts(what) }),
    kind,
  };
}

function changesOf(before: PlanDocument, after: PlanDocument): Change[] {
  const byResource = ({ resources }: PlanDocument) =>
    new Map(resources.map(entryOf).map((entry) => [entry.resource, entry]));
  const [old, now] = [byResource(before), byResource(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((resource): Change[] => {
    const [one, other] = [old.get(resource), now.get(resource)];
    const chain = chainOf(resource);
    if (one === undefined) return [{ kind: { change: "added", ...chain }, values: {}, resource }];
    if (other === undefined) return [{ kind: { change: "removed", ...chain }, values: {}, resource }];
    return ofResource(one, other).map((difference) => ({
      kind: { change: "changed", type: chain.type, property: propertyOf(difference) },
      values: valuesOf(difference.before, difference.after),
      resource,
    }));
  });
}

/** Sorts by type, then by what is added, changed and removed, then by path; the same in every stack. */
export function kindText({ change, type, component, property }: Kind): string {
  return JSON.stringify([type, change, component, property?.at, property?.what, property?.kind]);
}

function byText<T>(textOf: (item: T) => string): (one: T, other: T) => number {
  return (one, other) => (textOf(one) < textOf(other) ? -1 : textOf(one) > textOf(other) ? 1 : 0);
}

function groupOf(stack: string, changes: readonly Change[]): DiffGroup {
  const [{ kind, values }] = changes as [Change];
  const text = JSON.stringify(values);
  const alike = changes.every((change) => JSON.stringify(change.values) === text);
  const { property, ...rest } = kind;
  const resources = [...groupBy(changes, ({ resource }) => resource)]
    .sort(byText(([resource]) => resource))
    .map(([resource, [first]]) => ({ resource, ...(alike ? {} : first!.values) }));
  return {
    stack,
    ...rest,
    ...(property === undefined ? {} : { property: { ...property, ...(alike ? values : {}) } }),
    resources,
  };
}

function compareStack(stack: string, { before, after }: Sides): { row: DiffStack; groups: DiffGroup[] } {
  const [old, now] = [before.get(stack), after.get(stack)];
  const counts = {
    ...(old === undefined ? {} : { before: old.resources.length }),
    ...(now === undefined ? {} : { after: now.resources.length }),
  };
  if (old === undefined || now === undefined) {
    const state = old === undefined ? "added" : "removed";
    return { row: { stack, state, resources: { ...counts, different: 0 } }, groups: [] };
  }
  const byKind = groupBy(changesOf(old, now), ({ kind }) => kindText(kind));
  const groups = [...byKind.values()].map((changes) => groupOf(stack, changes));
  const different = new Set(groups.flatMap(({ resources }) => resources.map(({ resource }) => resource)))
    .size;
  const state = different === 0 ? "same" : "changed";
  return { row: { stack, state, resources: { ...counts, different } }, groups };
}

/** The first number is the one that readers check. `diff-schema.ts` holds the same as a schema; its spec compares them. */
const schemaVersion: DiffDocument["schemaVersion"] = "1.0";

/**
 * Everything by which the plans of two trees differ, alike changes as one group for each stack, sorted by what they are and then
 * by stack.
 * @param stacks each is in one of the sides at least
 */
export function compareTrees(
  base: DiffDocument["base"],
  stacks: readonly string[],
  sides: Sides,
): DiffDocument {
  const compared = [...stacks].sort().map((stack) => compareStack(stack, sides));
  const groups = compared.flatMap((each) => each.groups);
  return {
    schemaVersion,
    base,
    stacks: compared.map(({ row }) => row),
    // Groups of one kind keep the order of their stacks: sorting is stable.
    groups: groups.sort(byText(kindText)),
  };
}
