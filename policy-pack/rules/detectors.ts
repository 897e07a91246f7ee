import { jurisdictionOfRegion } from "../../components/residency/jurisdictions";
import { globalTypes } from "../data/global-types";
import { tokenOf } from "../data/tokens";
import { fail, pass, type Result } from "../finding";
import { effectiveRegion, type GraphIndex } from "../graph/graph-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphContext } from "../rule";

/** Services that watch one region of one account, and the resource with which an organization gets them everywhere. */
const services = [
  { service: "AWS Config", types: ["cfg/recorder", "cfg/recorderStatus", "cfg/deliveryChannel"] },
  { service: "GuardDuty", types: ["guardduty/detector"], forAll: "guardduty/organizationConfiguration" },
  { service: "Macie", types: ["macie2/account"], forAll: "macie2/organizationConfiguration" },
  {
    service: "Security Hub",
    types: ["securityhub/account"],
    forAll: "securityhub/organizationConfiguration",
  },
  { service: "Inspector", types: ["inspector2/enabler"], forAll: "inspector2/organizationConfiguration" },
].map(({ service, types, forAll }) => ({
  service,
  types: types.map(tokenOf),
  forAll: forAll === undefined ? undefined : tokenOf(forAll),
}));

interface Coverage {
  /** Provider URN → regions in which it makes resources. */
  regions: ReadonlyMap<string, ReadonlySet<string>>;
  /** `<type> <provider URN> <region>` of every watching resource, and `<type> <region>`. */
  present: ReadonlySet<string>;
}

const coverages = new WeakMap<GraphIndex, Coverage>();

/**
 * Whether every service that the graph has anywhere watches each region where the provider's account has resources. A
 * service that it has nowhere is not asked for here, and a region of another jurisdiction is the matter of RES-01: there
 * nothing is to be switched on.
 */
export function checkCoverage(provider: GraphResource, { index, model }: GraphContext): Result[] {
  const { regions, present } = coverageOf(index);
  const used = services.filter(({ types, forAll }) =>
    [...types, forAll].some((type) => index.byType.has(type ?? "")),
  );
  const own = [...(regions.get(provider.urn) ?? [])].filter(
    (region) => region === UNKNOWN || jurisdictionOfRegion(region) === model.jurisdiction,
  );
  return own.flatMap((region) =>
    used.flatMap(({ service, types, forAll }): Result[] => {
      const missing = types.filter((type) => !present.has(`${type} ${provider.urn} ${region}`));
      const covered = missing.length === 0 || (forAll !== undefined && present.has(`${forAll} ${region}`));
      const fix = `switch ${service} on in ${region}`;
      if (covered) return [pass("region")];
      return region === UNKNOWN
        ? [notYetKnown("region", "has resources in a region", fix)]
        : [fail("region", `has resources in ${region} that ${service} does not watch`, fix)];
    }),
  );
}

function coverageOf(index: GraphIndex): Coverage {
  let known = coverages.get(index);
  if (known === undefined) coverages.set(index, (known = cover(index)));
  return known;
}

function cover(index: GraphIndex): Coverage {
  const watching = new Set(services.flatMap(({ types, forAll }) => [...types, forAll]));
  const regions = new Map<string, Set<string>>();
  const present = new Set<string>();
  for (const resource of index.aws) {
    const urn = resource.provider?.urn;
    const region = effectiveRegion(resource);
    if (urn === undefined || region === undefined || globalTypes.has(resource.type)) continue;
    const ofProvider = regions.get(urn);
    if (ofProvider === undefined) regions.set(urn, new Set([region]));
    else ofProvider.add(region);
    if (!watching.has(resource.type)) continue;
    present.add(`${resource.type} ${urn} ${region}`);
    present.add(`${resource.type} ${region}`);
  }
  return { regions, present };
}
