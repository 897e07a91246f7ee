import { UNKNOWN } from "../graph/types";
import type { Condition } from "./document";

/** What a condition operator compares and how. */
export interface Operator {
  family: "string" | "arn" | "numeric" | "date" | "bool" | "binary" | "ip" | "null";
  /** True for the `Not…` forms: they pass for everything but the values, and when the key is absent. */
  negated: boolean;
  /** True when `*` and `?` in values are wildcards. */
  wildcards: boolean;
  /** True for `…IfExists`: passes when the key is absent. */
  ifExists: boolean;
  /** `ForAnyValue:` or `ForAllValues:`; the latter also passes when the key is absent. */
  quantifier?: "any" | "all";
}

const comparisons = ["equals", "notequals", "lessthan", "lessthanequals", "greaterthan", "greaterthanequals"];

const plain = (family: Operator["family"], names: readonly string[]) =>
  names.map(
    (name) => [name, { family, negated: /not/.test(name), wildcards: /like|^arn/.test(name) }] as const,
  );

/** Every operator of IAM, without quantifier and `IfExists` (IAM User Guide, "IAM JSON policy elements: Condition operators"). */
const operators: ReadonlyMap<string, Pick<Operator, "family" | "negated" | "wildcards">> = new Map([
  ...plain("string", ["stringequals", "stringequalsignorecase", "stringlike"]),
  ...plain("string", ["stringnotequals", "stringnotequalsignorecase", "stringnotlike"]),
  ...plain("arn", ["arnequals", "arnlike", "arnnotequals", "arnnotlike"]),
  ...plain(
    "numeric",
    comparisons.map((each) => `numeric${each}`),
  ),
  ...plain(
    "date",
    comparisons.map((each) => `date${each}`),
  ),
  ...plain("bool", ["bool"]),
  ...plain("binary", ["binaryequals"]),
  ...plain("ip", ["ipaddress", "notipaddress"]),
  ...plain("null", ["null"]),
]);

const read = new Map<string, Operator | undefined>();
const readLimit = 1000;

/** Reads a condition's operator, in any case; undefined for one that IAM does not have. */
export function operatorOf({ operator }: Pick<Condition, "operator">): Operator | undefined {
  if (!read.has(operator)) {
    if (read.size >= readLimit) read.clear();
    read.set(operator, readOperator(operator));
  }
  return read.get(operator);
}

function readOperator(operator: string): Operator | undefined {
  const [, quantifier, name = "", ifExists] =
    /^(?:(forany|forall)values?:)?(.+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
  const found = operators.get(name);
  if (found === undefined || (found.family === "null" && ifExists !== undefined)) return undefined;
  return {
    ...found,
    ifExists: ifExists !== undefined,
    ...(quantifier !== undefined && { quantifier: quantifier === "forall" ? "all" : "any" }),
  };
}

/**
 * True when the condition holds only for requests whose key has one of the values: a positive comparison of texts or ARNs that
 * fails when the key is absent, be it by itself or because another condition of the statement (`Null: false`) asks for the key.
 */
export function bindsTo(condition: Condition, all: readonly Condition[]): boolean {
  const operator = operatorOf(condition);
  if (operator === undefined || operator.negated || condition.values.length === 0) return false;
  if (operator.family !== "string" && operator.family !== "arn") return false;
  if (!operator.ifExists && operator.quantifier !== "all") return true;
  let present = presentIn.get(all);
  if (present === undefined) presentIn.set(all, (present = keysPresentIn(all)));
  return present.has(condition.key);
}

const presentIn = new WeakMap<readonly Condition[], ReadonlySet<string>>();

/** The keys that conditions ask for by `Null: false`. */
const keysPresentIn = (all: readonly Condition[]): Set<string> =>
  new Set(
    all
      .filter(
        ({ operator, values }) =>
          operator === "null" && values.length === 1 && values[0]?.toLowerCase() === "false",
      )
      .map(({ key }) => key),
  );

/** What remains when a Deny's only condition must not hold: `StringNotEquals` leaves those that equal. Undefined where nothing sure does. */
export function inverse(condition: Condition): Condition | undefined {
  if (condition.key === UNKNOWN) return undefined;
  const operator = operatorOf(condition);
  // `ForAnyValue:…Not…` does not deny when the key is absent.
  if (operator === undefined || !operator.negated || operator.quantifier === "any") return undefined;
  if (operator.family !== "string" && operator.family !== "arn") return undefined;
  const name = condition.operator
    .toLowerCase()
    .replace(/^forallvalues:/, "foranyvalue:")
    .replace(/ifexists$/, "")
    .replace("not", "");
  return { ...condition, operator: name };
}
