import { quotas, type Quota } from "../../policy-pack/data/quotas";
import type { Requirement } from "../../policy-pack/data/requirement";
import { defaultLevel, isWaivable, type Level } from "../../policy-pack/levels/level";
import { chooseLevel, type LevelsFile } from "../../policy-pack/levels/levels";
import { fixOf } from "../../policy-pack/requirements";
import { appliesTo, urlOf, type Control, type Rule } from "../../policy-pack/rule";
import { sinks } from "../../policy-pack/sinks";
import { refusals, settings } from "../../policy-pack/sinks/settings";
import { fixturesOf } from "../../policy-pack/testing/fixtures";
import { stages } from "../../components/residency/stages";
import { policyDocs } from "../docs/policies";

/** What one input of one type has to be, or, without a path, what is wrong with the type itself. */
export interface Demand {
  rule: string;
  type: string;
  path?: string;
  /** What to do, and when it matters. */
  demand: string;
}

/** Everything that the pack says of some types. */
export interface TypesExplanation {
  kind: "types";
  subject: string;
  /** In the order of reports; `types` are those of the subject that the rule judges. */
  rules: readonly {
    id: string;
    title: string;
    severity: Rule["severity"];
    level: Level;
    types: readonly string[];
  }[];
  /** Ids of the rules that judge every resource of AWS. */
  everywhere: readonly string[];
  requirements: readonly Demand[];
  /** Inputs that say where data, or access to it, goes. */
  destinations: readonly { rule: string; type: string; path: string; mechanism: string }[];
  quotas: readonly Quota[];
}

/** One rule, for somebody who met it in a finding. */
export interface RuleExplanation extends Pick<
  Rule,
  "id" | "name" | "title" | "rationale" | "remediation" | "severity" | "family" | "types" | "reads"
> {
  kind: "rule";
  /** Stage → level, by `policy-pack/levels.yaml`; jurisdictions and stacks that differ are in `exceptions`. */
  levels: Readonly<Record<string, Level>>;
  /** `jurisdiction eu` or `stack prod-eu` → level. */
  exceptions: Readonly<Record<string, Level>>;
  controls: readonly Control[];
  waivable: boolean;
  corrects: boolean;
  /** From the project's root. */
  page: string;
  url: string;
  passes: string;
  fails: { title: string; messages: readonly string[] };
}

const isForAll = (type: string) => type.endsWith(":*");

/** What every table of the pack says of the types. */
export function explainTypes(
  subject: string,
  types: readonly string[],
  rules: readonly Rule[],
): TypesExplanation {
  const speaksOf = <T extends { type: string }>(rows: readonly T[]) =>
    rows.filter(({ type }) => types.includes(type));
  return {
    kind: "types",
    subject,
    rules: rules.flatMap((rule) => {
      const { id, title, severity } = rule;
      const own = types.filter((type) => rule.types.includes(type));
      return own.length === 0 ? [] : [{ id, title, severity, level: defaultLevel(rule), types: own }];
    }),
    everywhere: rules
      .filter((rule) => types.some((type) => appliesTo({ types: rule.types.filter(isForAll) }, type)))
      .map(({ id }) => id),
    requirements: demands(rules).filter(({ type }) => types.includes(type)),
    destinations: speaksOf(sinks).map(({ rule, type, path, mechanism }) => ({ rule, type, path, mechanism })),
    quotas: speaksOf(quotas),
  };
}

/** The rows of the rules, then the settings and refusals beside the sink table. */
const demands = (rules: readonly Rule[]): Demand[] => [
  ...rules.flatMap(({ id, requirements = [] }) =>
    requirements.map((row) => ({ rule: id, type: row.type, path: row.path, demand: demandOf(row) })),
  ),
  ...settings.map(({ rule, type, path, fix, unlessTag }) => ({
    rule,
    type,
    path,
    demand: unlessTag === undefined ? fix : `${fix} (unless tagged ${unlessTag})`,
  })),
  ...refusals.map(({ rule, type, what, fix }) => ({ rule, type, demand: `${what}; ${fix}` })),
];

function demandOf({ want, optional, when, unless, prodOnly }: Requirement): string {
  const conditions = [
    ...(when === undefined
      ? []
      : [`when ${when.path} is ${when.values === undefined ? "given" : when.values.join(" or ")}`]),
    ...(unless === undefined ? [] : [`unless ${unless.join(" or ")} is given`]),
    ...(prodOnly === true ? ["in production"] : []),
    ...(optional === true ? ["or leave it out"] : []),
  ];
  return [fixOf(want), ...conditions].join(", ");
}

/** One rule with its levels, and a case of each kind from its fixtures. */
export function explainRule(rule: Rule, levels: LevelsFile): RuleExplanation {
  const { id, name, title, rationale, remediation, severity, family, types, reads, controls } = rule;
  const { pass, fail } = fixturesOf(id);
  const failing = fail.find(({ messages }) => messages !== undefined) ?? fail[0];
  const byStage = { ...levels, jurisdictions: {}, stacks: {} };
  const special = [
    ...Object.entries(levels.jurisdictions).map(
      ([key, layer]) => [`jurisdiction ${key}`, layer[id]] as const,
    ),
    ...Object.entries(levels.stacks).map(([key, layer]) => [`stack ${key}`, layer[id]] as const),
  ];
  return {
    kind: "rule",
    ...{ id, name, title, rationale, remediation, severity, family, types, reads, controls },
    levels: Object.fromEntries(
      // The layers of jurisdictions are left out, so that any of them will do.
      stages.map((stage) => [stage, chooseLevel(byStage, rule, { stage, jurisdiction: "eu" }).level]),
    ),
    exceptions: Object.fromEntries(
      special.flatMap(([key, level]) => (level === undefined ? [] : [[key, level] as const])),
    ),
    waivable: isWaivable(rule),
    corrects: rule.scope === "resource" && rule.remediate !== undefined,
    page: `${policyDocs}/${id.toLowerCase()}.md`,
    url: urlOf(rule),
    passes: pass[0]?.title ?? "",
    fails: { title: failing?.title ?? "", messages: failing?.messages ?? [] },
  };
}
