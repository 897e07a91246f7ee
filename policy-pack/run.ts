import type { ResidencyModel } from "../components/residency/model";
import { shorten } from "../components/residency/shorten";
import { label, type Finding, type Result, type Verdict } from "./finding";
import { flows as flowsOf, type Flow } from "./flows";
import { ungoverned, type Governance } from "./governance";
import { bounded } from "./graph/bounded";
import { indexGraph, type GraphIndex } from "./graph/graph-index";
import type { GraphResource, ResourceGraph } from "./graph/types";
import type { Level } from "./levels/level";
import { redact } from "./redact";
import { remediateGraph, type Remediation } from "./remediate";
import type { GraphContext, Rule } from "./rule";
import { rules as allRules } from "./rules";
import { Undecidable } from "./undecidable";
import type { Waiver } from "./waivers/waiver";
import type { WaiverUse } from "./waivers/waiver-book";

/** A (rule, resource) pair that could not be decided and is no finding by itself. */
export interface Undecided {
  rule: string;
  urn: string;
  path?: string;
}

/** What a rule said of a resource that it applies to. */
export interface Decision {
  rule: string;
  urn: string;
  verdict: Exclude<Verdict, "notApplicable">;
}

export interface Evaluation {
  /** Sorted by URN, then rule, then path. */
  findings: Finding[];
  /** Every flow of the sink table, in graph order. */
  flows: Flow[];
  /** Every decision, by rule in the pack's order. */
  decisions: Decision[];
  /** Rule id → how many resources of its types got which verdict; a disabled rule is missing. */
  verdicts: Record<string, Record<Verdict, number>>;
  /** Rule id → the level in force, for every rule. */
  levels: Record<string, Level>;
  /** The stack's waivers and how often each matched. */
  waivers: WaiverUse[];
  /** What rules at level `remediate` corrected before anything was judged. */
  remediations: Remediation[];
  /** Pairs that security and governance rules could not decide; in residency and sharing these are findings. */
  undecided: Undecided[];
  /** Decided (rule, resource) pairs over those a rule applies to; 1 when none does. */
  decidedRatio: number;
}

/**
 * Judges a whole graph. Linear in resources; a rule that throws becomes a finding of its own and the rest goes on.
 * @param governance levels and waivers of the stack; default: each rule's own level and no waiver
 */
export function evaluate(
  graph: ResourceGraph,
  model: ResidencyModel,
  rules: readonly Rule[] = allRules,
  governance: Governance = ungoverned(model),
): Evaluation {
  const remediated = remediateGraph(bounded(graph), model, rules, governance);
  const context = { ...contextOf(remediated.graph, model), governance };
  const evaluation: Evaluation = {
    findings: [],
    flows: [...context.flows.values()].flat(),
    decisions: [],
    verdicts: {},
    levels: Object.fromEntries(rules.map((rule) => [rule.id, governance.levelOf(rule)])),
    waivers: [],
    remediations: remediated.remediations,
    undecided: [],
    decidedRatio: 1,
  };
  for (const rule of rules) {
    if (governance.levelOf(rule) === "disabled") continue;
    const counts: Record<Verdict, number> = { pass: 0, fail: 0, waived: 0, undecided: 0, notApplicable: 0 };
    evaluation.verdicts[rule.id] = counts;
    for (const resource of subjectsOf(rule, context.index)) {
      const outcome = judgeResource(rule, resource, context);
      const { verdict } = outcome;
      counts[verdict] += 1;
      if (verdict !== "notApplicable")
        evaluation.decisions.push({ rule: rule.id, urn: resource.urn, verdict });
      for (const finding of outcome.findings) evaluation.findings.push(finding);
      if (verdict === "undecided" && outcome.findings.length === 0) {
        evaluation.undecided.push({ rule: rule.id, urn: resource.urn, path: outcome.path });
      }
    }
  }
  evaluation.waivers = governance.waivers.uses();
  evaluation.findings.sort(byPlace);
  evaluation.decidedRatio = ratio(Object.values(evaluation.verdicts));
  return evaluation;
}

