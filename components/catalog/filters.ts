import type { ContractColumn, TableSpec } from "./contract";

/** A Lake Formation data-cells filter: what a reader who gets it sees of one table. */
export interface FilterSpec {
  /** What it is for; part of logical names. */
  readonly purpose: "masked" | "rows";
  /** Physical name, unique within the table. */
  readonly name: string;
  /** Columns left out; empty for all columns. */
  readonly excludedColumns: readonly string[];
  /** Rows kept, a PartiQL predicate; absent for all rows. */
  readonly rowFilter?: string;
}

/** Columns that only a reader with a named reason may see: personal data and everything restricted. */
export function sensitiveColumns(table: TableSpec): string[] {
  return table.columns.filter(isSensitive).map(({ name }) => name);
}

/**
 * The filters of a table. `masked` leaves out sensitive columns, so that the table can be shared for analysis; `rows`
 * keeps all columns for readers who may see them, within the contract's row filter. A table with nothing to hide has
 * none, and is granted as a whole.
 *
 * @throws Error when every column is sensitive: an empty view would only look like access.
 */
export function filterSpecs(table: TableSpec): FilterSpec[] {
  const excludedColumns = sensitiveColumns(table);
  if (excludedColumns.length === table.columns.length) {
    throw new Error(
      `Table ${table.name}: all columns are personal or restricted; give it a key that is neither.`,
    );
  }
  const rows = table.rowFilter === undefined ? {} : { rowFilter: table.rowFilter };
  const masked = { purpose: "masked" as const, name: `${table.name}_masked`, excludedColumns, ...rows };
  const allColumns = { purpose: "rows" as const, name: `${table.name}_rows`, excludedColumns: [], ...rows };
  return [
    ...(excludedColumns.length > 0 ? [masked] : []),
    ...(table.rowFilter === undefined ? [] : [allColumns]),
  ];
}

function isSensitive({ classification, pii }: ContractColumn): boolean {
  return pii !== "none" || classification === "restricted";
}
