import type { ColumnFacts } from "./column-facts";
import { icebergText } from "./column-types";
import type { TableFacts } from "./contract-facts";
import type { UnplacedIssue } from "../errors/check-yaml";

/** What the keys and partitions of a table ask of its columns. */
export function keyMistakes({ properties }: TableFacts): UnplacedIssue[] {
  const ofColumns = properties.flatMap((column, index) =>
    columnMistakes(column).map(({ key, message }) => ({ path: ["properties", index, key], message })),
  );
  return [...ofColumns, ...positionMistakes(properties)];
}

type Mistake = { readonly key: string; readonly message: string };

function columnMistakes(column: ColumnFacts): Mistake[] {
  const mistakes: Mistake[] = [];
  const { type, logicalType, primaryKey, partitioned, required } = column;
  const { partitionTransform: transform } = column.customProperties;
  if (primaryKey && !required)
    mistakes.push({ key: "required", message: "is not true; a primary key is always required" });
  if (primaryKey && (type === "double" || type === "float"))
    mistakes.push({
      key: "physicalType",
      message: `makes the primary key a ${type}; use decimal(precision, scale)`,
    });
  for (const key of ["primaryKey", "partitioned"] as const) {
    if (!column[key] || typeof type === "string") continue;
    const message = `is true for a ${icebergText(type)}; a key and a partition hold one value, use a column that does`;
    mistakes.push({ key, message });
  }
  if (!partitioned && transform !== undefined)
    mistakes.push({ key: "partitioned", message: "is not true; set it, or remove the partitionTransform" });
  const isDated = type === "date" || type === "timestamp" || type === "timestamptz";
  if (transform !== undefined && transform !== "identity" && !isDated)
    mistakes.push({
      key: "customProperties",
      message: `ask for the transform "${transform}" on ${logicalType}; use identity`,
    });
  if (transform === "hour" && type === "date")
    mistakes.push({
      key: "customProperties",
      message: 'ask for the transform "hour" on a date; use year, month, day',
    });
  return mistakes;
}

/** A position counts from 1; the standard writes -1 for none. */
const positionOf = (position: number | undefined): number | undefined =>
  position === undefined || position < 1 ? undefined : position;

function positionMistakes(columns: readonly ColumnFacts[]): UnplacedIssue[] {
  return (
    [
      ["primaryKeyPosition", "primaryKey"],
      ["partitionKeyPosition", "partitioned"],
    ] as const
  ).flatMap(([key, flag]) =>
    columns.flatMap((column, index) => {
      const position = positionOf(column[key]);
      if (position === undefined) return [];
      const taken = columns.findIndex((other) => other[key] === position) < index;
      if (column[flag] && !taken) return [];
      const message = taken
        ? `${position} is taken; number the columns 1, 2, 3`
        : `needs ${flag}: true; set it or remove this`;
      return [{ path: ["properties", index, key], message }];
    }),
  );
}
