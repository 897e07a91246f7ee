import { z } from "zod";

import { oneOf, quote } from "../errors/check-yaml";
import { classifications } from "../facts/classification";

/** Layers that hold governed tables; bronze is raw objects and has none. */
export const tableLayers = ["silver", "gold"] as const;
export type TableLayer = (typeof tableLayers)[number];

/** Iceberg partition transforms that a contract may ask for. */
export const partitionTransforms = ["year", "month", "day", "hour", "identity"] as const;
export type PartitionTransform = (typeof partitionTransforms)[number];

export const classification = oneOf("classification", classifications);

const word = (noun: string, pattern: RegExp, rule: string) =>
  z.string().regex(pattern, { error: ({ input }) => `${quote(input)} is not ${noun}; use ${rule}` });

export const domainName = word(
  "a domain name",
  /^[a-z][a-z0-9]{1,29}$/,
  "2 to 30 lower-case letters or digits, a letter first",
);
export const kebabName = word(
  "a kebab-case name",
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "lower-case words joined by single hyphens",
);
export const snakeName = word(
  "a column or table name",
  /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  "lower-case words joined by single underscores",
);
/** What must say something. */
export const text = z.string().min(1);
export const stableId = word("an id", /^[A-Za-z0-9_-]+$/, "letters, digits, hyphens and underscores");
export const minutes = z.int().min(1).max(10_080);

/**
 * A version as releases compare it, three numbers: the standard leaves the word free, so `1.1` is 1.1.0 and `v2` is 2.0.0;
 * undefined for what is no number.
 */
export function semanticVersion(version: string): string | undefined {
  const [, major, minor = "0", patch = "0"] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version) ?? [];
  return major === undefined ? undefined : [major, minor, patch].map(Number).join(".");
}
