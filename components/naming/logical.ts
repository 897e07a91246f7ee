import { assertPart } from "./parts";

/**
 * Joins kebab-case parts to a Pulumi logical name: `logicalName("corebanking", "bronze")` is `corebanking-bronze`.
 * Throws on a part that is not kebab-case, so that an `Output` or a display name never becomes an identity.
 */
export function logicalName(first: string, ...rest: readonly string[]): string {
  const parts = [first, ...rest];
  parts.forEach((part) => assertPart("logicalName", "part", part));
  return parts.join("-");
}
