import { quote } from "../errors/check-yaml";
import type { UnplacedIssue } from "../errors/yaml-source";
import { columnAt, withArticle } from "../sql/columns";
import { patternProblem } from "../sql/pattern";
import { queryProblems } from "../sql/select";
import {
  places,
  sqlColumns,
  tableName,
  type CheckedColumn,
  type CheckedTable,
  type Place,
} from "./checked-table";
import {
  argumentsOf,
  checkKind,
  isRun,
  isShare,
  metricOf,
  operatorsOf,
  strictMistakes,
  type QualityCheck,
} from "./quality-schema";
import { optionMistakes } from "./type-options";

/**
 * What is wrong with the checks and options of a table and its columns; paths begin at the table.
 * @param isStrict as 3.1 has it; 3.0 leaves more open
 */
export function checkMistakes(table: CheckedTable, { isStrict = true } = {}): UnplacedIssue[] {
  const problemsOf = (check: QualityCheck, place?: Place): UnplacedIssue[] => [
    ...(isStrict ? strictMistakes(check) : []),
    ...(isRun(check) ? checkProblems(check, table, place) : []),
  ];
  const onColumns = [...places(table)].flatMap((place) => {
    const { column, at } = place;
    const options = column.logicalTypeOptions ?? {};
    return [
      ...under(
        [...at, "logicalTypeOptions"],
        [...optionMistakes(options, column.logicalType), ...requiredMistakes(column)],
      ),
      ...(column.quality ?? []).flatMap((check, index) =>
        under([...at, "quality", index], problemsOf(check, place)),
      ),
    ];
  });
  const onTable = (table.quality ?? []).flatMap((check, index) =>
    under(["quality", index], problemsOf(check)),
  );
  return [...onTable, ...onColumns];
}

const under = (path: readonly (string | number)[], issues: readonly UnplacedIssue[]): UnplacedIssue[] =>
  issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));

/** Fields that an object has to have are among its fields. */
function requiredMistakes({
  logicalType,
  logicalTypeOptions,
  properties = [],
}: CheckedColumn): UnplacedIssue[] {
  if (logicalType !== "object" || properties.length === 0) return [];
  return (logicalTypeOptions?.required ?? []).flatMap((name, index) => {
    const found = columnAt([name], sqlColumns(properties));
    return "problem" in found
      ? [
          {
            path: ["required", index],
            message: found.problem.replace("no column of this table", "no field of it"),
          },
        ]
      : [];
  });
}

function checkProblems(check: QualityCheck, table: CheckedTable, place?: Place): UnplacedIssue[] {
  const found = [
    ...comparisonMistakes(check),
    ...levelMistakes(check, place !== undefined),
    ...propertyMistakes(check, table),
  ];
  if (checkKind(check) === "sql" && check.query !== undefined) {
    const column = place === undefined ? undefined : (place.path ?? "item");
    const subject = { table: tableName(table), ...(column !== undefined && { column }) };
    const problems = queryProblems(check.query, subject, sqlColumns(table.properties));
    found.push(...problems.map((message) => ({ path: ["query"], message })));
  }
  if (place !== undefined) found.push(...argumentMistakes(check, place.column));
  return found;
}

/** Which metrics measure a table and which a column. */
function levelMistakes(check: QualityCheck, onColumn: boolean): UnplacedIssue[] {
  const metric = metricOf(check);
  const key = check.metric === undefined ? "rule" : "metric";
  if (metric === undefined) return [];
  if (onColumn)
    return metric === "rowCount"
      ? [{ path: [key], message: '"rowCount" counts rows of the table; move it to the quality of the table' }]
      : [];
  if (metric === "rowCount" || (metric === "duplicateValues" && argumentsOf(check).properties !== undefined))
    return [];
  const message = `"${metric}" needs a column; move it to one, or use rowCount or duplicateValues with properties`;
  return [{ path: [key], message }];
}

/** The columns that `arguments.properties` names are there. */
function propertyMistakes(check: QualityCheck, table: CheckedTable): UnplacedIssue[] {
  return (argumentsOf(check).properties ?? []).flatMap((name, index) => {
    const found = columnAt(name.split("."), sqlColumns(table.properties));
    return "problem" in found ? [{ path: ["arguments", "properties", index], message: found.problem }] : [];
  });
}

/** Numbers that a count or a share can never be, and ranges that hold nothing. */
function comparisonMistakes(check: QualityCheck): UnplacedIssue[] {
  const counts = checkKind(check) === "library";
  return operatorsOf(check).flatMap((operator): UnplacedIssue[] => {
    const value = check[operator];
    const numbers = Array.isArray(value) ? value : [value];
    const issue = (message: string) => [{ path: [operator], message }];
    if (Array.isArray(value)) {
      const [low, high] = value;
      if (low > high)
        return issue(`${quote(value)} holds nothing; give the smaller number first: [${high}, ${low}]`);
      if (low === high)
        return issue(
          `${quote(value)} is one number; use ${operator === "mustBeBetween" ? "mustBe" : "mustNotBe"}: ${low}`,
        );
    }
    if (!counts) return [];
    const strange = numbers.find((each) => typeof each !== "number");
    if (strange !== undefined)
      return issue(`${quote(strange)} is no number, and ${metricOf(check)} counts; give a number`);
    if (isShare(check) && metricOf(check) === "rowCount")
      return [{ path: ["unit"], message: '"percent" of all rows are always 100; remove the unit' }];
    const most = isShare(check) ? 100 : Infinity;
    const outside = numbers.find((each) => Number(each) < 0 || Number(each) > most);
    if (outside !== undefined)
      return issue(
        `${Number(outside)} is no ${isShare(check) ? "share in percent; use 0 to 100" : "number of rows; use 0 or more"}`,
      );
    if (operator === "mustBeLessThan" && value === 0)
      return issue("0 is never reached, because nothing counts less; use mustBe: 0");
    return [];
  });
}

/** What a check of a column takes for valid or missing, against the column. */
function argumentMistakes(check: QualityCheck, { logicalType }: CheckedColumn): UnplacedIssue[] {
  const { validValues, pattern } = argumentsOf(check);
  const issues: UnplacedIssue[] = [];
  if (metricOf(check) === "invalidValues" && validValues === undefined && pattern === undefined)
    issues.push({ path: ["arguments"], message: "must say what is valid; give validValues or pattern" });
  if (pattern !== undefined) {
    const problem =
      logicalType === undefined || logicalType === "string"
        ? patternProblem(pattern)
        : `is for texts, and the column is ${withArticle(logicalType)}; use validValues or a query`;
    if (problem !== undefined) issues.push({ path: ["arguments", "pattern"], message: problem });
  }
  const place = check.arguments?.validValues === undefined ? ["validValues"] : ["arguments", "validValues"];
  (validValues ?? []).forEach((value, index) => {
    if (value === null || logicalType === undefined || fits(value, logicalType)) return;
    const message = `${quote(value)} is no value of the column, which is ${withArticle(logicalType)}${hint(value, logicalType)}`;
    issues.push({ path: [...place, index], message });
  });
  return issues;
}

function fits(value: string | number | boolean, type: string): boolean {
  switch (type) {
    case "string":
    case "date":
    case "timestamp":
    case "time":
      return typeof value === "string";
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number";
    case "boolean":
      return typeof value === "boolean";
    default:
      return false;
  }
}

const hint = (value: unknown, type: string): string =>
  type === "string" && typeof value !== "string" ? `; put it in quotes: "${String(value)}"` : "";
