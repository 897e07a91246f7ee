import { sortKeys } from "../engine/wire";

/** One difference between two values of a plan. */
export interface Difference {
  /** Path of what holds it: `policy statement Read.Condition`; empty for the inputs themselves. */
  at: string;
  /** Its key, statement or item there; absent for plain values of a list, which `before` and `after` list. */
  what?: string;
  /** `reordered`: the same items in another order. `respelled`: another text that says the same. */
  kind: "added" | "removed" | "changed" | "reordered" | "respelled";
  before?: unknown;
  after?: unknown;
}

/** Where a value stands; both empty for the inputs as a whole. */
export interface Place {
  at: string;
  what: string;
}

type Plain = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isScalar = (value: unknown) => typeof value !== "object" || value === null;

const textOf = (value: unknown): string => JSON.stringify(sortKeys(value)) ?? "";
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other) || textOf(one) === textOf(other);

/** The path of what stands at a place. */
function pathOf({ at, what }: Place): string {
  const gap = at === "" || what.startsWith("[") ? "" : what.startsWith("statement ") ? " " : ".";
  return at + gap + what;
}

/**
 * Every difference between two values. Objects are compared by key, lists by the names of their items, JSON texts (policy
 * documents) as what they say. Empty when, and only when, the two are the same; `undefined` is what a side does not have, since
 * JSON knows no such value.
 */
export function differencesOf(before: unknown, after: unknown, place: Place): Difference[] {
  if (same(before, after)) return [];
  if (before === undefined) return [{ ...place, kind: "added", after }];
  if (after === undefined) return [{ ...place, kind: "removed", before }];
  const found = structural(before, after, place);
  return found.length > 0 ? found : [{ ...place, kind: "respelled" }];
}

function structural(before: unknown, after: unknown, place: Place): Difference[] {
  const [old, now] = spelledOut(before, after);
  if (isObject(old) && isObject(now)) return byKey(old, now, place);
  const lists = asLists(old, now);
  return lists === undefined ? [{ ...place, kind: "changed", before, after }] : inLists(...lists, place);
}

/** Both as objects or lists when both are JSON texts of such, else both as they are. */
function spelledOut(before: unknown, after: unknown): [unknown, unknown] {
  const read = (value: unknown): unknown => {
    if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      return undefined;
    }
  };
  const [old, now] = [read(before), read(after)];
  return old === undefined || now === undefined ? [before, after] : [old, now];
}

/** IAM takes one action as text or as a list: then a plain value counts as the list of it. */
function asLists(before: unknown, after: unknown): [unknown[], unknown[]] | undefined {
  const isPlainList = (value: unknown): value is unknown[] => Array.isArray(value) && value.every(isScalar);
  if (Array.isArray(before) && Array.isArray(after)) return [before, after];
  if (isPlainList(before) && isScalar(after)) return [before, [after]];
  if (isScalar(before) && isPlainList(after)) return [[before], after];
  return undefined;
}

function byKey(before: Plain, after: Plain, place: Place): Difference[] {
  const at = pathOf(place);
  // A tag may be called like something that every object inherits.
  const own = (object: Plain, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);
  return union(Object.keys(before), Object.keys(after)).flatMap((key) =>
    differencesOf(own(before, key), own(after, key), { at, what: key }),
  );
}

const union = <T>(one: readonly T[], other: readonly T[]): T[] => [...new Set([...one, ...other])];

/** Those of `items` that `others` has not, each as often as it is in excess, in their order. */
function excess(items: readonly unknown[], others: readonly unknown[]): unknown[] {
  const left = others.map(textOf);
  return items.filter((item) => {
    const index = left.indexOf(textOf(item));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function inLists(before: readonly unknown[], after: readonly unknown[], place: Place): Difference[] {
  const found = [...before, ...after].every(isScalar)
    ? plainItems(before, after, pathOf(place))
    : items(before, after, place);
  if (found.length > 0 || same(before, after)) return found;
  return [{ ...place, kind: "reordered" }];
}

function plainItems(before: readonly unknown[], after: readonly unknown[], at: string): Difference[] {
  const [removed, added] = [excess(before, after), excess(after, before)];
  return [
    ...(removed.length === 0 ? [] : [{ at, kind: "removed" as const, before: removed }]),
    ...(added.length === 0 ? [] : [{ at, kind: "added" as const, after: added }]),
  ];
}

/** What items of lists are called by, the first that tells them apart: statements, columns, rules, tags, selectors. */
const nameKeys = ["Sid", "name", "id", "key", "field"];

const nameOf = (item: unknown, key: string | undefined): string | undefined => {
  const name = key !== undefined && isObject(item) ? item[key] : undefined;
  return typeof name === "string" || typeof name === "number" ? String(name) : undefined;
};

function nameKey(...lists: (readonly unknown[])[]): string | undefined {
  return nameKeys.find((key) => {
    const names = lists.map((list) => list.flatMap((item) => nameOf(item, key) ?? []));
    return names.flat().length > 0 && names.every((each) => new Set(each).size === each.length);
  });
}

/** Items with a name by it; of the others those that are equal, then by position. */
function items(before: readonly unknown[], after: readonly unknown[], list: Place): Difference[] {
  const key = nameKey(before, after);
  const named = (side: readonly unknown[]) =>
    new Map(side.flatMap((item) => (nameOf(item, key) === undefined ? [] : [[nameOf(item, key)!, item]])));
  const [old, now] = [named(before), named(after)];
  const unnamed = (side: readonly unknown[]) => side.filter((item) => nameOf(item, key) === undefined);
  const rest = [excess(unnamed(before), unnamed(after)), excess(unnamed(after), unnamed(before))] as const;
  const positions = Array.from({ length: Math.max(rest[0].length, rest[1].length) }, (_, index) => index);
  return [
    ...union([...old.keys()], [...now.keys()]).flatMap((name) =>
      differencesOf(old.get(name), now.get(name), placeOf(name, key, list)),
    ),
    ...positions.flatMap((index) => {
      const [one, other] = [rest[0][index], rest[1][index]];
      const position = other === undefined ? before.indexOf(one) : after.indexOf(other);
      return differencesOf(one, other, { at: pathOf(list), what: `[${position}]` });
    }),
  ];
}

/** A statement is named beside its document: `policy statement Read` instead of `policy.Statement[Read]`. */
function placeOf(name: string, key: string | undefined, list: Place): Place {
  return key === "Sid" && list.what === "Statement"
    ? { at: list.at, what: `statement ${name}` }
    : { at: pathOf(list), what: `[${name}]` };
}
