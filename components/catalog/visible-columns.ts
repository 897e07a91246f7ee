import { classifications, type Classification } from "../facts/classification";
import { mayRead, mayReadBy, openClassifications, openKinds } from "../facts/visibility";
import type { JurisdictionId } from "../residency/jurisdictions";
import type { ContractColumn, TableSpec } from "./contract";
import type { ColumnAccess } from "./own-properties";
import { standingColumns } from "./releases/standing";

/** Who wants to read, and where the data is. */
export interface Viewer {
  /** As contracts list it. */
  readonly name: string;
  readonly clearance: Classification;
  readonly jurisdiction: JurisdictionId;
}

/** A column that a viewer may read, and the contract's statement that opens it where its clearance does not. */
export interface VisibleColumn {
  readonly column: ContractColumn;
  readonly by?: ColumnAccess;
}

/** The columns of a table that a viewer may read, in the table's order: the only place where that is decided. */
export function visibleColumns(
  table: Pick<TableSpec, "columns" | "columnAccess" | "pending">,
  { name, clearance, jurisdiction }: Viewer,
): VisibleColumn[] {
  const own = table.columnAccess.filter(({ reader }) => reader === name);
  return standingColumns(table).flatMap((column): VisibleColumn[] => {
    if (mayRead(column, clearance)) return [{ column }];
    const by = own.find(
      (statement) =>
        statement.columns.includes(column.name) &&
        mayReadBy(column, clearance, statement.legalBasis, jurisdiction),
    );
    return by === undefined ? [] : [{ column, by }];
  });
}

/**
 * Whether LF-tags alone give a viewer the whole table: every column is open to the clearance, and no row is held back. A column that
 * has no tags of its own, because it is not there yet or not of the contract any more, would be read by those of its table.
 */
export function isOpen(
  { columns, rowFilter, pending = [], withdrawn = [] }: TableSpec,
  { clearance }: Viewer,
): boolean {
  return (
    rowFilter === undefined &&
    pending.length + withdrawn.length === 0 &&
    columns.every((column) => mayRead(column, clearance))
  );
}

/** What a tag grant to a viewer says of columns: just what {@link isOpen} lets through. */
export const openTags = (clearance: Classification) => ({
  classification: openClassifications(classifications, clearance),
  pii: [...openKinds],
});
