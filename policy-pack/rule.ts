import type { ResidencyModel } from "../components/residency/model";
import type { Requirement } from "./data/requirement";
import type { Result } from "./finding";
import type { Flow } from "./flows";
import type { GraphIndex } from "./graph/graph-index";
import type { GraphResource } from "./graph/types";

/** A control that a rule gives evidence for, by the framework's own identifier. */
export interface Control {
  framework: string;
  version: string;
  control: string;
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
  /** The rows that it judges inputs by, where it does so by a table. */
  requirements?: readonly Requirement[];
  /** Property paths that decide; the mutation test breaks each one. `provider.` means the graph's provider. */
  reads: readonly string[];
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

const documentation = "https://example.com/meridian/docs/policies";

/** Address of a rule's page: `docs/policies/<id>.md` of the repository. */
export const urlOf = (rule: Pick<Rule, "id">): string => `${documentation}/${rule.id.toLowerCase()}.md`;

/** True when a rule's types name the type, or the package it is from (`aws:*`). */
export function appliesTo(rule: Pick<Rule, "types">, type: string): boolean {
  return rule.types.some(
    (each) => each === type || (each.endsWith(":*") && type.startsWith(each.slice(0, -1))),
  );
}
