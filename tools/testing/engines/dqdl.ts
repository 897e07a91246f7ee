import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";

import { sparkName, sparkString } from "../../../components/sql/literals";
import { projectRoot } from "../../../components/project/root";
import { engineJars } from "./install";

/** A rule as AWS's parser of its language reads it. */
export interface ParsedRule {
  readonly type: string;
  readonly text: string;
  readonly parameters: readonly string[];
  readonly condition: {
    readonly kind: "number" | "string";
    readonly operator: string;
    readonly operands: readonly string[];
  } | null;
  readonly where: string | null;
  readonly operator: string;
  readonly nested: readonly ParsedRule[];
}

export type ParsedRuleset = { readonly rules: readonly ParsedRule[] } | { readonly problem: string };

/** All rulesets in one run of Java. */
export async function parseRulesets(texts: readonly string[]): Promise<ParsedRuleset[]> {
  const jars = await engineJars("dqdl");
  const program = join(projectRoot(), "tools", "testing", "engines", "ParseRulesets.java");
  const { status, stdout, stderr } = spawnSync("java", ["-cp", jars.join(delimiter), program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw new Error(`ParseRulesets.java ended with ${status}: ${stderr.trim()}`);
  return JSON.parse(stdout) as ParsedRuleset[];
}

/** A parsed rule as an expression of Spark SQL over `primary` that is true where the rule passes. */
export function asSpark(rule: ParsedRule): string {
  const names = rule.parameters.map(sparkName);
  const [name = ""] = names;
  const rows = (condition: string) => `(SELECT COUNT(*) FROM primary WHERE ${condition})`;
  const scope = rule.where === null ? "TRUE" : `(${rule.where})`;
  switch (rule.type) {
    case "Composite":
      return `(${rule.nested.map(asSpark).join(` ${rule.operator} `)})`;
    case "RowCount":
      return satisfied(rows(scope), rule);
    case "ColumnExists":
      return `(SELECT COUNT(${name}) >= 0 FROM primary)`;
    case "IsComplete":
      return `${rows(`${name} IS NULL`)} = 0`;
    case "IsUnique":
      return `(SELECT COUNT(${name}) = COUNT(DISTINCT ${name}) FROM primary)`;
    case "IsPrimaryKey":
      return `(SELECT COUNT(*) = COUNT(DISTINCT ${names.join(", ")}) FROM primary)`;
    case "ColumnValues":
      return `${rows(`${scope} AND NOT COALESCE(${satisfied(name, rule)}, FALSE)`)} = 0`;
    case "ColumnLength":
      return `${rows(`${scope} AND NOT COALESCE(${satisfied(`length(${name})`, rule)}, FALSE)`)} = 0`;
    case "CustomSql":
      return `COALESCE(${satisfied(`(${rule.parameters[0] ?? ""})`, rule)}, FALSE)`;
    default:
      throw new Error(`No ruleset had a rule ${rule.type} so far; say in ${__filename} what it asks.`);
  }
}

const symbols: Readonly<Record<string, string>> = {
  EQUALS: "=",
  NOT_EQUALS: "<>",
  GREATER_THAN: ">",
  GREATER_THAN_EQUAL_TO: ">=",
  LESS_THAN: "<",
  LESS_THAN_EQUAL_TO: "<=",
};

function satisfied(value: string, { condition, text }: ParsedRule): string {
  const literals =
    condition?.operands.map((each) => (condition.kind === "number" ? each : sparkString(each))) ?? [];
  const [first = ""] = literals;
  if (condition?.operator === "IN") return `${value} IN (${literals.join(", ")})`;
  if (condition?.operator === "MATCHES") return `${value} RLIKE ${first}`;
  const symbol = symbols[condition?.operator ?? ""];
  if (symbol === undefined) throw new Error(`The condition of ${text} is not known here.`);
  return `${value} ${symbol} ${first}`;
}
