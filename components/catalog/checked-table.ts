import type { SqlColumn } from "../sql/columns";
import type { QualityCheck } from "./quality-schema";
import type { TypeOptions } from "./type-options";

/** What checks are read against: a column of a contract, and what it holds. */
export interface CheckedColumn {
  readonly name?: string;
  readonly logicalType?: string;
  readonly logicalTypeOptions?: TypeOptions;
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly partitioned?: boolean;
  readonly quality?: readonly QualityCheck[];
  /** Fields of an object. */
  readonly properties?: readonly CheckedColumn[];
  /** What a list holds. */
  readonly items?: CheckedColumn;
}

/** A table of a contract with its checks. */
export interface CheckedTable {
  readonly name: string;
  readonly physicalName?: string;
  readonly properties?: readonly CheckedColumn[];
  readonly quality?: readonly QualityCheck[];
}

/** A column or something inside it. */
export interface Place {
  readonly column: CheckedColumn;
  /** Where it stands, from the table. */
  readonly at: readonly (string | number)[];
  /** `address.city`; undefined inside a list, of whose items no rule can be made. */
  readonly path?: string;
}

/** The table's columns and all that is inside them, each after what holds it. */
export function* places(table: Pick<CheckedTable, "properties">): Generator<Place> {
  yield* fieldsOf({ column: table, at: [], path: "" });
}

function* fieldsOf({
  column,
  at,
  path,
}: Place & { column: Pick<CheckedColumn, "properties" | "items"> }): Generator<Place> {
  for (const [index, field] of (column.properties ?? []).entries()) {
    const name = field.name ?? "";
    const own = path === undefined ? {} : { path: path === "" ? name : `${path}.${name}` };
    const place: Place = { column: field, at: [...at, "properties", index], ...own };
    yield place;
    yield* fieldsOf(place);
  }
  if (column.items === undefined) return;
  const place: Place = { column: column.items, at: [...at, "items"] };
  yield place;
  yield* fieldsOf(place);
}

/** A table's columns as texts of SQL may name them. */
export const sqlColumns = (columns: readonly CheckedColumn[] = []): SqlColumn[] =>
  columns.map(({ name = "", logicalType, partitioned, properties }) => ({
    name,
    ...(logicalType !== undefined && { type: logicalType }),
    ...(partitioned === true && { partitioned }),
    ...(properties && properties.length > 0 && { fields: sqlColumns(properties) }),
  }));

/** The table's name in the catalog. */
export const tableName = ({ name, physicalName }: CheckedTable): string => physicalName ?? name;
