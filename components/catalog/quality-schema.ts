import { z } from "zod";

import { oneOf } from "../errors/check-yaml";
import { stableId, text } from "./contract-values";

const range = z.tuple([z.number(), z.number()]);
const comparisons = {
  mustBe: z.number(),
  mustNotBe: z.number(),
  mustBeGreaterThan: z.number(),
  mustBeGreaterOrEqualTo: z.number(),
  mustBeLessThan: z.number(),
  mustBeLessOrEqualTo: z.number(),
  mustBeBetween: range,
  mustNotBeBetween: range,
};

/** The standard's comparison operators; a check has exactly one. */
export const operators = Object.keys(comparisons) as (keyof typeof comparisons)[];
export type Operator = keyof typeof comparisons;

const checkArguments = z.strictObject({
  validValues: z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .optional(),
  pattern: text.optional(),
  properties: z.array(text).min(1).optional(),
});

/**
 * One quality check of the standard: a library metric or an SQL query, compared with one operator. Checks in prose
 * (`text`) and for other engines (`custom`) are refused, because nothing here would run them.
 */
export const qualityCheck = z
  .strictObject({
    id: stableId.optional(),
    name: text.optional(),
    description: text.optional(),
    dimension: oneOf("dimension", [
      "accuracy",
      "completeness",
      "conformity",
      "consistency",
      "coverage",
      "timeliness",
      "uniqueness",
    ]).optional(),
    businessImpact: text.optional(),
    severity: oneOf("severity", ["info", "warning", "error"]).optional(),
    type: oneOf("type", ["library", "sql"]).default("library"),
    metric: oneOf("metric", [
      "nullValues",
      "missingValues",
      "invalidValues",
      "duplicateValues",
      "rowCount",
    ]).optional(),
    arguments: checkArguments.optional(),
    query: text.optional(),
    unit: oneOf("unit", ["rows", "percent"]).default("rows"),
    ...z.object(comparisons).partial().shape,
  })
  .superRefine((check, context) => {
    const problem = (path: string[], message: string) => context.addIssue({ code: "custom", path, message });
    const used = operators.filter((operator) => check[operator] !== undefined);
    if (used.length !== 1) {
      problem(
        [],
        `has ${used.length === 0 ? "no comparison" : used.join(" and ")}; give one of ${operators.join(", ")}`,
      );
    }
    if (check.type === "sql" && check.query === undefined)
      problem(["query"], "is missing; a check of type sql needs it");
    if (check.type === "sql" && check.metric !== undefined) {
      problem(["metric"], "does not belong to a check of type sql; remove it or the query");
    }
    if (check.type === "library" && check.metric === undefined) {
      problem(["metric"], "is missing; a check of type library needs it");
    }
    if (check.type === "library" && check.query !== undefined) {
      problem(["query"], 'belongs to a check of type sql; add "type: sql"');
    }
    const { validValues, pattern } = check.arguments ?? {};
    if (check.metric === "invalidValues" && (validValues === undefined) === (pattern === undefined)) {
      problem(["arguments"], "must say what is valid; give either validValues or pattern");
    }
  });

export type QualityCheck = z.output<typeof qualityCheck>;
