import { UNKNOWN } from "./types";

/** One value found at a path. `value` is {@link UNKNOWN} when it, or anything above it, is not known yet. */
export interface Reading {
  /** The concrete path, e.g. `rules[0].destination.bucket`; it stops at the unknown ancestor if there is one. */
  path: string;
  value: unknown;
}

interface Step {
  key: string;
  each: boolean;
}

const compiled = new Map<string, readonly Step[]>();

/**
 * Reads every value at `pattern` in plain properties; `[]` after a key visits each element (`rules[].destination.bucket`).
 * A missing key gives no reading; an unknown on the way gives one reading whose value is UNKNOWN. A lone object where a
 * list is expected counts as a list of one. Never throws.
 */
export function readPath(props: unknown, pattern: string): Reading[] {
  const found: Reading[] = [];
  walk({ path: "", value: props }, steps(pattern), 0, found);
  return found;
}

/** The first reading at a pattern without `[]`, or undefined when nothing is there. */
export function readOne(props: unknown, pattern: string): unknown {
  return readPath(props, pattern)[0]?.value;
}

/** True when an UNKNOWN stands anywhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) && Object.values(value).some(hasUnknown);
}

/** A plain object (not null, not a list). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list stays a list, nothing is the empty list, and anything else is a list of one. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function steps(pattern: string): readonly Step[] {
  let list = compiled.get(pattern);
  if (list === undefined) {
    list = pattern
      .split(".")
      .map((part) =>
        part.endsWith("[]") ? { key: part.slice(0, -2), each: true } : { key: part, each: false },
      );
    compiled.set(pattern, list);
  }
  return list;
}

function walk(at: Reading, list: readonly Step[], depth: number, found: Reading[]): void {
  const step = list[depth];
  if (step === undefined || at.value === UNKNOWN) {
    found.push(at);
    return;
  }
  if (!isRecord(at.value)) return;
  const value = at.value[step.key];
  if (value === undefined || value === null) return;
  const path = at.path === "" ? step.key : `${at.path}.${step.key}`;
  if (!step.each || value === UNKNOWN) {
    walk({ path, value }, list, depth + 1, found);
    return;
  }
  asList(value).forEach((element, position) => {
    walk({ path: `${path}[${position}]`, value: element }, list, depth + 1, found);
  });
}
