import { tokenOf } from "../sinks/row";

/** What an input may hold, as far as its name tells. */
export type InputKind = "arn" | "region" | "bucket" | "account" | "principal" | "address" | "replica";

/** Inputs that look like a destination and are none, with the reason. */
export interface Review {
  reason: string;
  /** `service/type path path …`, as in the sink table; `*` for a name that means the same in every type. */
  inputs: readonly string[];
}

export const reviews: readonly Review[] = [];

const byType = groupByType();

function groupByType(): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const [short = "", ...paths] of reviews
    .flatMap(({ inputs }) => inputs)
    .map((line) => line.split(" "))) {
    const type = short === "*" ? short : tokenOf(short);
    groups.set(type, new Set([...(groups.get(type) ?? []), ...paths]));
  }
  return groups;
}

const none: ReadonlySet<string> = new Set();

/** The reviewed paths of a type token, with `[]` for each list; for `*`, the names that mean the same everywhere. */
export const reviewedPaths = (type: string): ReadonlySet<string> => byType.get(type) ?? none;