/** What graph rules see, built once for a graph. */
export function contextOf(graph: ResourceGraph, model: ResidencyModel): GraphContext {
  const index = indexGraph(graph);
  const flows = new Map<string, Flow[]>();
  for (const flow of flowsOf(index, model)) {
    const known = flows.get(flow.urn);
    if (known === undefined) flows.set(flow.urn, [flow]);
    else known.push(flow);
  }
  return { index, model, flows };
}

export interface Outcome {
  verdict: Verdict;
  findings: readonly Finding[];
  /** Path of the first undecided answer. */
  path?: string;
}

/** What a rule is judged with; resource rules see nothing of the graph. */
export type JudgeContext = Pick<GraphContext, "model"> & Partial<GraphContext> & { governance?: Governance };

/** One rule about one resource, for both adapters. Nothing at all when the rule is disabled. */
export function judgeResource(rule: Rule, resource: GraphResource, context: JudgeContext): Outcome {
  const governance = context.governance ?? ungoverned(context.model);
  const level = governance.levelOf(rule);
  if (level === "disabled") return { verdict: "notApplicable", findings: [] };
  let results: readonly Result[];
  try {
    results = check(rule, resource, context);
  } catch (error) {
    // A RangeError is the engine's word for what is too deep or too long.
    if (error instanceof Undecidable || error instanceof RangeError) {
      const what = error instanceof Undecidable ? error.message : "has inputs too deep or too long to judge";
      return { verdict: "undecided", findings: [tooMuch(rule, resource, what)] };
    }
    return { verdict: "fail", findings: [internal(rule, resource, error)] };
  }
  const verdict = verdictOf(results);
  // Nearly every answer of a lawful plan: shared, because ten thousand resources give a hundred thousand of them.
  if (verdict === "pass" || verdict === "notApplicable") return unremarkable[verdict];
  const path = results.find((result) => result.verdict === "undecided")?.path;
  const found = fewest(results).flatMap(
    (result) => findingOf(rule, resource, result, { level, stage: context.model.stage }) ?? [],
  );
  if (!found.some(isMandatory)) return { verdict, findings: found, path };
  const waiver = governance.waivers.waive(rule.id, resource);
  return waiver === undefined
    ? { verdict, findings: found, path }
    : { verdict: "waived", findings: found.map((finding) => waived(finding, waiver)) };
}

/** Answers of one rule about one resource that become findings; nobody reads more, and there may be a million. */
const mostResults = 100;

/** The bad answers, the worst first where there are too many; a last one says how many were left out. */
function fewest(results: readonly Result[]): readonly Result[] {
  const bad = results.filter(({ verdict }) => verdict !== "pass");
  if (bad.length <= mostResults) return bad;
  const failed = bad.filter(({ verdict }) => verdict === "fail");
  const listed = (failed.length > 0 ? failed : bad).slice(0, mostResults - 1);
  const { verdict, path, fix } = listed[0]!;
  return [...listed, { verdict, path, fix, what: `has ${bad.length - listed.length} more such findings` }];
}

const unremarkable: Readonly<Record<"pass" | "notApplicable", Outcome>> = {
  pass: { verdict: "pass", findings: [] },
  notApplicable: { verdict: "notApplicable", findings: [] },
};

const isMandatory = ({ level }: Finding) => level === "mandatory";

const waived = (finding: Finding, { id, expires }: Waiver): Finding => ({
  ...finding,
  level: "advisory",
  message: `${finding.message} Waived by ${id} until ${expires}.`,
  waiver: id,
});

function check(rule: Rule, resource: GraphResource, context: JudgeContext): readonly Result[] {
  if (rule.scope === "resource") return rule.check(resource, context.model);
  if (!isWhole(context)) throw new Error("needs the whole graph");
  return rule.check(resource, context);
}

const isWhole = (context: JudgeContext): context is JudgeContext & GraphContext =>
  context.index !== undefined && context.flows !== undefined;

