import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import { pathText, type KeyPath } from "../../../components/errors/key-path";
import { nearest } from "../../../components/errors/nearest";
import type { Platform } from "../platform";

/** A platform as the file has it, without the stack's name. Values may be malformed: every check has to bear that. */
export type Checkable = Omit<Platform, "kind" | "stack" | "endpoint">;

/** Looks at what no single key shows. `today` is YYYY-MM-DD. */
export type Check = (platform: Checkable, today: string) => UnplacedIssue[];

/** The last words of a message: what is allowed, and what was probably meant. */
export function choose(value: string, allowed: readonly string[], nothing: string): string {
  if (allowed.length === 0) return nothing;
  const meant = nearest(value, allowed);
  return `use one of ${allowed.join(", ")}${meant === undefined ? "" : ` (did you mean "${meant}"?)`}`;
}

/** One issue for every value but the first of its kind; empty ones are malformed and have their own. */
export const duplicates = (values: readonly string[], path: (index: number) => KeyPath): UnplacedIssue[] =>
  repeats(values).map(({ value, index, first }) => ({
    path: path(index),
    message: `${quote(value)} is already used at ${pathText(path(first))}; give each its own`,
  }));

/** One issue for every entry of a typed list but the first of its kind. */
export const repeatedKinds = (entries: readonly { kind: string }[], path: KeyPath): UnplacedIssue[] =>
  repeats(entries.map(({ kind }) => kind)).map(({ value, index, first }) => ({
    path: [...path, index, "kind"],
    message: `${quote(value)} is already at ${pathText([...path, first])}; keep one`,
  }));

/** Every value that stood before, with where it did first; empty ones say nothing. */
function repeats(values: readonly string[]): { value: string; index: number; first: number }[] {
  const firsts = new Map<string, number>();
  return values.flatMap((value, index) => {
    const first = firsts.get(value);
    if (first === undefined) firsts.set(value, index);
    return value === "" || first === undefined ? [] : [{ value, index, first }];
  });
}
