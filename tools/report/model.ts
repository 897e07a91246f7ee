import { createHash } from "node:crypto";

import type { Finding } from "../../policy-pack/finding";
import type { SourcePosition } from "../../policy-pack/graph/types";
import { defaultLevel } from "../../policy-pack/levels/level";
import { urlOf, type Rule } from "../../policy-pack/rule";
import type { Decision, Evaluation } from "../../policy-pack/run";
import { daysBetween } from "../../policy-pack/waivers/waiver";
import type { Outlook } from "./outlook";
import { reportVersion, type ReportDocument, type ReportFinding, type ReportRule } from "./report-schema";

/** What a report needs of a planned resource. */
export interface ReportedResource {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  /** Frames of the project, innermost first; the first declares the resource. */
  frames?: readonly SourcePosition[];
}

/** One planned and judged stack. */
export interface ReportInput {
  stack: string;
  stage: ReportDocument["stage"];
  jurisdiction: string;
  mode: ReportDocument["mode"];
  resources: readonly ReportedResource[];
  evaluation: Evaluation;
  outlook: Outlook;
  rules: readonly Rule[];
  /** Of the tool, from package.json. */
  version: string;
  /** YYYY-MM-DD. */
  today: string;
}

/** What every format is made from. It holds no input of a resource, so nothing secret can get into a report. */
export interface Report {
  document: ReportDocument;
  decisions: readonly Decision[];
}

export function reportOf(input: ReportInput): Report {
  const { evaluation, rules, stack, stage, jurisdiction, mode, version } = input;
  const findings = findingsOf(input);
  return {
    decisions: evaluation.decisions,
    document: {
      schemaVersion: reportVersion,
      tool: { name: "meridian", version },
      stack,
      stage,
      jurisdiction,
      mode,
      blocked: findings.some(({ level }) => level === "mandatory"),
      summary: {
        resources: input.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length,
        verdicts: sum(Object.values(evaluation.verdicts)),
        decidedRatio: evaluation.decidedRatio,
      },
      rules: rules.map((rule) => ruleOf(rule, evaluation)),
      findings,
      undecided: evaluation.undecided.map(({ rule, urn, path }) => ({ rule, urn, ...defined({ path }) })),
      waivers: waiversOf(input),
      remediations: evaluation.remediations.map(({ rule, urn, keys }) => ({ rule, urn, keys })),
      ...input.outlook,
    },
  };
}

type Verdicts = ReportRule["verdicts"];

const sum = (counts: readonly Verdicts[]): Verdicts => {
  const total = (key: keyof Verdicts) => counts.reduce((all, each) => all + each[key], 0);
  return { pass: total("pass"), fail: total("fail"), waived: total("waived"), undecided: total("undecided") };
};

function ruleOf(rule: Rule, { verdicts, levels }: Evaluation): ReportRule {
  const { id, name, title, rationale, remediation, severity, family, controls } = rule;
  const counts = verdicts[id];
  return {
    id,
    name,
    title,
    rationale,
    remediation,
    severity,
    family,
    level: levels[id] ?? "disabled",
    defaultLevel: defaultLevel(rule),
    url: urlOf(rule),
    controls: controls.map((control) => ({ ...control })),
    verdicts: sum(counts === undefined ? [] : [counts]),
  };
}

function findingsOf({ evaluation, resources, rules }: ReportInput): ReportFinding[] {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const severities = new Map(rules.map(({ id, severity }) => [id, severity]));
  return evaluation.findings.map((finding) => {
    const { rule, level, kind, urn, message, path, fix, waiver, file, line } = finding;
    const resource = byUrn.get(urn);
    const [, ...callers] = resource?.frames ?? [];
    const source = file === undefined ? undefined : { file, line: line ?? 1 };
    return {
      rule,
      severity: severities.get(rule) ?? "high",
      level,
      kind,
      urn,
      type: resource?.type ?? "",
      name: resource?.name ?? "",
      message,
      fix: fix ?? `see docs/policies/${rule.toLowerCase()}.md`,
      ...defined({ path, waiver, source }),
      callers: callers.map((each) => ({ file: each.file, line: each.line })),
      fingerprint: fingerprint(finding),
    };
  });
}

/** A URN without its stack: `urn:pulumi:prod-eu::meridian::T::n` → `meridian::T::n`. */
const stackless = (urn: string): string => urn.replace(/^urn:pulumi:[^:]*::/, "");

function fingerprint({ rule, urn, path = "" }: Pick<Finding, "rule" | "urn" | "path">): string {
  const identity = [rule, stackless(urn), path].join("\n");
  return createHash("sha256").update(identity).digest("hex").slice(0, 32);
}

function waiversOf({ evaluation, today }: ReportInput): ReportDocument["waivers"] {
  return evaluation.waivers.map(({ waiver, matches }) => {
    const { id, rules, reason, owner, ticket, compensating, created, expires, limit } = waiver;
    const daysLeft = daysBetween(today, expires);
    const people = { reason, owner, ticket, compensating };
    return { id, rules: [...rules], ...people, created, expires, daysLeft, limit, matches };
  });
}

/** Without the keys that have no value. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
