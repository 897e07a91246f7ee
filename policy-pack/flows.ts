import type { Classification } from "../components/facts/classification";
import type { Location } from "../components/residency/locate";
import type { ResidencyModel } from "../components/residency/model";
import { findRegion } from "../components/residency/regions";
import { decide, type Mechanism } from "../components/residency/transfer";
import { hidden } from "./finding";
import { grantedClassification } from "./graph/columns";
import { classificationOf, type GraphIndex } from "./graph/graph-index";
import { readPath, type Reading } from "./graph/read";
import type { GraphResource } from "./graph/types";
import { sinksByType, type Sink } from "./sinks";
import { notKnown, placeOf, placesOf, showPlace, type Scene } from "./where";

/** Data, or access to it, going from one place to another, as one input of one resource says. */
export interface Flow {
  urn: string;
  /** Concrete property path, e.g. `rules[0].destination.bucket`. */
  path: string;
  /** `jurisdiction/region/account`, as far as known; `organization` or `unknown` otherwise. */
  from: string;
  to: string;
  mechanism: Mechanism;
  classification: Classification;
  /** `undecided` only when a value is not known yet; a known value that cannot be located is denied. */
  verdict: "allow" | "deny" | "undecided";
  reason: string;
  /**
   * The widest border that the flow crosses. An end that names no account counts as another account, since nothing shows
   * that it is not; a bare region is in the resource's own. `unknown` when an end is no place at all.
   */
  crosses: "none" | "account" | "region" | "jurisdiction" | "unknown";
  /** Id of the transfer approval without which the flow would be denied. */
  approval?: string;
  /** The value at `path` as text, fit to print. */
  target: string;
  /** Rule that answers for the flow. */
  rule: string;
}

/** Every flow that the sink table finds, in graph order. Linear in resources. */
export function flows(index: GraphIndex, model: ResidencyModel): Flow[] {
  return index.resources.flatMap((resource) => (resource.custom ? flowsFrom(resource, index, model) : []));
}

/** The flows of one resource. A text in which nothing is named is no flow. */
function flowsFrom(resource: GraphResource, index: GraphIndex, model: ResidencyModel): Flow[] {
  const scene = { resource, index, model };
  return (sinksByType.get(resource.type) ?? []).flatMap((sink) =>
    readPath(resource.props, sink.path).flatMap((reading) => flowAt(scene, sink, reading) ?? []),
  );
}

function flowAt(scene: Scene, sink: Sink, reading: Reading): Flow | undefined {
  const { resource, index, model } = scene;
  const own = placeOf(resource, model);
  // A grant carries no tags: what it lets see is as sensitive as the columns that it names.
  const classification =
    grantedClassification(resource, index) ?? classificationOf(resource, index, sink.classification);
  const others = placesOf(scene, sink, reading);
  if (others.length === 0 && sink.bare === "text") return undefined;
  const judged = others.map(({ where, mention }) => {
    const [from, to] = sink.shape === "P2" ? [where, own] : [own, where];
    return {
      from,
      to,
      mention,
      ...judge({ from, to }, { classification, mechanism: sink.mechanism, model }),
    };
  });
  const worst =
    judged.find((each) => each.verdict === "deny") ??
    judged.find((each) => each.verdict === "undecided") ??
    judged.find((each) => each.approval !== undefined) ??
    judged[0];
  const { from, to, verdict, reason, approval, mention } = worst ?? { from: own, to: notKnown, ...unproven };
  // Of a longer text only what names the place is shown.
  const target = showPlace(resource, reading.path, mention ?? reading.value);
  return {
    urn: resource.urn,
    path: reading.path,
    from: describe(from),
    to: describe(to),
    mechanism: sink.mechanism,
    classification,
    verdict,
    // A reason may quote the value.
    reason: target === hidden ? "The value is a secret, so the reason is not shown." : reason,
    crosses: crossing(from, to, reading.value),
    ...(approval !== undefined && { approval }),
    target,
    rule: sink.rule,
  };
}

const unproven: Pick<Flow, "verdict" | "reason" | "approval"> & { mention?: string } = {
  verdict: "undecided",
  reason: "The value is not known before the deploy.",
};

interface Matter {
  classification: Classification;
  mechanism: Mechanism;
  model: ResidencyModel;
}

/** The verdict on one pair of places; exported for rules that find their principals elsewhere than in the table. */
export function judge(
  { from, to }: { from: Location; to: Location },
  { classification, mechanism, model }: Matter,
): Pick<Flow, "verdict" | "reason" | "approval"> {
  if (from === notKnown || to === notKnown) return unproven;
  for (const end of [from, to]) {
    if (end.kind === "unknown") return { verdict: "deny", reason: end.reason };
    if (end.kind === "organization") {
      return { verdict: "deny", reason: "That is the whole organization, which spans jurisdictions." };
    }
  }
  const { verdict, reason, approval } = decide(
    jurisdictionIn(from),
    jurisdictionIn(to),
    classification,
    mechanism,
    model,
  );
  return { verdict, reason, ...(verdict === "allow" && approval !== undefined && { approval: approval.id }) };
}

const jurisdictionIn = (location: Location) =>
  location.kind === "place" ? location.jurisdiction : "unknown";

function describe(location: Location): string {
  if (location.kind !== "place") return location.kind;
  const { jurisdiction, region, account } = location;
  return [jurisdiction, region, account].filter((part) => part !== undefined).join("/");
}

function crossing(from: Location, to: Location, value: unknown): Flow["crosses"] {
  if (from.kind !== "place" || to.kind !== "place") return "unknown";
  if (from.jurisdiction !== to.jurisdiction) return "jurisdiction";
  if (from.region !== undefined && to.region !== undefined && from.region !== to.region) return "region";
  if (typeof value === "string" && findRegion(value) !== undefined) return "none";
  return from.account !== undefined && from.account === to.account ? "none" : "account";
}
