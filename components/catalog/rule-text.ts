import {
  dqdlPattern,
  dqdlSql,
  dqdlString,
  plainNumber,
  sparkLiteral,
  sparkName,
  sparkString,
} from "../sql/literals";
import { evaluatedTable } from "../sql/placeholders";
import type { TypeOptions } from "./type-options";
import type { QualityCheck } from "./quality-schema";

/** What rules are made of: a column, or a field inside one by its path (`address.city`). */
export interface RuleColumn {
  readonly name: string;
  readonly logicalType?: string;
  readonly required: boolean;
  readonly unique: boolean;
  readonly options: TypeOptions;
  readonly quality: readonly QualityCheck[];
}

/** DQDL names columns; of fields inside them only SQL knows. */
export const isField = ({ name }: Pick<RuleColumn, "name">): boolean => name.includes(".");

/** A rule that a query over the table gives a number: `CustomSql "SELECT …" = 0`. */
export const customSql = (query: string): string => `CustomSql ${dqdlSql(query)}`;

/** No row is so. A condition that is null counts as not so. */
export const noRow = (condition: string): string =>
  `${customSql(`SELECT COUNT(*) FROM ${evaluatedTable} WHERE ${condition}`)} = 0`;

/** What the values of a column have to be. */
export type Demand =
  | { readonly symbol: ">=" | "<=" | ">" | "<"; readonly value: number; readonly of?: "length" }
  | { readonly matches: string };

const negated = { ">=": "<", "<=": ">", ">": "<=", "<": ">=" } as const;

/** A rule on every value that there is: as DQDL says it, which reports the failing rows. */
export function columnValues(column: RuleColumn, demand: Demand): string {
  const name = sparkName(column.name);
  if (isField(column)) {
    if ("matches" in demand) return noRow(`NOT ${name} RLIKE ${sparkString(demand.matches)}`);
    const measured = demand.of === "length" ? `length(${name})` : name;
    return noRow(`${measured} ${negated[demand.symbol]} ${plainNumber(demand.value)}`);
  }
  const what =
    "matches" in demand
      ? `ColumnValues ${dqdlString(column.name)} matches ${dqdlPattern(demand.matches)}`
      : `${demand.of === "length" ? "ColumnLength" : "ColumnValues"} ${dqdlString(column.name)} ${demand.symbol} ${plainNumber(demand.value)}`;
  return what + ifPresent(column);
}

/** Rules on values fail for null; a column that may be null is judged where it is not. */
export const ifPresent = (column: RuleColumn): string =>
  column.required ? "" : ` where ${dqdlSql(`${sparkName(column.name)} IS NOT NULL`)}`;

/** `(1, 'a')`, for IN. */
export const sparkList = (values: readonly (string | number | boolean)[]): string =>
  `(${values.map(sparkLiteral).join(", ")})`;
