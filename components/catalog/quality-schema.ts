import { z } from "zod";

import { oneOf } from "../errors/check-yaml";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const range = z.tuple([z.number(), z.number()]);
const comparisons = {
  mustBe: scalar,
  mustNotBe: scalar,
  mustBeGreaterThan: z.number(),
  mustBeGreaterOrEqualTo: z.number(),
  mustBeLessThan: z.number(),
  mustBeLessOrEqualTo: z.number(),
  mustBeBetween: range,
  mustNotBeBetween: range,
};

/** The standard's comparison operators; in 3.1 a check that runs has exactly one. */
const operators = Object.keys(comparisons) as (keyof typeof comparisons)[];
export type Operator = keyof typeof comparisons;

const metrics = ["nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"] as const;
export type Metric = (typeof metrics)[number];

/** What 3.0 calls `rule`, by the metric that it became; others were an engine's own. */
const metricOfRule = new Map<string, Metric>(
  Object.entries({
    ...Object.fromEntries(metrics.map((metric) => [metric, metric])),
    nullCheck: "nullValues",
    nullCount: "nullValues",
    missingCount: "missingValues",
    missingCheck: "missingValues",
    invalidCount: "invalidValues",
    validValues: "invalidValues",
    duplicateCount: "duplicateValues",
    duplicateCheck: "duplicateValues",
    uniqueCheck: "duplicateValues",
    unique: "duplicateValues",
  }),
);

/** What a metric takes; the standard leaves further arguments to those who read them. */
const checkArguments = z.looseObject({
  validValues: z.array(scalar).min(1).optional(),
  missingValues: z.array(scalar).min(1).optional(),
  pattern: z.string().min(1).optional(),
  properties: z.array(z.string().min(1)).min(1).optional(),
});

const known = z.looseObject({ property: z.string(), value: z.unknown() });
const shape = {
  id: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  dimension: oneOf("dimension", [
    "accuracy",
    "completeness",
    "conformity",
    "consistency",
    "coverage",
    "timeliness",
    "uniqueness",
  ]).optional(),
  businessImpact: z.string().optional(),
  severity: z.string().optional(),
  method: z.string().optional(),
  schedule: z.string().optional(),
  scheduler: z.string().optional(),
  tags: z.array(z.string()).optional(),
  customProperties: z.array(known).optional(),
  authoritativeDefinitions: z.array(z.looseObject({ url: z.string(), type: z.string() })).optional(),
  type: oneOf("type", ["text", "library", "sql", "custom"]).optional(),
  metric: oneOf("metric", metrics).optional(),
  rule: z.string().optional(),
  // 3.0 has it here, 3.1 under arguments.
  validValues: z.array(scalar).min(1).optional(),
  arguments: checkArguments.optional(),
  query: z.string().min(1).optional(),
  engine: z.string().optional(),
  implementation: z.union([z.string(), z.looseObject({})]).optional(),
  unit: z.string().optional(),
  ...z.object(comparisons).partial().shape,
};

/** One quality check as a contract of the standard has it, in any of its forms. `checkKind` says which. */
export const qualityCheck = z.strictObject(shape).superRefine((check, context) => {
  for (const { path, message } of formMistakes(check)) context.addIssue({ code: "custom", path, message });
});

export type QualityCheck = z.output<typeof qualityCheck>;

/** `text` and `custom` are kept and shown; `rule` is a 3.0 rule that is no metric, which nothing here runs either. */
type CheckKind = "text" | "library" | "sql" | "custom" | "rule";

export function checkKind(check: QualityCheck): CheckKind {
  if (check.metric !== undefined) return "library";
  if (check.rule !== undefined && check.type !== "sql" && check.type !== "custom")
    return metricOfRule.has(check.rule) ? "library" : "rule";
  if (check.type !== undefined) return check.type;
  if (check.query !== undefined) return "sql";
  return check.engine === undefined && operatorsOf(check).length > 0
    ? "library"
    : check.engine
      ? "custom"
      : "text";
}

