import type { Classification } from "../components/residency/classification";
import {
  locateAccount,
  locateArn,
  locateBucket,
  locateHost,
  locateOu,
  locateRegion,
  type Location,
} from "../components/residency/locate";
import { unknownLocation } from "../components/residency/location";
import type { ResidencyModel } from "../components/residency/model";
import { decide, type Mechanism } from "../components/residency/transfer";
import { globalTypes } from "./data/global-types";
import {
  accountOf,
  bucketNameIn,
  bucketTypes,
  classificationOf,
  effectiveRegion,
  sourcesOf,
  type GraphIndex,
} from "./graph/graph-index";
import { readPath, type Reading } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { hidden, show } from "./rule";
import { sinksByType, type Sink } from "./sinks";

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
  /** The widest border that the flow crosses, as far as both ends say. */
  crosses: "none" | "account" | "region" | "jurisdiction" | "unknown";
  /** The value at `path` as text, fit to print. */
  target: string;
  /** Rule that answers for the flow. */
  rule: string;
}

const notKnown = unknownLocation("not known before the deploy");

/** Every flow that the sink table finds, in graph order. Linear in resources. */
export function flows(index: GraphIndex, model: ResidencyModel): Flow[] {
  return index.aws.flatMap((resource) => flowsFrom(resource, index, model));
}

/** The flows of one resource. */
function flowsFrom(resource: GraphResource, index: GraphIndex, model: ResidencyModel): Flow[] {
  const scene = { resource, index, model };
  return (sinksByType.get(resource.type) ?? []).flatMap((sink) =>
    readPath(resource.props, sink.path).map((reading) => flowAt(scene, sink, reading)),
  );
}

/** Where a resource itself stands: its effective region, or for a type without regions its account. */
export function placeOf(resource: GraphResource, model: ResidencyModel): Location {
  const account = accountOf(resource);
  if (globalTypes.has(resource.type)) {
    return account === undefined || account === UNKNOWN
      ? { kind: "place", jurisdiction: model.jurisdiction }
      : locateAccount(account, model);
  }
  const region = effectiveRegion(resource);
  if (region === undefined || region === UNKNOWN) return notKnown;
  const place = locateRegion(region);
  return place.kind === "place" && account !== undefined && account !== UNKNOWN
    ? { ...place, account }
    : place;
}

interface Scene {
  resource: GraphResource;
  index: GraphIndex;
  model: ResidencyModel;
}

function flowAt(scene: Scene, sink: Sink, reading: Reading): Flow {
  const { resource, index, model } = scene;
  const own = placeOf(resource, model);
  const classification = classificationOf(resource, index);
  const other = resolve(scene, sink, reading);
  const judged = other.map((location) => {
    const [from, to] = sink.shape === "P2" ? [location, own] : [own, location];
    return { from, to, ...judge({ from, to }, { classification, mechanism: sink.mechanism, model }) };
  });
  const worst =
    judged.find((each) => each.verdict === "deny") ??
    judged.find((each) => each.verdict === "undecided") ??
    judged[0];
  const { from, to, verdict, reason } = worst ?? { from: own, to: notKnown, ...unproven };
  const target = show(resource, reading.path, reading.value);
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
    crosses: crossing(from, to),
    target,
    rule: sink.rule,
  };
}

const unproven = { verdict: "undecided", reason: "The value is not known before the deploy." } as const;

interface Matter {
  classification: Classification;
  mechanism: Mechanism;
  model: ResidencyModel;
}

/** The verdict on one pair of places; exported for rules that find their principals elsewhere than in the table. */
export function judge(
  { from, to }: { from: Location; to: Location },
  { classification, mechanism, model }: Matter,
): Pick<Flow, "verdict" | "reason"> {
  if (from === notKnown || to === notKnown) return unproven;
  for (const end of [from, to]) {
    if (end.kind === "unknown") return { verdict: "deny", reason: end.reason };
    if (end.kind === "organization") {
      return { verdict: "deny", reason: "That is the whole organization, which spans jurisdictions." };
    }
  }
  const { verdict, reason } = decide(
    jurisdictionIn(from),
    jurisdictionIn(to),
    classification,
    mechanism,
    model,
  );
  return { verdict, reason };
}

const jurisdictionIn = (location: Location) =>
  location.kind === "place" ? location.jurisdiction : "unknown";

/** The places that a value stands for; several when it is computed from several resources, none when from no one. */
function resolve(scene: Scene, sink: Sink, { value, path }: Reading): Location[] {
  const { resource, index, model } = scene;
  if (value === UNKNOWN) {
    const sources = sourcesOf(resource, path, index).filter(
      ({ custom, type }) => custom && type.startsWith("aws:"),
    );
    const buckets = sources.filter(({ type }) => (bucketTypes as readonly string[]).includes(type));
    return (buckets.length > 0 ? buckets : sources).map((source) => placeOf(source, model));
  }
  if (typeof value !== "string") return [unknownLocation(`${show(resource, path, value)} is not a text.`)];
  return [locateValue(value, scene, sink)];
}

/** Locates a known value by its form first, and by the row's shape where the form does not tell. */
function locateValue(value: string, { resource, index, model }: Scene, { shape }: Sink): Location {
  const bucket =
    bucketNameIn(value) ?? (shape === "P4" && !value.includes("://") ? value.split("/")[0] : undefined);
  if (bucket !== undefined) {
    const known = index.bucketByName.get(bucket);
    return known === undefined ? locateBucket(bucket, model) : placeOf(known, model);
  }
  if (value.startsWith("arn:")) return locateArn(value, model);
  if (/^\d{12}$/.test(value)) return locateAccount(value, model);
  if (shape === "P5") return locatePrincipal(value, resource, model);
  if (shape === "P4") return locateHost(hostIn(value), model);
  return locateRegion(value);
}

/** Principals that are neither an ARN nor an account id. */
function locatePrincipal(value: string, resource: GraphResource, model: ResidencyModel): Location {
  if (value === "IAM_ALLOWED_PRINCIPALS") return placeOf(resource, model);
  const [, account] = /^(\d{12}):IAMPrincipals$/.exec(value) ?? [];
  if (account !== undefined) return locateAccount(account, model);
  return locateOu(value, model);
}

const hostIn = (address: string) =>
  address.replace(/^(?:[a-z0-9+.-]+:)+\/\//i, "").split(/[/?#;]/, 1)[0] ?? address;

function describe(location: Location): string {
  if (location.kind !== "place") return location.kind;
  const { jurisdiction, region, account } = location;
  return [jurisdiction, region, account].filter((part) => part !== undefined).join("/");
}

function crossing(from: Location, to: Location): Flow["crosses"] {
  if (from.kind !== "place" || to.kind !== "place") return "unknown";
  if (from.jurisdiction !== to.jurisdiction) return "jurisdiction";
  if (from.region !== undefined && to.region !== undefined && from.region !== to.region) return "region";
  if (from.account !== undefined && to.account !== undefined && from.account !== to.account) return "account";
  return "none";
}
