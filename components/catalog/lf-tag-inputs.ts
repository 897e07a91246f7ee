import type { LfTagSet } from "./lf-tags";

/** A tag set as the provider wants it. Keys are sorted, so that the same set always gives the same inputs. */
export function lfTagInputs(
  catalogId: string,
  tags: LfTagSet,
): { catalogId: string; key: string; value: string }[] {
  return Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ catalogId, key, value }));
}
