/**
 * Outputs of remote components: those whose children are made by a plugin, so that offline they are one resource. The embedded
 * engine's resolved mode and the stand-in plugin both read this table.
 */
import { createHash } from "node:crypto";

import { isUnknown, type Properties, unwrap } from "../wire";
import type { Subject } from "./subject";

type Spec = Readonly<Record<string, unknown>>;

/** What `awsx.ec2.Vpc` makes when it is told nothing. Source: the component's own documentation. */
const vpcDefaults = {
  zones: 3,
  specs: [{ type: "Public" }, { type: "Private" }] as readonly Spec[],
  natGateways: "OnePerAz",
} as const;

const natGatewayCounts: Readonly<Record<string, (zones: number) => number>> = {
  None: () => 0,
  Single: () => 1,
  OnePerAz: (zones) => zones,
};

/** Ids and ARNs of one component's children, the same for the same component. */
class Children {
  constructor(
    private readonly subject: Subject,
    private readonly vpcId: string,
  ) {}

  make(prefix: string, kind: string, count: number, more: (index: number) => Properties = () => ({})) {
    const { region, account } = this.subject;
    return Array.from({ length: count }, (_, index) => {
      const id = childId(this.subject.urn, prefix, index);
      const pinned = region !== undefined && account !== undefined;
      const arn = pinned ? { arn: `arn:aws:ec2:${region}:${account}:${kind}/${id}` } : {};
      return { id, ...arn, vpcId: this.vpcId, ...(region === undefined ? {} : { region }), ...more(index) };
    });
  }
}

function childId(urn: string, prefix: string, index: number): string {
  const digest = createHash("sha256").update(`${urn} ${prefix} ${index}`).digest("hex");
  return `${prefix}-${digest.slice(0, 17)}`;
}

/** A known input, else undefined. */
function known(inputs: Properties, name: string): unknown {
  const value = unwrap(inputs[name]);
  return isUnknown(value) ? undefined : value;
}

function vpcOutputs(subject: Subject): Properties {
  const { inputs, region, urn } = subject;
  const named = known(inputs, "availabilityZoneNames") as readonly string[] | undefined;
  const zones = named?.length ?? Number(known(inputs, "numberOfAvailabilityZones") ?? vpcDefaults.zones);
  const specs = (known(inputs, "subnetSpecs") as readonly Spec[] | undefined) ?? vpcDefaults.specs;
  const types = specs.map((spec) => String(spec["type"]));
  const isPublic = types.includes("Public");
  const { strategy } = (known(inputs, "natGateways") ?? {}) as { strategy?: string };
  const needsGateways = isPublic && types.includes("Private");
  const wanted = strategy ?? (needsGateways ? vpcDefaults.natGateways : "None");
  const gateways = natGatewayCounts[wanted]?.(zones) ?? 0;
  const vpcId = childId(urn, "vpc", 0);
  const children = new Children(subject, vpcId);
  const zoneOf = (index: number) =>
    named?.[index % zones] ?? `${region ?? ""}${"abcdef"[index % zones] ?? ""}`;
  const zone = (index: number) => (named || region !== undefined ? { availabilityZone: zoneOf(index) } : {});
  const subnets = children.make("subnet", "subnet", types.length * zones, zone);
  // Zone by zone in each specification, as the specifications stand.
  const ofType = (type: string) => subnets.filter((_, index) => types[Math.floor(index / zones)] === type);
  const idsOf = (type: string) => ofType(type).map(({ id }) => id);
  const [vpc] = children.make("vpc", "vpc", 1, () => ({ cidrBlock: inputs["cidrBlock"] ?? "10.0.0.0/16" }));
  const [internetGateway] = children.make("igw", "internet-gateway", isPublic ? 1 : 0);
  return {
    vpcId,
    vpc: { ...vpc, id: vpcId },
    subnets,
    publicSubnets: ofType("Public"),
    privateSubnets: ofType("Private"),
    isolatedSubnets: ofType("Isolated"),
    publicSubnetIds: idsOf("Public"),
    privateSubnetIds: idsOf("Private"),
    isolatedSubnetIds: idsOf("Isolated"),
    routeTables: children.make("rtb", "route-table", subnets.length),
    routeTableAssociations: children.make("rtbassoc", "route-table-association", subnets.length),
    natGateways: children.make("nat", "natgateway", gateways),
    eips: children.make("eipalloc", "elastic-ip", gateways),
    ...(internetGateway ? { internetGateway } : {}),
    subnetLayout: specs,
  };
}

/** By type token. A component that is not here has no outputs offline: they stay unknown. */
export const componentOutputs: Readonly<Record<string, (subject: Subject) => Properties>> = {
  "awsx:ec2:Vpc": vpcOutputs,
};
