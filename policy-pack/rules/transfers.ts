import { regionsOf } from "../../components/residency/jurisdictions";
import { fail, pass, undecided, type Result } from "../finding";
import type { GraphResource } from "../graph/types";
import type { Control, GraphContext, GraphRule } from "../rule";
import { sinks } from "../sinks";
import { settingResults, settingTypesOf } from "../sinks/judge-settings";
import { settings } from "../sinks/settings";
import { extras } from "./transfer-extras";
import { transferTexts, type TransferText } from "./transfer-texts";

/** What the sink table says about a resource under one rule: one answer for each flow. */
export function flowResults(resource: GraphResource, { flows, model }: GraphContext, rule: string): Result[] {
  return (flows.get(resource.urn) ?? [])
    .filter((flow) => flow.rule === rule)
    .map(({ path, verdict, target, reason, ...flow }) => {
      if (verdict === "allow") return pass(path);
      const home = `${model.jurisdiction} (${regionsOf(model.jurisdiction).join(", ")})`;
      const fix = `keep it in ${home}, with literal names that say so`;
      const what = `sends ${flow.classification} data by ${flow.mechanism} from ${flow.from} to ${flow.to}: ${path} is ${target}. ${reason.replace(/\.$/, "")}`;
      return verdict === "deny"
        ? fail(path, what, fix)
        : undecided(path, `cannot prove where ${path} is: it is ${target}`, fix);
    });
}

const common: readonly Control[] = [
  { framework: "GDPR", version: "2016/679", control: "Art. 44" },
  { framework: "NIST 800-53", version: "r5", control: "SA-9(5)" },
];

/** Distinct types of the rows, settings and refusals of a rule. */
const typesOf = (rule: string): string[] => [
  ...new Set([
    ...sinks.filter((sink) => sink.rule === rule).map(({ type }) => type),
    ...settingTypesOf(rule),
  ]),
];

/** Distinct paths that decide, without those that may not be there at all, nor what stands in them. */
function readsOf(rule: string): string[] {
  const own = settings.filter((each) => each.rule === rule);
  const forbidden = own.filter(({ only }) => only?.length === 0).map(({ path }) => path);
  const paths = [...sinks.filter((each) => each.rule === rule), ...own].map(({ path }) => path);
  const isForbidden = (path: string) => forbidden.some((each) => path.split(/[.[]/, 1)[0] === each);
  return [...new Set(paths)].filter((path) => !isForbidden(path));
}

/** A rule that answers for rows of the sink table and for settings beside them. */
export function transferRule({ severity = "critical", controls = [], ...text }: TransferText): GraphRule {
  const extra = extras[text.id];
  return {
    ...text,
    severity,
    family: "residency",
    scope: "graph",
    types: [...new Set([...typesOf(text.id), ...(extra?.types ?? [])])],
    controls: [...common, ...controls],
    reads: [...readsOf(text.id), ...(extra?.reads ?? [])],
    check: (resource, context) => [
      ...settingResults(resource, text.id),
      ...flowResults(resource, context, text.id),
      ...(extra?.types.includes(resource.type) === true ? extra.check(resource, context) : []),
    ],
  };
}

export const transferRules: readonly GraphRule[] = transferTexts.map(transferRule);
