import type { Contract, TableSpec } from "../contract";
import type { Release } from "./release";

/**
 * A contract as its tables stand in one stack. Columns that were released after `version` are `pending`: the table does not have them
 * before the next update has added them. Columns that an earlier release had are `withdrawn`: the table may have them still, and nothing
 * of the contract governs them.
 * @param version the release that the tables stand at; default the contract's own
 */
export function standingAt(contract: Contract, version?: string): Contract {
  const { releases = [] } = contract;
  const from = version === undefined ? undefined : releases.find((each) => each.version === version);
  const tables = contract.tables.map((table) => ({
    ...table,
    ...some("pending", from === undefined ? [] : pendingIn(table, from)),
    ...some("withdrawn", withdrawnFrom(table, releases)),
  }));
  return { ...contract, tables };
}

const some = (key: "pending" | "withdrawn", names: readonly string[]) =>
  names.length === 0 ? {} : { [key]: names };

/** A table that is new since then is laid with all its columns. */
function pendingIn({ name, columns }: TableSpec, { tables }: Release): string[] {
  const had = tables[name]?.columns;
  return had === undefined ? [] : columns.map((column) => column.name).filter((each) => !(each in had));
}

function withdrawnFrom({ name, columns }: TableSpec, releases: readonly Release[]): string[] {
  const own = new Set(columns.map((column) => column.name));
  const ever = releases.flatMap(({ tables }) => Object.keys(tables[name]?.columns ?? {}));
  return [...new Set(ever)].filter((each) => !own.has(each)).sort();
}

type Standing = Pick<TableSpec, "columns" | "pending">;

/** Columns that a table lacks in its stack. */
export const pendingColumns = ({ columns, pending = [] }: Standing): TableSpec["columns"] =>
  columns.filter(({ name }) => pending.includes(name));

/** Columns that a table has for sure: those that can be tagged, filtered and judged. */
export const standingColumns = ({ columns, pending = [] }: Standing): TableSpec["columns"] =>
  pending.length === 0 ? columns : columns.filter(({ name }) => !pending.includes(name));
