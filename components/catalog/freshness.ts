import type { UnplacedIssue } from "../errors/check-yaml";
import { quote } from "../errors/check-yaml";
import { nearest } from "../errors/nearest";
import type { ContractFacts, TableFacts } from "./contract-facts";
import type { Notes } from "./contract-notes";
import { elementsOf, minutesIn, timeUnits, type ServiceLevel } from "./service-levels";

/** The column and age, in whole minutes, that show that a table is fresh. */
export interface Freshness {
  readonly column: string;
  readonly minutes: number;
}

interface Target {
  readonly table: TableFacts;
  readonly column: string;
  readonly isTimestamp: boolean;
  readonly isDate: boolean;
}

/** Every `table.column` of a contract. */
function targetsIn(schema: readonly TableFacts[]): Map<string, Target> {
  return new Map(
    schema.flatMap((table) =>
      table.properties.map(({ name, type }) => [
        `${table.name}.${name}`,
        {
          table,
          column: name,
          isTimestamp: type === "timestamp" || type === "timestamptz",
          isDate: type === "date",
        },
      ]),
    ),
  );
}

const latencies = ({ slaProperties }: ContractFacts): { level: ServiceLevel; index: number }[] =>
  slaProperties.flatMap((level, index) => (level.property === "latency" ? [{ level, index }] : []));

/** The age that a latency promises; undefined when it is none. */
function minutesOf({ value, unit = "" }: ServiceLevel): number | undefined {
  const count =
    typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? Number(value) : NaN;
  const minutes = Math.ceil(count * (minutesIn(unit) ?? NaN));
  return minutes >= 1 && Number.isSafeInteger(minutes) ? minutes : undefined;
}

/** How fresh a table is promised to be: by the first latency of a timestamp of it. */
export function freshnessOf(contract: ContractFacts, table: TableFacts): Freshness | undefined {
  const targets = targetsIn([table]);
  for (const { level } of latencies(contract)) {
    const minutes = minutesOf(level);
    const target = elementsOf(level, contract.slaDefaultElement)
      .map((element) => targets.get(element))
      .find((each) => each?.isTimestamp);
    if (minutes !== undefined && target !== undefined) return { column: target.column, minutes };
  }
  return undefined;
}

/** Latencies that contradict the tables, or are no time. What other levels promise, nothing here measures. */
export function serviceLevelMistakes(contract: ContractFacts): UnplacedIssue[] {
  const targets = targetsIn(contract.schema);
  const timestamps = [...targets].filter(([, { isTimestamp }]) => isTimestamp).map(([name]) => name);
  return latencies(contract).flatMap(({ level, index }) => {
    const path = ["slaProperties", index];
    const wrong = elementsOf(level, contract.slaDefaultElement).filter((element) => {
      const target = targets.get(element);
      return target === undefined
        ? isMeant(element, contract, targets)
        : !target.isTimestamp && !target.isDate;
    });
    const help = timestamps.length === 0 ? "no column is one" : `use ${timestamps.join(" or ")}`;
    const issues: UnplacedIssue[] = wrong.map((element) => ({
      path: level.element === undefined ? ["slaDefaultElement"] : [...path, "element"],
      message: `${quote(element)} is not a timestamp here; ${help}`,
    }));
    if (minutesOf(level) === undefined && level.element !== undefined) {
      const ambiguous = level.unit === "m" ? ", and m may be minutes or months" : "";
      issues.push({
        path,
        message: `is not a time${ambiguous}; give a number above 0 as value and one of ${timeUnits.join(", ")} as unit`,
      });
    }
    return issues;
  });
}

/** Whether an element that is not there is one of this contract's, misspelt. */
function isMeant(element: string, { schema }: ContractFacts, targets: ReadonlyMap<string, Target>): boolean {
  const [table, column] = element.split(".");
  const isOfTable = column !== undefined && schema.some(({ name }) => name === table);
  return isOfTable || nearest(element, [...targets.keys()]) !== undefined;
}

/** What is said of levels that are kept and not measured. */
export function noteServiceLevels(contract: ContractFacts, notes: Notes): void {
  const targets = targetsIn(contract.schema);
  contract.slaProperties.forEach((level, index) => {
    const path = ["slaProperties", index];
    if (level.property === "retention") notes.add("retention", path, "retention of slaProperties");
    for (const key of ["schedule", "scheduler"] as const)
      if (level[key] !== undefined) notes.add("documented", [...path, key], key);
    if (level.property !== "latency") return;
    const elements = elementsOf(level, contract.slaDefaultElement);
    if (!elements.some((element) => targets.get(element)?.isTimestamp === true))
      notes.add(
        "unmeasured",
        path,
        `latency of ${elements.join(", ") || "no element"}, which is no timestamp of a table here`,
      );
  });
}
