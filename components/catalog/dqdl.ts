import type { ContractColumn, TableSpec } from "./contract";
import { operators, type Operator, type QualityCheck } from "./quality-schema";

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
    ...table.columns.flatMap(columnRules),
    ...keyRules(table),
    ...table.quality.map((check) => checkRule(check)),
    ...freshnessRules(table),
  ];
  const distinct = [...new Set(all)];
  return distinct.length > 0 ? distinct : [`ColumnExists ${quoted(table.columns[0]?.name ?? "")}`];
}

function columnRules(column: ContractColumn): string[] {
  const name = quoted(column.name);
  const bound = (operator: string, value: number | undefined, rule = "ColumnValues"): string[] =>
    value === undefined ? [] : [`${rule} ${name} ${operator} ${value}${ifPresent(column)}`];
  return [
    ...(column.required ? [`IsComplete ${name}`] : []),
    ...(column.unique ? [`IsUnique ${name}`] : []),
    ...bound(">=", column.minimum),
    ...bound("<=", column.maximum),
    ...bound("<=", column.maxLength, "ColumnLength"),
    ...(column.pattern === undefined
      ? []
      : [`ColumnValues ${name} matches ${quoted(column.pattern)}${ifPresent(column)}`]),
    ...column.quality.map((check) => checkRule(check, column)),
  ];
}

function keyRules({ columns }: TableSpec): string[] {
  const keys = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => quoted(name));
  return keys.length === 0 ? [] : [`IsPrimaryKey ${keys.join(" ")}`];
}

/**
 * At least one row within the promised age. `DataFreshness` judges every row, so history would fail it for ever.
 */
function freshnessRules({ freshness }: TableSpec): string[] {
  if (freshness === undefined) return [];
  const since = `current_timestamp() - INTERVAL ${freshness.minutes} MINUTES`;
  return [`CustomSql "SELECT COUNT(*) FROM primary WHERE ${freshness.column} >= ${since}" > 0`];
}

/** Rules on values fail for null; a column that may be null is judged where it is not. */
function ifPresent(column: ContractColumn): string {
  return column.required ? "" : ` where "${column.name} IS NOT NULL"`;
}

function checkRule(check: QualityCheck, column?: ContractColumn): string {
  return (column && idiom(check, column)) ?? compare(subject(check, column), check);
}

/** The rule of the language that says the same as "no such value at all". */
function idiom(check: QualityCheck, column: ContractColumn): string | undefined {
  if (check.mustBe !== 0) return undefined;
  const name = quoted(column.name);
  const { validValues, pattern } = check.arguments ?? {};
  switch (check.metric) {
    case "nullValues":
      return `IsComplete ${name}`;
    case "duplicateValues":
      return `IsUnique ${name}`;
    case "invalidValues":
      return validValues === undefined
        ? `ColumnValues ${name} matches ${quoted(pattern ?? "")}${ifPresent(column)}`
        : `ColumnValues ${name} in [${validValues.map(literal).join(", ")}]${ifPresent(column)}`;
    default:
      return undefined;
  }
}

/** What is measured, as the left side of a comparison. */
function subject(check: QualityCheck, column?: ContractColumn): string {
  if (check.metric === "rowCount") return "RowCount";
  const query = check.type === "sql" ? own(check, column) : counting(check, column?.name ?? "");
  return `CustomSql ${quoted(query.replace(/\s+/g, " ").trim())}`;
}

/** `${table}` and `${column}` are the standard's placeholders; `primary` is the evaluated table in the language. */
function own(check: QualityCheck, column?: ContractColumn): string {
  return (check.query ?? "").replaceAll("${table}", "primary").replaceAll("${column}", column?.name ?? "");
}

function counting(check: QualityCheck, column: string): string {
  if (check.metric === "duplicateValues") {
    const keys = (check.arguments?.properties ?? [column]).join(", ");
    const surplus = `SELECT COUNT(*) AS total, COUNT(DISTINCT ${keys}) AS kept FROM primary`;
    const share = check.unit === "percent" ? "100.0 * (total - kept) / total" : "total - kept";
    return `SELECT ${share} FROM (${surplus})`;
  }
  const condition = flaw(check, column);
  return check.unit === "percent"
    ? `SELECT 100.0 * COUNT(CASE WHEN ${condition} THEN 1 END) / COUNT(*) FROM primary`
    : `SELECT COUNT(*) FROM primary WHERE ${condition}`;
}

function flaw(check: QualityCheck, column: string): string {
  if (check.metric === "nullValues") return `${column} IS NULL`;
  if (check.metric === "missingValues") return `${column} IS NULL OR CAST(${column} AS string) = ''`;
  const { validValues, pattern = "" } = check.arguments ?? {};
  return validValues === undefined
    ? `NOT ${column} RLIKE ${sqlLiteral(pattern)}`
    : `${column} NOT IN (${validValues.map(sqlLiteral).join(", ")})`;
}

const symbols: Partial<Record<Operator, string>> = {
  mustBe: "=",
  mustNotBe: "!=",
  mustBeGreaterThan: ">",
  mustBeGreaterOrEqualTo: ">=",
  mustBeLessThan: "<",
  mustBeLessOrEqualTo: "<=",
};

function compare(left: string, check: QualityCheck): string {
  // `between` of the language leaves out its ends, the standard's includes them.
  if (check.mustBeBetween) {
    const [low, high] = check.mustBeBetween;
    return `(${left} >= ${low}) and (${left} <= ${high})`;
  }
  if (check.mustNotBeBetween) {
    const [low, high] = check.mustNotBeBetween;
    return `(${left} < ${low}) or (${left} > ${high})`;
  }
  const operator = operators.find((each) => check[each] !== undefined) ?? "mustBe";
  return `${left} ${symbols[operator]} ${Number(check[operator])}`;
}

const quoted = (value: string): string => `"${value.replaceAll('"', '\\"')}"`;
const literal = (value: string | number): string =>
  typeof value === "number" ? String(value) : quoted(value);
const sqlLiteral = (value: string | number): string =>
  typeof value === "number" ? String(value) : `'${value.replaceAll("'", "''")}'`;
