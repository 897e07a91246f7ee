import { quote, type UnplacedIssue } from "../errors/check-yaml";
import type { KeyPath } from "../errors/key-path";
import type { ColumnDocument, ItemDocument } from "./column-schema";
import type { ColumnFacts } from "./column-facts";
import type { TableFacts } from "./contract-facts";
import type { Notes } from "./contract-notes";
import { snakeName } from "./contract-values";
import { partitionField } from "./partition";

/** The longest name of a table or column that Glue and Lake Formation take (API reference, `Column`, `DataCellsFilter`). */
const longestName = 255;

/** Words that Athena's SELECT takes only in double quotes (user guide, "Escape reserved keywords in queries"). */
const reserved = new Set(
  (
    "alter and as between by case cast constraint create cross cube deallocate delete describe distinct drop else end " +
    "escape except execute exists extract false first for from full group grouping having in inner insert intersect " +
    "into is join last left like listagg localtime localtimestamp natural normalize not null on or order outer prepare " +
    "recursive right rollup select skip table then trim true uescape union unnest using values when where with"
  ).split(" "),
);

/** Says which names a query has to put in quotes. The catalog takes them. */
export function noteReserved(tables: readonly TableFacts[], notes: Notes): void {
  for (const { name, position, properties } of tables) {
    const path = ["schema", position];
    if (reserved.has(name)) notes.add("reserved", [...path, "name"], name);
    properties.forEach((column, index) => {
      if (reserved.has(column.name))
        notes.add("reserved", [...path, "properties", index, "name"], column.name);
    });
  }
}

/** Names that Iceberg, Glue, Lake Formation or Athena refuse, each at the line of the name. */
export function nameMistakes(table: TableFacts): UnplacedIssue[] {
  return [
    ...wordMistakes(table.name, ["name"]),
    ...table.properties.flatMap((column, index) => fieldMistakes(column, ["properties", index])),
    ...repeated(table.properties),
    ...partitionMistakes(table.properties),
  ];
}

function wordMistakes(name: string, path: KeyPath): UnplacedIssue[] {
  const read = snakeName.safeParse(name);
  if (!read.success) return read.error.issues.map(({ message }) => ({ path, message }));
  if (name.length <= longestName) return [];
  return [{ path, message: `${quote(name)} has ${name.length} letters; the catalog takes ${longestName}` }];
}

/** A column's own name and those of the fields within it: engines fold all of them to lower case. */
function fieldMistakes(field: ColumnFacts | ColumnDocument | ItemDocument, path: KeyPath): UnplacedIssue[] {
  const fields = field.properties ?? [];
  const own =
    field.name === undefined || path.at(-1) === "items" ? [] : wordMistakes(field.name, [...path, "name"]);
  return [
    ...own,
    ...fields.flatMap((each, index) => fieldMistakes(each, [...path, "properties", index])),
    ...repeated(fields).map((issue) => ({ ...issue, path: [...path, ...issue.path] })),
    ...(field.items === undefined ? [] : fieldMistakes(field.items, [...path, "items"])),
  ];
}

function repeated(fields: readonly { readonly name: string }[]): UnplacedIssue[] {
  const names = fields.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return [];
    const message = `"${name}" is already a column of this table; rename or remove one`;
    return [{ path: ["properties", index, "name"], message }];
  });
}

/** A partition is a field beside the columns, and may be called as one only where it is that column (Iceberg spec, "Partitioning"). */
function partitionMistakes(columns: readonly ColumnFacts[]): UnplacedIssue[] {
  return columns.flatMap((column) => {
    if (!column.partitioned) return [];
    const { name, transform } = partitionField(
      column.name,
      column.type,
      column.customProperties.partitionTransform,
    );
    if (transform === "identity") return [];
    return columns.flatMap((other, index) =>
      other.name === name
        ? [
            {
              path: ["properties", index, "name"],
              message: `"${name}" is what the partition of "${column.name}" by ${transform} is called; rename it`,
            },
          ]
        : [],
    );
  });
}
