import type { ResidencyModel } from "../components/residency/model";
import type { Flow } from "./flows";
import type { GraphIndex } from "./graph/graph-index";
import { UNKNOWN, type GraphResource } from "./graph/types";

/** `waived`: broken or undecided, and let through by a waiver. */
export type Verdict = "pass" | "fail" | "waived" | "undecided" | "notApplicable";

/** One answer of a rule about one resource; no answer at all means that the rule does not apply. */
export interface Result {
  verdict: "pass" | "fail" | "undecided";
  /** Property path the answer is about. */
  path?: string;
  /** What is wrong or not known, with the value; completes `<type> "<name>" …`. */
  what?: string;
  /** What to do, with the allowed values. */
  fix?: string;
}

/** A control that a rule gives evidence for, by the framework's own identifier. */
export interface Control {
  framework: string;
  version: string;
  control: string;
}

/** A named set of resources for a rule; `messages` are the exact finding messages it must give. */
export interface Fixture {
  title: string;
  resources: readonly GraphResource[];
  messages?: readonly string[];
}

interface RuleData {
  /** Stable identifier, e.g. `RES-01`; never reused. */
  id: string;
  /** Kebab-case name: the CrossGuard policy's name. */
  name: string;
  title: string;
  rationale: string;
  remediation: string;
  severity: "low" | "medium" | "high" | "critical";
  /** In these families an undecided answer is itself a finding: mandatory in prod, advisory elsewhere. */
  family: "residency" | "sharing" | "security" | "governance";
  /** What a broken rule is in production when nothing else is configured. Default `mandatory`. */
  level?: "mandatory" | "advisory";
  /** False: no waiver is accepted. Default: true, except in the residency family. */
  waivable?: boolean;
  /** Type tokens; `aws:*` is every custom AWS resource, and so for other packages. */
  types: readonly string[];
  controls: readonly Control[];
  /** Property paths that decide; the mutation test breaks each one. `provider.` means the graph's provider. */
  reads: readonly string[];
  fixtures: { pass: readonly Fixture[]; fail: readonly Fixture[]; undecided: readonly Fixture[] };
}

/** Decides from one resource's own inputs, so CrossGuard can block before the resource is made. */
export interface ResourceRule extends RuleData {
  scope: "resource";
  check(resource: GraphResource, model: ResidencyModel): readonly Result[];
  /** Whole new inputs that comply, for the few rules with one right answer; undefined when there is nothing to correct. */
  remediate?(resource: GraphResource, model: ResidencyModel): Readonly<Record<string, unknown>> | undefined;
}

/** Needs other resources too; CrossGuard runs it at the end of the preview. */
export interface GraphRule extends RuleData {
  scope: "graph";
  check(resource: GraphResource, context: GraphContext): readonly Result[];
}

export type Rule = ResourceRule | GraphRule;

export interface GraphContext {
  index: GraphIndex;
  model: ResidencyModel;
  /** URN → flows that the sink table finds in that resource. */
  flows: ReadonlyMap<string, readonly Flow[]>;
}

export interface Finding {
  /** Rule id. */
  rule: string;
  level: "mandatory" | "advisory";
  /** Why it is one: the rule is broken, cannot be decided, or itself threw. */
  kind: "violation" | "undecided" | "internal";
  urn: string;
  /** One sentence: `<type> "<name>" <what is wrong, with the value>; <what to do>.` */
  message: string;
  path?: string;
  fix?: string;
  /** Id of the waiver that made it advisory. */
  waiver?: string;
  /** Relative to the project root, where the graph knows the source. */
  file?: string;
  /** 1-based. */
  line?: number;
}

const documentation = "https://example.com/meridian/docs/policies";

/** Address of a rule's page: `docs/policies/<id>.md` of the repository. */
export const urlOf = (rule: Pick<Rule, "id">): string => `${documentation}/${rule.id.toLowerCase()}.md`;

export const pass = (path?: string): Result => ({ verdict: "pass", path });
export const fail = (path: string | undefined, what: string, fix: string): Result => ({
  verdict: "fail",
  path,
  what,
  fix,
});
export const undecided = (path: string | undefined, what: string, fix: string): Result => ({
  verdict: "undecided",
  path,
  what,
  fix,
});

/** True when a rule's types name the type, or the package it is from (`aws:*`). */
export function appliesTo(rule: Pick<Rule, "types">, type: string): boolean {
  return rule.types.some(
    (each) => each === type || (each.endsWith(":*") && type.startsWith(each.slice(0, -1))),
  );
}

/** `aws:s3/bucket:Bucket` "orders" → `aws.s3.Bucket "orders"`, the way the program writes it. */
export function label(resource: Pick<GraphResource, "type" | "name">): string {
  const [, service, , kind] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(resource.type) ?? [];
  return `${kind === undefined ? resource.type : `aws.${service}.${kind}`} "${resource.name}"`;
}

/** What stands for a secret value in messages. */
export const hidden = "[secret]";

/** A value as a message may show it: quoted, never one that stands in a secret property, never the raw sentinel. */
export function show(resource: GraphResource, path: string, value: unknown): string {
  const top = path.split(/[.[]/, 1)[0] ?? path;
  if (resource.secretProps?.includes(top) === true) return hidden;
  if (value === UNKNOWN) return "not known yet";
  return value === undefined ? "nothing" : JSON.stringify(value);
}