/** Kinds of which rules are made. */
const isRunnable = (check: QualityCheck): boolean => ["library", "sql"].includes(checkKind(check));

/** True for what becomes a rule: 3.0 also has measures that nothing is compared with. */
export const isRun = (check: QualityCheck): boolean => isRunnable(check) && !isUncompared(check);

/** A measure of which the contract does not say what it has to be. */
export const isUncompared = (check: QualityCheck): boolean =>
  isRunnable(check) && operatorsOf(check).length === 0 && !isAsking(check);

/** 3.0 may compare a measure several times: a check for each comparison. */
export function singleChecks(check: QualityCheck): QualityCheck[] {
  const used = operatorsOf(check);
  if (used.length < 2) return [check];
  const others = Object.entries(check).filter(([key]) => !used.some((operator) => operator === key));
  return used.map((operator) => ({ ...Object.fromEntries(others), [operator]: check[operator] }));
}

/** The metric of a check of the library, also of one that says `rule`. */
export const metricOf = (check: QualityCheck): Metric | undefined =>
  check.metric ?? metricOfRule.get(check.rule ?? "");

/** Where a check's arguments stand, 3.0's `validValues` among them. */
export const argumentsOf = (check: QualityCheck) => ({
  ...(check.validValues && { validValues: check.validValues }),
  ...check.arguments,
});

export const operatorsOf = (check: QualityCheck): Operator[] =>
  operators.filter((operator) => check[operator] !== undefined);

/** A 3.0 rule that asks rather than counts (`nullCheck`) has no comparison: it wants none of what it names. */
export const isAsking = (check: QualityCheck): boolean =>
  operatorsOf(check).length === 0 && /Check$|^unique$|^validValues$/.test(check.rule ?? "");

/** The share of the rows and not their number is compared. */
export const isShare = ({ unit = "rows" }: QualityCheck): boolean => /^(percent(age)?|%)$/i.test(unit);

interface FormMistake {
  readonly path: string[];
  readonly message: string;
}

/** What the kind of a check needs, and what it cannot have. */
function formMistakes(check: QualityCheck): FormMistake[] {
  const kind = checkKind(check);
  const mistakes: FormMistake[] = [];
  const missing = (key: keyof QualityCheck) => {
    if (check[key] === undefined)
      mistakes.push({ path: [key], message: `is missing; a check of type ${kind} needs it` });
  };
  if (kind === "sql") missing("query");
  else if (check.query !== undefined)
    mistakes.push({ path: ["query"], message: 'belongs to a check of type sql; add "type: sql"' });
  if (kind === "library" && check.type === "sql")
    mistakes.push({
      path: ["metric"],
      message: "does not belong to a check of type sql; remove it or the query",
    });
  if (kind === "library" && metricOf(check) === undefined) missing("metric");
  if (kind === "custom") {
    missing("engine");
    missing("implementation");
  }
  return mistakes;
}

/** What 3.1 does not let a check have, and 3.0, which is open, does. */
export function strictMistakes(check: QualityCheck): FormMistake[] {
  const kind = checkKind(check);
  const used = operatorsOf(check);
  if (kind === "rule") return [];
  if (!isRunnable(check))
    return used.map((operator) => ({
      path: [operator],
      message: `does not belong to a check of type ${kind}, which nothing compares; remove it`,
    }));
  const mistakes: FormMistake[] = [];
  if (used.length !== 1 && !isAsking(check)) {
    const has = used.length === 0 ? "no comparison" : used.join(" and ");
    mistakes.push({ path: [], message: `has ${has}; give one of ${operators.join(", ")}` });
  }
  if (kind === "sql" && check.rule !== undefined)
    mistakes.push({
      path: ["rule"],
      message: "does not belong to a check of type sql; remove it or the query",
    });
  return mistakes;
}
