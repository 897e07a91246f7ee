import { classifications } from "../facts/classification";
import { piiKinds } from "../facts/personal-data";
import { retentionTag, retentionTagValues, type RetentionDays } from "../facts/retention";
import type { Contract, ContractColumn, TableSpec } from "./contract";
import { tableLayers, type TableLayer } from "./contract-values";
import { standingColumns } from "./releases/standing";

/** LF-tags on one thing: key → the one value that the key may have there. */
export type LfTagSet = Readonly<Record<string, string>>;

/** A domain of the catalog and how long it keeps each layer. */
export interface KeptDomain {
  readonly name: string;
  readonly days: RetentionDays;
}

/**
 * The whole ontology of one jurisdiction's catalog: every key with its values, in a stable order. `domains` are all that have
 * databases: one whose first contract is still to come is tagged already.
 */
export function tagOntology(
  jurisdiction: string,
  contracts: readonly Contract[],
  domains: readonly KeptDomain[],
): Record<string, string[]> {
  const kept = [
    ...domains.flatMap(({ days }) => tableLayers.map((layer) => days[layer])),
    ...contracts.flatMap(({ retention }) => retention?.days ?? []),
  ];
  return {
    classification: [...classifications],
    domain: domains.map(({ name }) => name).sort(),
    jurisdiction: [jurisdiction],
    layer: [...tableLayers],
    pii: [...piiKinds],
    product: contracts.map(({ product }) => product).sort(),
    retention: retentionTagValues(kept),
    shareable: ["true", "false"],
  };
}

/**
 * Tags of a database. Classification starts at the top: a table without tags of its own must not become readable by
 * being forgotten.
 */
export function databaseTags(jurisdiction: string, { name, days }: KeptDomain, layer: TableLayer): LfTagSet {
  return {
    classification: "restricted",
    domain: name,
    jurisdiction,
    layer,
    retention: retentionTag(days[layer]),
  };
}

/** Tags of a table that it does not inherit from its database; its columns inherit them in turn. */
export function tableTags(contract: Contract, table: TableSpec, retentionDays: number): LfTagSet {
  return {
    classification: table.classification,
    pii: "none",
    product: contract.product,
    retention: retentionTag(retentionDays),
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
  for (const column of standingColumns(table)) {
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
