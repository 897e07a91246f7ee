import { dqdlString, isDqdlText, plainNumber, sparkLiteral, sparkName, sparkString } from "../sql/literals";
import { evaluatedTable } from "../sql/placeholders";
import { compiledQuery } from "../sql/select";
import {
  argumentsOf,
  checkKind,
  isAsking,
  isShare,
  metricOf,
  operatorsOf,
  type QualityCheck,
} from "./quality-schema";
import { columnValues, customSql, ifPresent, isField, sparkList, type RuleColumn } from "./rule-text";

/** The rule of a check that is run, at a column or at the table. What DQDL says exactly is written so, the rest is counted. */
export function checkRule(check: QualityCheck, table: string, column?: RuleColumn): string {
  const exact = column === undefined || isField(column) ? undefined : idiom(check, column);
  if (exact !== undefined) return exact;
  if (metricOf(check) === "rowCount") return compare("RowCount", check);
  const query =
    checkKind(check) === "sql"
      ? compiledQuery(check.query ?? "", { table, ...(column && { column: column.name }) })
      : counting(check, column?.name ?? "");
  return compareQuery(query, check);
}

/** No such value at all is wanted. */
const wantsNone = (check: QualityCheck): boolean => isAsking(check) || check.mustBe === 0;

/** The rule of DQDL that says the same as "no such value at all". */
function idiom(check: QualityCheck, column: RuleColumn): string | undefined {
  if (!wantsNone(check)) return undefined;
  const name = dqdlString(column.name);
  switch (metricOf(check)) {
    case "nullValues":
      return `IsComplete ${name}`;
    case "duplicateValues":
      return `IsUnique ${name}`;
    case "invalidValues": {
      const { pattern } = argumentsOf(check);
      const values = validValues(check);
      if (values === undefined)
        return pattern === undefined ? undefined : columnValues(column, { matches: pattern });
      const list = pattern === undefined ? dqdlList(values) : undefined;
      return list === undefined ? undefined : `ColumnValues ${name} in ${list}${ifPresent(column)}`;
    }
    default:
      return undefined;
  }
}

/** A list of DQDL holds values of one kind; undefined for others. */
function dqdlList(values: readonly (string | number | boolean)[]): string | undefined {
  const numbers = values.filter((value) => typeof value === "number");
  const texts = values.filter((value) => typeof value === "string" && isDqdlText(value));
  if (values.length > 0 && numbers.length === values.length)
    return `[${numbers.map(plainNumber).join(", ")}]`;
  return values.length > 0 && texts.length === values.length
    ? `[${texts.map((text) => dqdlString(String(text))).join(", ")}]`
    : undefined;
}

/** Null is never invalid, so it need not be among the valid. */
const validValues = (check: QualityCheck) =>
  argumentsOf(check).validValues?.filter((value) => value !== null);

/** The number of rows with the flaw, or their share of all rows in percent; of no rows it is 0. */
function counting(check: QualityCheck, column: string): string {
  if (metricOf(check) === "duplicateValues") {
    const keys = (argumentsOf(check).properties ?? [column]).map(sparkName);
    const filled = keys.map((key) => `${key} IS NOT NULL`).join(" AND ");
    const surplus = `COUNT(CASE WHEN ${filled} THEN 1 END) - COUNT(DISTINCT ${keys.join(", ")})`;
    return `SELECT ${isShare(check) ? share(`(${surplus})`) : surplus} FROM ${evaluatedTable}`;
  }
  const condition = flaw(check, sparkName(column));
  return isShare(check)
    ? `SELECT ${share(`COUNT(CASE WHEN ${condition} THEN 1 END)`)} FROM ${evaluatedTable}`
    : `SELECT COUNT(*) FROM ${evaluatedTable} WHERE ${condition}`;
}

const share = (count: string): string => `COALESCE(100.0 * ${count} / NULLIF(COUNT(*), 0), 0)`;

function flaw(check: QualityCheck, name: string): string {
  if (metricOf(check) === "nullValues") return `${name} IS NULL`;
  if (metricOf(check) === "missingValues") return missing(check, name);
  const { pattern } = argumentsOf(check);
  const values = validValues(check);
  const flaws = [
    ...(values === undefined
      ? []
      : [values.length === 0 ? `${name} IS NOT NULL` : `${name} NOT IN ${sparkList(values)}`]),
    ...(pattern === undefined ? [] : [`NOT ${name} RLIKE ${sparkString(pattern)}`]),
  ];
  return flaws.length === 1 ? (flaws[0] ?? "") : flaws.map((each) => `(${each})`).join(" OR ");
}

/** Without a list of what counts as missing, nothing and an empty text do. */
function missing(check: QualityCheck, name: string): string {
  const values = argumentsOf(check).missingValues ?? [null, ""];
  const texts = values.filter((value) => value !== null).map(String);
  return [
    ...(values.includes(null) ? [`${name} IS NULL`] : []),
    ...(texts.length > 0 ? [`CAST(${name} AS string) IN ${sparkList(texts)}`] : []),
  ].join(" OR ");
}

const symbols = {
  mustBe: "=",
  mustNotBe: "!=",
  mustBeGreaterThan: ">",
  mustBeGreaterOrEqualTo: ">=",
  mustBeLessThan: "<",
  mustBeLessOrEqualTo: "<=",
} as const;

/** A query's value is compared as a number; of another kind is it asked whether it is so. */
function compareQuery(query: string, check: QualityCheck): string {
  for (const [operator, wanted] of [
    ["mustBe", 1],
    ["mustNotBe", 0],
  ] as const) {
    const value = check[operator];
    if (value === undefined || typeof value === "number") continue;
    return `${customSql(`SELECT CASE WHEN (${query}) <=> ${sparkLiteral(value)} THEN 1 ELSE 0 END`)} = ${wanted}`;
  }
  return compare(customSql(query), check);
}

function compare(left: string, check: QualityCheck): string {
  // `between` of DQDL leaves out its ends, the standard's includes them.
  if (check.mustBeBetween) {
    const [low, high] = check.mustBeBetween.map(plainNumber);
    return `(${left} >= ${low}) and (${left} <= ${high})`;
  }
  if (check.mustNotBeBetween) {
    const [low, high] = check.mustNotBeBetween.map(plainNumber);
    return `(${left} < ${low}) or (${left} > ${high})`;
  }
  const [operator = "mustBe"] = operatorsOf(check) as (keyof typeof symbols)[];
  return `${left} ${symbols[operator]} ${plainNumber(Number(check[operator] ?? 0))}`;
}
