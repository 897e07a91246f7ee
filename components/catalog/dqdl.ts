import { dqdlString, sparkName } from "../sql/literals";
import { evaluatedTable } from "../sql/placeholders";
import type { TableSpec } from "./contract";
import { optionRules } from "./option-rules";
import { checkRule } from "./quality-rules";
import { isRun, singleChecks } from "./quality-schema";
import { standingColumns } from "./releases/standing";
import { customSql, isField, noRow, type RuleColumn } from "./rule-text";

/**
 * A table's ruleset in the Data Quality Definition Language: completeness, keys, bounds, the contract's checks and
 * freshness, in column order. What a rule of the language says exactly is written so, because it reports the failing
 * rows; everything else is counted by SQL.
 */
export function ruleset(table: TableSpec): string {
  return `Rules = [\n${rules(table)
    .map((rule) => `  ${rule}`)
    .join(",\n")}\n]`;
}

/** The rules one by one, without repetition. A table without any rule still has to exist with its columns. */
export function rules(table: TableSpec): string[] {
  const all = [
    ...standingColumns(table)
      .flatMap((column) => [column, ...(column.fields ?? [])])
      .flatMap((each) => columnRules(each, table)),
    ...keyRules(table),
    ...table.quality
      .filter(isRun)
      .flatMap(singleChecks)
      .map((check) => checkRule(check, table.name)),
    ...freshnessRules(table),
  ];
  const distinct = [...new Set(all)];
  return distinct.length > 0 ? distinct : [`ColumnExists ${dqdlString(table.columns[0]?.name ?? "")}`];
}

function columnRules(column: RuleColumn, table: TableSpec): string[] {
  return [
    ...(column.required ? [requiredRule(column)] : []),
    ...(column.unique ? [uniqueRule(column)] : []),
    ...optionRules(column),
    ...column.quality
      .filter(isRun)
      .flatMap(singleChecks)
      .map((check) => checkRule(check, table.name, column)),
  ];
}

/** A field is required where what holds it is there. */
function requiredRule(column: RuleColumn): string {
  if (!isField(column)) return `IsComplete ${dqdlString(column.name)}`;
  const holder = column.name.slice(0, column.name.lastIndexOf("."));
  return noRow(`${sparkName(holder)} IS NOT NULL AND ${sparkName(column.name)} IS NULL`);
}

function uniqueRule(column: RuleColumn): string {
  if (!isField(column)) return `IsUnique ${dqdlString(column.name)}`;
  const name = sparkName(column.name);
  return `${customSql(`SELECT COUNT(${name}) - COUNT(DISTINCT ${name}) FROM ${evaluatedTable}`)} = 0`;
}

function keyRules(table: TableSpec): string[] {
  const keys = standingColumns(table)
    .filter(({ primaryKey }) => primaryKey)
    .map(({ name }) => dqdlString(name));
  return keys.length === 0 ? [] : [`IsPrimaryKey ${keys.join(" ")}`];
}

/**
 * At least one row within the promised age. `DataFreshness` judges every row, so history would fail it for ever.
 */
function freshnessRules({ freshness }: TableSpec): string[] {
  if (freshness === undefined) return [];
  const since = `current_timestamp() - INTERVAL ${freshness.minutes} MINUTES`;
  return [
    `${customSql(`SELECT COUNT(*) FROM ${evaluatedTable} WHERE ${sparkName(freshness.column)} >= ${since}`)} > 0`,
  ];
}
