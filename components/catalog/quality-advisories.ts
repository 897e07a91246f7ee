import { quote } from "../errors/check-yaml";
import type { UnplacedIssue } from "../errors/yaml-source";
import { places, type CheckedColumn, type CheckedTable } from "./checked-table";
import { idleOptions } from "./option-rules";
import {
  argumentsOf,
  checkKind,
  isRun,
  isShare,
  isUncompared,
  metricOf,
  type QualityCheck,
} from "./quality-schema";
import type { RuleColumn } from "./rule-text";

/** What rules are made of in a column, and in the fields inside it. */
export function columnChecks(column: CheckedColumn): Pick<
  RuleColumn,
  "logicalType" | "options" | "quality"
> & {
  fields?: RuleColumn[];
} {
  const fields = [...places({ properties: [column] })].slice(1).flatMap((place) => {
    const { required = false, unique = false } = place.column;
    return place.path === undefined ? [] : [{ name: place.path, required, unique, ...own(place.column) }];
  });
  return { ...own(column), ...(fields.length > 0 && { fields }) };
}

const own = ({ logicalType, logicalTypeOptions = {}, quality = [] }: CheckedColumn) => ({
  ...(logicalType !== undefined && { logicalType }),
  options: logicalTypeOptions,
  quality,
});

/** Something of a check that is kept and shown but does nothing. */
interface Idle {
  /** What it is alike; said once in a file. */
  readonly kind: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What the checks and options of a contract say that nothing runs: once for each kind, at the first of it. */
export function checkAdvisories(tables: readonly CheckedTable[]): UnplacedIssue[] {
  const all = tables.flatMap((table, index) =>
    idleOf(table).map((idle) => ({ ...idle, path: ["schema", index, ...idle.path] })),
  );
  const kinds = new Map<string, (typeof all)[number][]>();
  for (const idle of all) kinds.set(idle.kind, [...(kinds.get(idle.kind) ?? []), idle]);
  return [...kinds.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const also = more.length === 0 ? "" : ` (and ${more.length} more in this file)`;
    return [{ path: first.path, message: `${first.message}${also}` }];
  });
}

function idleOf(table: CheckedTable): Idle[] {
  const inColumns = [...places(table)].flatMap((place) => {
    const { column, at, path } = place;
    const options = column.logicalTypeOptions ?? {};
    const idle = idleOptions(options, column.logicalType).map(({ option, why }) => ({
      kind: `${column.logicalType} ${option}`,
      path: [...at, "logicalTypeOptions", option],
      message: `is kept and makes no rule: ${why}`,
    }));
    const inList = path === undefined ? idleInList(place.column, at) : [];
    return [
      ...idle,
      ...inList,
      ...(column.quality ?? []).flatMap((check, index) => idleOfCheck(check, [...at, "quality", index])),
    ];
  });
  return [
    ...inColumns,
    ...(table.quality ?? []).flatMap((check, index) => idleOfCheck(check, ["quality", index])),
  ];
}

/** Of the items of a list no rule is made; what a list itself is asked for is above it. */
function idleInList(column: CheckedColumn, at: Idle["path"]): Idle[] {
  const asked = (column.quality ?? []).some(isRun) || Object.keys(column.logicalTypeOptions ?? {}).length > 0;
  const message = "is kept and not run: no rule is made of what is inside a list";
  return asked ? [{ kind: "in a list", path: at, message }] : [];
}

function idleOfCheck(check: QualityCheck, path: Idle["path"]): Idle[] {
  const kind = checkKind(check);
  const idle: Idle[] = [];
  const say = (key: keyof QualityCheck | undefined, id: string, message: string) =>
    idle.push({ kind: id, path: key === undefined ? path : [...path, key], message });
  if (kind === "text") say(undefined, kind, "is a check in prose, which is shown and not run");
  if (kind === "custom")
    say(
      undefined,
      `custom ${check.engine}`,
      `is a check for ${quote(check.engine)}, which is kept and not run here`,
    );
  if (kind === "rule")
    say(
      "rule",
      `rule ${check.rule}`,
      `${quote(check.rule)} is no metric of the standard; the check is kept and not run`,
    );
  if (isUncompared(check))
    say(undefined, "uncompared", "compares its measure with nothing, so it is kept and not run");
  if (!isRun(check)) return idle;
  if (kind === "sql" && check.rule !== undefined)
    say("rule", "rule beside a query", "is kept; the check runs its query");
  if (check.schedule !== undefined)
    say("schedule", "schedule", "is kept; rules run when the table's ruleset does");
  else if (check.scheduler !== undefined)
    say("scheduler", "schedule", "is kept; rules run when the table's ruleset does");
  if (check.method !== undefined) say("method", "method", "is kept; it does not change how the check is run");
  const { unit } = check;
  if (unit !== undefined && !isShare(check) && !/^(rows?|records?|count)$/i.test(unit) && kind === "library")
    say("unit", `unit ${unit}`, `${quote(unit)} is kept; rows are counted, because it is not percent`);
  for (const name of idleArguments(check)) {
    say(
      "arguments",
      `argument ${name}`,
      `has ${quote(name)}, which ${metricOf(check) ?? "a query"} does not use; it is kept`,
    );
  }
  return idle;
}

const argumentsUsed: Readonly<Record<string, readonly string[]>> = {
  missingValues: ["missingValues"],
  invalidValues: ["validValues", "pattern"],
  duplicateValues: ["properties"],
};

const idleArguments = (check: QualityCheck): string[] =>
  Object.keys(argumentsOf(check)).filter((name) => !argumentsUsed[metricOf(check) ?? ""]?.includes(name));