/** The resources that a rule's types name. */
export function subjectsOf(rule: Pick<Rule, "types">, index: GraphIndex): readonly GraphResource[] {
  const [only, ...others] = rule.types.map((type) => subjectsOfType(type, index));
  return others.length === 0 ? (only ?? []) : (only ?? []).concat(...others);
}

function subjectsOfType(type: string, index: GraphIndex): readonly GraphResource[] {
  if (type === "aws:*") return index.aws;
  return type.endsWith(":*") ? ofPackage(type.slice(0, -1), index) : (index.byType.get(type) ?? []);
}

/** The custom resources whose tokens start with a package's name and a colon. */
const ofPackage = (start: string, { byType }: GraphIndex): GraphResource[] =>
  [...byType]
    .filter(([type]) => type.startsWith(start))
    .flatMap(([, resources]) => resources.filter(({ custom }) => custom));

/** The worst of a rule's answers. */
function verdictOf(results: readonly Result[]): Exclude<Verdict, "waived"> {
  let worst: Exclude<Verdict, "waived"> = "notApplicable";
  for (const { verdict } of results) {
    if (verdict === "fail") return "fail";
    if (verdict === "undecided" || worst === "notApplicable") worst = verdict;
  }
  return worst;
}

const blocksUndecided = (rule: Rule) => rule.family === "residency" || rule.family === "sharing";

function findingOf(
  rule: Rule,
  resource: GraphResource,
  { verdict, path, what, fix }: Result,
  { level, stage }: { level: Level; stage: ResidencyModel["stage"] },
): Finding | undefined {
  if (verdict === "pass" || (verdict === "undecided" && !blocksUndecided(rule))) return undefined;
  return {
    rule: rule.id,
    level: level !== "advisory" && (verdict === "fail" || stage === "prod") ? "mandatory" : "advisory",
    kind: verdict === "fail" ? "violation" : "undecided",
    urn: resource.urn,
    message: messageOf(resource, what ?? rule.title, fix ?? rule.remediation),
    path,
    fix: shorten(redact(fix ?? rule.remediation, resource), longestFix),
    file: resource.source?.file,
    line: resource.source?.line,
  };
}

/** Bytes of the parts of a message, which come to less than two kilobytes. */
const [longestLabel, longestWhat, longestFix] = [300, 1100, 500];

/** Redacted before it is shortened: of half a secret, nobody would know that it is one. */
function messageOf(resource: GraphResource, what: string, fix: string): string {
  const short = (text: string, bytes: number) => shorten(redact(text, resource), bytes);
  return `${short(label(resource), longestLabel)} ${short(what, longestWhat)}; ${short(fix, longestFix)}.`;
}

/** What nobody can judge is not let through, whatever the rule's family and the stage. */
function tooMuch(rule: Rule, resource: GraphResource, what: string): Finding {
  const fix = "give it shorter and flatter inputs";
  return {
    rule: rule.id,
    level: "mandatory",
    kind: "undecided",
    urn: resource.urn,
    message: messageOf(resource, what, fix),
    fix,
    file: resource.source?.file,
    line: resource.source?.line,
  };
}

/** A broken rule fails closed, but only for what it judges. The message names the error and no value. */
function internal(rule: Rule, resource: GraphResource, error: unknown): Finding {
  const name = error instanceof Error ? `${error.name}: ${error.message}` : "an unknown error";
  const fix = `correct rule ${rule.id}`;
  return {
    rule: rule.id,
    level: "mandatory",
    kind: "internal",
    urn: resource.urn,
    message: messageOf(resource, `could not be judged by ${rule.id} (internal: ${name})`, fix),
    fix,
    file: resource.source?.file,
    line: resource.source?.line,
  };
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const byPlace = (one: Finding, other: Finding) =>
  order(one.urn, other.urn) || order(one.rule, other.rule) || order(one.path ?? "", other.path ?? "");

function ratio(counts: readonly Record<Verdict, number>[]): number {
  const sum = (verdict: Verdict) => counts.reduce((total, each) => total + each[verdict], 0);
  const decided = sum("pass") + sum("fail") + sum("waived");
  return decided + sum("undecided") === 0 ? 1 : decided / (decided + sum("undecided"));
}
