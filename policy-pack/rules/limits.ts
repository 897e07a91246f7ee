import { quotas } from "../data/quotas";
import { fail, pass } from "../finding";
import { append, type GraphIndex } from "../graph/graph-index";
import type { GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import { limitUses, subjectOf, unmeasured, warnedShare, type LimitUse } from "../limits";
import type { GraphContext, GraphRule } from "../rule";

const types = [...new Set(quotas.map(({ type }) => type))];
const controls = [{ framework: "NIST 800-53", version: "r5", control: "CP-2(2)" }];
// Sizes decide as well; no small value at their paths can break a rule.
const reads = ["role"];

const lim01: GraphRule = {
  id: "LIM-01",
  name: "lim-01-within-quotas",
  title: "Nothing is larger or more than AWS allows",
  rationale:
    "A preview does not ask AWS for its quotas: a policy that is too long, or one resource too many, stops a deploy half-way.",
  remediation:
    "Name fewer things, or by a pattern; divide the stack by account; or have AWS raise the quota and waive this until the table says so.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types,
  controls,
  reads,
  check: (resource, context) => [
    ...usesOf(resource, context).map((use) =>
      use.used <= use.quota.most ? pass(use.quota.property) : fail(use.quota.property, told(use), way(use)),
    ),
    ...unmeasured(resource).map((path) => notYetKnown(path, `has ${path}`, "give it literally")),
  ],
};

const lim02: GraphRule = {
  id: "LIM-02",
  name: "lim-02-near-quota",
  title: `Nothing that grows is nearer to a quota than ${warnedShare * 100} %`,
  rationale:
    "The next domain or consumer may be the one that does not fit, on the day on which somebody needs it.",
  remediation: "Ask for a higher quota, or make what grows smaller, before it is full.",
  severity: "low",
  level: "advisory",
  family: "governance",
  scope: "graph",
  types,
  controls,
  reads,
  check: (resource, context) =>
    usesOf(resource, context)
      .filter(({ quota, used }) => quota.grows !== false && used <= quota.most)
      .map((use) =>
        use.share <= warnedShare ? pass(use.quota.property) : fail(use.quota.property, told(use), way(use)),
      ),
};

const told = (use: LimitUse) =>
  `uses ${use.used} of ${use.quota.most} ${use.quota.unit} that AWS allows (${use.quota.source}): ${subjectOf(use)}`;
const way = ({ quota, used }: LimitUse) =>
  used > quota.most
    ? `use at most ${quota.most}`
    : `stay at or below ${Math.floor(quota.most * warnedShare)}`;

const built = new WeakMap<GraphIndex, ReadonlyMap<string, readonly LimitUse[]>>();

/** The uses that are told of one resource. */
function usesOf({ urn }: GraphResource, { index }: GraphContext): readonly LimitUse[] {
  let byUrn = built.get(index);
  if (byUrn === undefined) {
    const uses = new Map<string, LimitUse[]>();
    for (const use of limitUses(index.resources)) append(uses, use.resource.urn, use);
    built.set(index, (byUrn = uses));
  }
  return byUrn.get(urn) ?? [];
}

export const limitRules = [lim01, lim02];
