import { filterName } from "../naming/names";
import type { TableSpec } from "./contract";
import { visibleColumns, type Viewer } from "./visible-columns";

/** A Lake Formation data-cells filter: exactly what one reader sees of one table. */
export interface FilterSpec {
  /** The reader; part of logical names. */
  readonly reader: string;
  /** Physical name, unique within the table. */
  readonly name: string;
  /** Columns kept, at least one: a column that the contract adds later is read by nobody before a reviewed plan names it. */
  readonly columns: readonly string[];
  /** Rows kept, a PartiQL predicate; absent for all rows. */
  readonly rowFilter?: string;
}

/** The filter through which a viewer reads a table; undefined when it may read nothing there. */
export function filterFor(table: TableSpec, viewer: Viewer): FilterSpec | undefined {
  const columns = visibleColumns(table, viewer).map(({ column }) => column.name);
  if (columns.length === 0) return undefined;
  return {
    reader: viewer.name,
    name: filterName(table.name, viewer.name),
    columns,
    ...(table.rowFilter !== undefined && { rowFilter: table.rowFilter }),
  };
}
