import type { z } from "zod";

import { describeIssue, type UnplacedIssue } from "../../components/errors/check-yaml";
import { partAt, type KeyPath } from "../../components/errors/key-path";
import { bend, repair } from "./repair";

type Inspected<T> = { readonly value: T } | { readonly issues: readonly UnplacedIssue[] };

/**
 * Checks a value against a strict schema and cross-checks it, giving every mistake of both at once, in the order of
 * the schema. A cross-check whose finding stands at or under a place the schema already complains about is left out.
 */
export function inspect<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  crossCheck: (value: z.output<Schema>) => readonly UnplacedIssue[],
): Inspected<z.output<Schema>> {
  const repaired = repair(schema, value);
  const parsed = schema.safeParse(repaired.value, { error: describeIssue });
  const complaints: UnplacedIssue[] = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    path: path.map((step) => (typeof step === "symbol" ? String(step) : step)),
    message,
  }));
  // `bend` follows the schema, so its result has the output's shape; values inside may be wrong, which checks allow for.
  const checked = parsed.success ? parsed.data : (bend(schema, repaired.value) as z.output<Schema>);
  const crossed = crossCheck(checked).filter(
    ({ path }) => !complaints.some((each) => isUnder(path, each.path)),
  );
  const issues = [...complaints, ...crossed].map((issue) => ({
    ...issue,
    path: repaired.asWritten(issue.path),
  }));
  if (parsed.success && issues.length + repaired.issues.length === 0) return { value: parsed.data };
  return { issues: [...repaired.issues, ...issues] };
}

/** The same of a value that is not all there: what the schema says of what is. */
export function inspectPart<Schema extends z.ZodType>(schema: Schema, value: unknown): Inspected<never> {
  const inspected = inspect(schema, value, () => []);
  const issues = "issues" in inspected ? inspected.issues : [];
  return { issues: issues.filter(({ path }) => path.length > 0 && path.reduce(partAt, value) !== undefined) };
}

function isUnder(path: KeyPath, ancestor: KeyPath): boolean {
  return ancestor.length <= path.length && ancestor.every((step, index) => path[index] === step);
}
