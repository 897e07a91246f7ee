import { classifications } from "../residency/classification";
import type { Contract, ContractColumn, TableSpec } from "./contract";
import {
  layerRetentionDays,
  longestRetentionDays,
  piiKinds,
  tableLayers,
  type TableLayer,
} from "./contract-values";

/** LF-tags on one thing: key → the one value that the key may have there. */
export type LfTagSet = Readonly<Record<string, string>>;

const retentionTags = [
  { tag: "3y", days: layerRetentionDays.gold },
  { tag: "5y", days: layerRetentionDays.silver },
  { tag: "7y", days: longestRetentionDays },
] as const;

/** The values of the `retention` tag, shortest first; `legalhold` is set by hand on single tables and beats them. */
const retentionTagValues = [...retentionTags.map(({ tag }) => tag), "legalhold"];

/** The retention tag that covers so many days: the next one up. */
export function retentionTag(days: number): string {
  const covering = retentionTags.find((retention) => days <= retention.days);
  if (covering === undefined) {
    throw new RangeError(
      `retentionTag: ${days} days are above the longest retention; use at most ${longestRetentionDays}.`,
    );
  }
  return covering.tag;
}

/**
 * The whole ontology of one jurisdiction's catalog: every key with its values, in a stable order. `domains` are all that have
 * databases: one whose first contract is still to come is tagged already.
 */
export function tagOntology(
  jurisdiction: string,
  contracts: readonly Contract[],
  domains: readonly string[],
): Record<string, string[]> {
  return {
    classification: [...classifications],
    domain: [...domains].sort(),
    jurisdiction: [jurisdiction],
    layer: [...tableLayers],
    pii: [...piiKinds],
    product: contracts.map(({ product }) => product).sort(),
    retention: retentionTagValues,
    shareable: ["true", "false"],
  };
}

/**
 * Tags of a database. Classification starts at the top: a table without tags of its own must not become readable by
 * being forgotten.
 */
export function databaseTags(jurisdiction: string, domain: string, layer: TableLayer): LfTagSet {
  return {
    classification: "restricted",
    domain,
    jurisdiction,
    layer,
    retention: retentionTag(layerRetentionDays[layer]),
  };
}

/** Tags of a table that it does not inherit from its database; its columns inherit them in turn. */
export function tableTags(contract: Contract, table: TableSpec): LfTagSet {
  return {
    classification: table.classification,
    pii: "none",
    product: contract.product,
    retention: retentionTag(table.retentionDays),
    shareable: String(contract.shareable),
  };
}

/** Columns that carry the same tags of their own. */
export interface ColumnTagGroup {
  /** Short and stable: the tags' values, e.g. `confidential-direct`; part of a logical name. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly tags: LfTagSet;
}

/**
 * Columns that differ from their table in classification or personal data, grouped by identical tags: one tag
 * operation per group instead of one per column, and none for tags that are inherited anyway.
 */
export function columnTagGroups(table: TableSpec): ColumnTagGroup[] {
  const groups = new Map<string, { tags: LfTagSet; columns: string[] }>();
  for (const column of table.columns) {
    const tags = ownTags(table, column);
    const name = Object.values(tags).join("-");
    if (name === "") continue;
    const group = groups.get(name) ?? { tags, columns: [] };
    group.columns.push(column.name);
    groups.set(name, group);
  }
  return [...groups].map(([name, group]) => ({ name, ...group })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function ownTags(table: TableSpec, column: ContractColumn): LfTagSet {
  return {
    ...(column.classification !== table.classification && { classification: column.classification }),
    ...(column.pii !== "none" && { pii: column.pii }),
  };
}
