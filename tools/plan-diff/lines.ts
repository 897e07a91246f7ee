import { groupBy } from "../group-by";
import { kindText } from "./compare";
import type { DiffDocument, DiffGroup } from "./diff-schema";

/** Changes of one kind in all stacks, as every format for people shows them. */
export interface KindOfChange {
  sign: "+" | "-" | "~";
  /** Resources in all stacks. */
  count: number;
  /** `aws:s3/bucket:Bucket in DomainLake`. */
  resources: string;
  /** `policy + statement Macie`; empty where whole resources are added or removed. */
  property: string;
  stacks: { stack: string; count: number; examples: string }[];
}

/** Most resources of a group that are named. */
const shownExamples = 3;
/** Longest value that is shown, in characters of its JSON text. */
const shownValue = 80;

const signs = { added: "+", removed: "-", changed: "~" } as const;
type Values = Partial<Record<"before" | "after", unknown>>;

const isObject = (value: unknown) => typeof value === "object" && value !== null;

function valueText(value: unknown): string {
  const text =
    Array.isArray(value) && !value.some(isObject)
      ? value.map((item) => JSON.stringify(item)).join(", ")
      : JSON.stringify(value);
  return text.length > shownValue ? `${text.slice(0, shownValue - 1)}…` : text;
}

/** `"a" → "b"`, or the one value that there is; nothing for an object that comes or goes, which its name says. */
function valuesText({ before, after }: Values): string {
  if (before !== undefined && after !== undefined) return `${valueText(before)} → ${valueText(after)}`;
  const value = before ?? after;
  return value === undefined || (isObject(value) && !Array.isArray(value)) ? "" : valueText(value);
}

/** `path sign what`, without values. */
function propertyText({ at, what = "", kind }: NonNullable<DiffGroup["property"]>): string {
  if (kind === "reordered" || kind === "respelled") {
    const said = kind === "reordered" ? "in another order" : "in other words";
    return [at, what, said].filter((part) => part !== "").join(" ");
  }
  return [at, signs[kind], what].filter((part) => part !== "").join(" ");
}

const shortType = (type: string): string => type.split(":").at(-1)!;
const nameOf = (resource: string): string => resource.split("::").slice(1).join("::");

function examplesOf({ resources, property }: DiffGroup, shared: boolean): string {
  const ofGroup = shared || property === undefined ? "" : valuesText(property);
  const shown = resources.slice(0, shownExamples).map((each) => {
    const values = ofGroup === "" ? valuesText(each) : "";
    return values === "" ? nameOf(each.resource) : `${nameOf(each.resource)} (${values})`;
  });
  const rest = resources.length - shown.length;
  const names = shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
  return ofGroup === "" ? names : `${names} (${ofGroup})`;
}

function kindOf(groups: readonly DiffGroup[]): KindOfChange {
  const [{ change, type, component, property }] = groups as [DiffGroup];
  const values = groups.map((group) => (group.property === undefined ? "" : valuesText(group.property)));
  const shared = values.every((text) => text === values[0]);
  // Items of a list have no name of their own: they are the values.
  const gap = property?.what === undefined ? " " : ": ";
  const value = shared && values[0] !== "" ? gap + values[0] : "";
  return {
    sign: signs[change],
    count: groups.reduce((sum, { resources }) => sum + resources.length, 0),
    resources: component === undefined ? type : `${type} in ${shortType(component)}`,
    property: property === undefined ? "" : propertyText(property) + value,
    stacks: groups.map((group) => ({
      stack: group.stack,
      count: group.resources.length,
      examples: examplesOf(group, shared),
    })),
  };
}

/** The groups of a diff by what they are, each with its stacks. */
export const kindsOf = ({ groups }: DiffDocument): KindOfChange[] =>
  [...groupBy(groups, kindText).values()].map(kindOf);

/** `1 stack`, `2 stacks`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** `4 of 4 stacks differ from HEAD~1 (0c4b7b2)`. */
export function headline({ base, stacks }: DiffDocument): string {
  const different = stacks.filter(({ state }) => state !== "same").length;
  const from = `${base.revision} (${base.commit.slice(0, 7)})`;
  const all = counted(stacks.length, "stack");
  if (different === 0) return `No difference from ${from} in ${all}`;
  return `${different} of ${all} ${different === 1 ? "differs" : "differ"} from ${from}`;
}
