import type { Rule } from "../rule";

/** What a broken rule does to a deploy, from nothing to blocking; `remediate` corrects the inputs and blocks what it cannot. */
export const levels = ["disabled", "advisory", "mandatory", "remediate"] as const;

export type Level = (typeof levels)[number];

/** Rule id → level, for one stack. A rule that is not in it has its own default. */
export type Levels = ReadonlyMap<string, Level>;

export const isLevel = (value: unknown): value is Level => (levels as readonly unknown[]).includes(value);

/** Correcting is no stronger than blocking: both keep what breaks the rule out of the account. */
const strength: Record<Level, number> = { disabled: 0, advisory: 1, mandatory: 2, remediate: 2 };

export const isWeaker = (one: Level, other: Level): boolean => strength[one] < strength[other];

/** The level of a rule that no file mentions. */
export const defaultLevel = (rule: Pick<Rule, "level">): Level => rule.level ?? "mandatory";

/** False where no waiver is accepted: residency, unless a rule says otherwise. */
export const isWaivable = (rule: Pick<Rule, "family" | "waivable">): boolean =>
  rule.waivable ?? rule.family !== "residency";

/** True for a rule that can correct inputs, which level `remediate` needs. */
export const canRemediate = (rule: Rule): boolean =>
  rule.scope === "resource" && rule.remediate !== undefined;
