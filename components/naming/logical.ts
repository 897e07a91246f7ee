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

/**
 * What things inside databases are called in logical names: as they are, and `<database>.<name>` where another is called so too.
 * Adding the other renames the first: for what is made anew without loss, such as grants and saved queries.
 */
export function namesAmong(names: readonly string[]): (database: string, name: string) => string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return (database, name) => ((counts.get(name) ?? 0) > 1 ? `${database}.${name}` : name);
}
