import type { Rule } from "../../policy-pack/rule";
import type { Decision, Evaluation } from "../../policy-pack/run";
import type { GrantedColumn } from "./granted-columns";
import { gapText, type ShownGap } from "../report/outlook";
import { answerKinds, type AnswerKind, type Framework, type FrameworkControl } from "./frameworks";

/** What one stack shows for every control of every framework. */
export interface Evidence {
  /** Grows in its first number when a reader of the old form would misread the new one. */
  schemaVersion: "1.1";
  stack: string;
  /** What was known of ids and ARNs: `faithful` as in a first preview, or `resolved`. */
  mode: string;
  /** YYYY-MM-DD. */
  day: string;
  /** SHA-256 of the plan document that was judged, in hexadecimal. */
  planSha256: string;
  /** What is left out because the home region lacks it; controls that rest on it are gaps. Since 1.1. */
  gaps: readonly ShownGap[];
  frameworks: FrameworkEvidence[];
}

interface FrameworkEvidence {
  framework: string;
  version: string;
  title: string;
  controls: ControlEvidence[];
}

/**
 * The worst that is known of a control: a rule fails, something is missing, a rule cannot decide, a waiver lets something
 * through, all rules pass, or only people and components answer for it (`stated`).
 */
export type ControlStatus = "fail" | "gap" | "undecided" | "waived" | "pass" | "stated";

export interface ControlEvidence {
  control: string;
  title: string;
  status: ControlStatus;
  /** How it is met besides rules, or why it is not. */
  answers: Partial<Record<AnswerKind, string>>;
  rules: RuleEvidence[];
  /** Of controls about who sees which column: every restricted or personal one that is granted. */
  grantedColumns?: readonly GrantedColumn[];
}

export interface RuleEvidence {
  id: string;
  title: string;
  /** What a broken rule does in this stack. */
  level: string;
  /** Empty when the stack has nothing that the rule judges, or the rule is disabled. */
  resources: Pick<Decision, "urn" | "verdict">[];
}

/** What evidence is drawn from. */
export interface Judged {
  stack: string;
  mode: string;
  day: string;
  planSha256: string;
  evaluation: Pick<Evaluation, "decisions" | "levels">;
  grantedColumns: readonly GrantedColumn[];
  gaps: readonly ShownGap[];
}

/** Joins control, rule and resource. Linear in decisions and controls. */
export function evidenceOf(
  { evaluation, grantedColumns, ...judged }: Judged,
  frameworks: readonly Framework[],
  rules: readonly Rule[],
): Evidence {
  const decisions = new Map<string, RuleEvidence["resources"]>();
  for (const { rule, urn, verdict } of evaluation.decisions) {
    const known = decisions.get(rule);
    if (known === undefined) decisions.set(rule, [{ urn, verdict }]);
    else known.push({ urn, verdict });
  }
  const byId = new Map(
    rules.map(({ id, title }): [string, RuleEvidence] => [
      id,
      { id, title, level: evaluation.levels[id] ?? "disabled", resources: decisions.get(id) ?? [] },
    ]),
  );
  return {
    schemaVersion: "1.1",
    ...judged,
    frameworks: frameworks.map(({ framework, version, title, controls }) => ({
      framework,
      version,
      title,
      controls: controls.map((control) => evidenceFor(withGaps(control, judged.gaps), byId, grantedColumns)),
    })),
  };
}

/** A control whose rules judge nothing because a region lacks a service is not shown to be met, whatever its other rules say. */
function withGaps(control: FrameworkControl, gaps: readonly ShownGap[]): FrameworkControl {
  const open = gaps.filter(({ rules }) => rules.some((id) => control.rules?.includes(id)));
  if (open.length === 0) return control;
  const texts = open.map(gapText);
  return { ...control, gap: [...(control.gap === undefined ? [] : [control.gap]), ...texts].join(" ") };
}

function evidenceFor(
  control: FrameworkControl,
  byId: ReadonlyMap<string, RuleEvidence>,
  granted: readonly GrantedColumn[],
): ControlEvidence {
  const answers = Object.fromEntries(
    answerKinds.flatMap((kind) => (control[kind] === undefined ? [] : [[kind, control[kind]]])),
  );
  const rules = (control.rules ?? []).flatMap((id) => byId.get(id) ?? []);
  const { control: name, title } = control;
  const stated = { control: name, title, status: statusOf(rules, answers), answers, rules };
  if (control.computed === undefined) return stated;
  const isOpen = granted.every((column) => column.stated);
  // What rules and people say of it counts as well, and the worse of the two is the control's.
  const bad = stated.status !== "stated" && stated.status !== "pass" && rules.length > 0;
  const status = isOpen ? (bad ? stated.status : "pass") : "fail";
  return { ...stated, status, grantedColumns: granted };
}

function statusOf(rules: readonly RuleEvidence[], answers: ControlEvidence["answers"]): ControlStatus {
  const verdicts = new Set(rules.flatMap(({ resources }) => resources.map(({ verdict }) => verdict)));
  if (verdicts.has("fail")) return "fail";
  const isSilent = verdicts.size === 0 && Object.keys(answers).length === 0;
  if (answers.gap !== undefined || isSilent) return "gap";
  return (["undecided", "waived", "pass"] as const).find((verdict) => verdicts.has(verdict)) ?? "stated";
}
