import { z } from "zod";

import { describeIssue, oneOf, quote, unplaced, type UnplacedIssue } from "../errors/check-yaml";
import { editDistance } from "../errors/nearest";
import type { KeyPath } from "../errors/key-path";
import { legalBasisWords } from "../facts/legal-bases";
import { personalDataKinds, piiKinds } from "../facts/personal-data";
import { layerDays, longestDays } from "../facts/retention";
import type { CustomProperty } from "./contract-documentation";
import {
  classification,
  kebabName,
  minutes,
  partitionTransforms,
  snakeName,
  tableLayers,
  text,
} from "./contract-values";

/** How long the product's tables are kept, and the legal duty behind it when there is one. */
const retention = z.strictObject({
  days: z.int().min(layerDays.gold.default).max(longestDays),
  obligation: text.optional(),
});
export type Retention = z.output<typeof retention>;

/** A product `<domain>.<name>`, or a feed of raw objects by its folder in bronze. */
const upstreamName = z.string().regex(/^(?:[a-z][a-z0-9]*\.|bronze\/)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, {
  error: ({ input }) => `${quote(input)} names no source; use <domain>.<product> or bronze/<folder>`,
});

/** Opens columns that no clearance opens to one reader, and says what for and on which ground of law. */
const columnAccess = z.strictObject({
  reader: kebabName,
  columns: z.array(snakeName).min(1),
  purpose: text,
  legalBasis: z.array(oneOf("legal basis", legalBasisWords)).min(1),
});
export type ColumnAccess = z.output<typeof columnAccess>;

/** What the standard has no word for and Meridian reads in the `customProperties` of each level. */
export const ownProperties = {
  contract: {
    classification,
    personalData: oneOf("kind of personal data", personalDataKinds),
    retention,
    recoveryRpoMinutes: minutes,
    recoveryRtoMinutes: minutes,
    consumers: z.array(kebabName),
    shareable: z.boolean(),
  },
  table: {
    layer: oneOf("table layer", tableLayers),
    rowFilter: text,
    upstream: z.array(upstreamName).min(1),
    columnAccess: z.array(columnAccess).min(1),
  },
  column: {
    pii: oneOf("kind of personal data", piiKinds),
    partitionTransform: oneOf("partition transform", partitionTransforms),
  },
} as const;

export type Level = keyof typeof ownProperties;
type Shape<At extends Level> = (typeof ownProperties)[At];
export type OwnValues<At extends Level> = {
  [Name in keyof Shape<At>]?: Shape<At>[Name] extends z.ZodType ? z.output<Shape<At>[Name]> : never;
};

/** What was read of one list of `customProperties`. */
export interface OwnRead<At extends Level> {
  readonly values: OwnValues<At>;
  /** Index in the list of each that was read. */
  readonly places: ReadonlyMap<string, number>;
  /** The authors' own, which nothing here acts on. */
  readonly others: readonly CustomProperty[];
  readonly issues: readonly UnplacedIssue[];
}

const levels = Object.keys(ownProperties) as Level[];

/**
 * Reads Meridian's properties of one level. Everybody may have others; one that is nearly Meridian's, or that belongs to another
 * level, is a mistake, because it would be lost.
 * @param path where the list stands
 */
export function readOwn<At extends Level>(
  level: At,
  properties: readonly CustomProperty[],
  path: KeyPath,
): OwnRead<At> {
  const shape: Readonly<Record<string, z.ZodType>> = ownProperties[level];
  const names = Object.keys(shape);
  const values: Record<string, unknown> = {};
  const issues: UnplacedIssue[] = [];
  const given = properties.map(({ property }) => property);
  const others = properties.filter(({ property, value }, index) => {
    const at = [...path, index];
    const schema = Object.hasOwn(shape, property) ? shape[property] : undefined;
    if (schema === undefined) {
      const message = misplaced(level, property, names);
      if (message !== undefined) issues.push({ path: [...at, "property"], message });
      return message === undefined;
    }
    if (given.indexOf(property) !== index) {
      issues.push({ path: [...at, "property"], message: `"${property}" is given twice; keep one` });
      return false;
    }
    const read = schema.safeParse(value, { error: describeIssue });
    if (read.success) values[property] = read.data;
    else
      issues.push(
        ...read.error.issues
          .flatMap(unplaced)
          .map((issue) => ({ ...issue, path: [...at, "value", ...issue.path] })),
      );
    return false;
  });
  const places = new Map(Object.keys(values).map((property) => [property, given.indexOf(property)]));
  return { values: values as OwnValues<At>, places, others, issues };
}

/** Why a property of nobody's is probably meant to be Meridian's. */
function misplaced(level: Level, property: string, names: readonly string[]): string | undefined {
  const meant = names.find((name) => isNearly(property, name));
  if (meant !== undefined)
    return `${quote(property)} is not a property that Meridian knows; did you mean "${meant}"? Otherwise rename it`;
  const home = levels.find((other) => other !== level && Object.hasOwn(ownProperties[other], property));
  return home === undefined
    ? undefined
    : `${quote(property)} belongs to the customProperties of a ${home}; move it there`;
}

/** One letter in four, two at most; so `pci` is not taken for `pii`. */
const isNearly = (written: string, name: string): boolean =>
  editDistance(written.toLowerCase(), name.toLowerCase()) <= Math.min(2, Math.floor(name.length / 4));
