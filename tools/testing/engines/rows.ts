import fc from "fast-check";

import type { ContractColumn, TableSpec } from "../../../components/catalog/contract";
import { argumentsOf } from "../../../components/catalog/quality-schema";
import { sparkLiteral, sparkName } from "../../../components/sql/literals";
import type { ParsedRule } from "./dqdl";

/** A row: an expression of Spark SQL for each column. */
export type Row = Readonly<Record<string, string>>;

/** A table `primary` of the rows, for the query after it. */
export function primaryOf(table: TableSpec, rows: readonly Row[]): string {
  const cells = (row: Row | undefined) =>
    table.columns
      .map(({ name, glueType }) => `CAST(${row?.[name] ?? "NULL"} AS ${glueType}) AS ${sparkName(name)}`)
      .join(", ");
  const selects = rows.map((row) => `SELECT ${cells(row)}`);
  const all = selects.length > 0 ? selects.join(" UNION ALL ") : `SELECT ${cells(undefined)} WHERE FALSE`;
  return `WITH primary AS (${all})`;
}

/** Three rows that keep everything that a table's columns promise. */
export const goodRows = (table: TableSpec): Row[] =>
  [0, 1, 2].map((index) =>
    Object.fromEntries(table.columns.map((each) => [each.name, goodValue(each, index)])),
  );

function goodValue(column: ContractColumn, index: number): string {
  const { options, quality, glueType } = column;
  const asked = quality.map(argumentsOf);
  const [values] = asked.flatMap(({ validValues }) => (validValues ? [validValues] : []));
  if (values !== undefined) return sparkLiteral(values[index % values.length] ?? null);
  const pattern = options.pattern ?? asked.flatMap((each) => each.pattern ?? [])[0];
  if (pattern !== undefined) return sparkLiteral(matching(pattern, index));
  const distinct = column.primaryKey || column.unique ? index : 0;
  if (glueType === "string") return sparkLiteral(`text ${distinct}`.slice(0, options.maxLength));
  if (glueType === "boolean") return "FALSE";
  if (glueType === "date") return `date_sub(current_date(), ${distinct})`;
  if (glueType === "timestamp") return `current_timestamp() - INTERVAL ${distinct} SECONDS`;
  return String(Number(options.minimum ?? 0) + distinct);
}

const matching = (pattern: string, index: number): string =>
  fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: index + 1, seed: 7 })[index] ?? "";

const old = "TIMESTAMP '2000-01-01 00:00:00'";

/**
 * Rows that a rule has to refuse, made of good ones; undefined for a query of a contract's own, of which nobody else knows what
 * it looks for.
 */
export function badRows(rule: ParsedRule, good: readonly Row[]): Row[] | undefined {
  const [column = "", sql = column] = rule.parameters;
  const [first = {}, ...rest] = good;
  const planted = (value: string) => [{ ...first, [column]: value }, ...rest];
  switch (rule.type) {
    case "RowCount":
      return [];
    case "IsComplete":
      return planted("NULL");
    case "IsUnique":
    case "IsPrimaryKey":
      return [...good, first];
    case "ColumnLength":
      return planted(sparkLiteral("x".repeat(beyond(rule))));
    case "ColumnValues":
      return planted(
        rule.condition?.kind === "number" ? String(beyond(rule)) : sparkLiteral("no such value ~"),
      );
    case "CustomSql":
      return ofGenerated(sql, good);
    default:
      return undefined;
  }
}

/** A number just outside of what a rule allows. */
function beyond({ condition }: ParsedRule): number {
  const operand = Number(condition?.operands[0]);
  return condition?.operator.startsWith("GREATER") ? operand - 1 : operand + 1;
}

/** Of the queries that `quality-rules.ts` makes of metrics and of freshness. */
function ofGenerated(sql: string, good: readonly Row[]): Row[] | undefined {
  const everywhere = (column: string, value: string) => good.map((row) => ({ ...row, [column]: value }));
  const fresh = / WHERE (\w+) >= current_timestamp\(\)/.exec(sql)?.[1];
  if (fresh !== undefined) return everywhere(fresh, old);
  if (sql.includes("COUNT(DISTINCT ")) return [...good, ...good.slice(0, 1)];
  const empty = /CASE WHEN (\w+) IS NULL THEN 1/.exec(sql)?.[1];
  return empty === undefined ? undefined : everywhere(empty, "NULL");
}
