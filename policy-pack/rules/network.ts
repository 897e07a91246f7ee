import { rankOf } from "../../components/facts/classification";
import { jurisdictionOfRegion } from "../../components/residency/jurisdictions";
import type { ResidencyModel } from "../../components/residency/model";
import { awsBucketRegion } from "../data/aws-buckets";
import { fail, pass, show, undecided, type Result } from "../finding";
import { classificationOf, type GraphIndex } from "../graph/graph-index";
import { readOne, readPath, type Reading } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { parseDocument, type Statement } from "../iam/document";
import { ask, notYetKnown, read } from "../known";
import type { GraphRule, ResourceRule } from "../rule";
import { joinedTo, ownerOf, type Join } from "./joins";

const vpcTypes = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];
const tableTypes = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"];
const routeType = "aws:ec2/route:Route";
const warehouseTypes = ["aws:redshift/cluster:Cluster", "aws:redshiftserverless/workgroup:Workgroup"];
const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";
const endpointPolicyType = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

/** A network that can be somebody's: an address range, and not wider than any network is. Two halves of the world are the world. */
const isNetwork = (range: unknown): boolean =>
  typeof range === "string" && /^[0-9a-f.:]+\/(?:[89]|\d{2,3})$/i.test(range.trim());
const networkControls = [
  { framework: "NIST 800-53", version: "r5", control: "SC-7" },
  { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(1)" },
] as const;

const tableOfRoute: Join = { path: "routeTableId", types: tableTypes };
const vpcOf: Join = { path: "vpcId", types: vpcTypes };

/** Also NET-06 of the catalogue: a warehouse's own traffic goes around the network unless it is told not to. */
const net01: GraphRule = {
  id: "NET-01",
  name: "net-01-no-way-to-the-internet",
  title: "No network with confidential data has a route to the internet",
  rationale:
    "Where there is no route, stolen credentials and careless code cannot send data out. Networks that hold only public or internal data say so in their tags.",
  remediation:
    "Remove the default route and reach AWS through VPC endpoints; set enhancedVpcRouting on warehouses.",
  severity: "critical",
  family: "security",
  scope: "graph",
  types: [routeType, ...tableTypes, ...warehouseTypes],
  controls: [...networkControls, { framework: "NIST 800-53", version: "r5", control: "AC-4(21)" }],
  reads: ["destinationCidrBlock", "routes[].cidrBlock", "enhancedVpcRouting"],
  check: (resource, { index }) => {
    if (warehouseTypes.includes(resource.type)) return [checkRouting(resource)];
    if (rankOf(networkClassification(resource, index)) < rankOf("confidential")) return [];
    return resource.type === routeType
      ? checkRoute(resource, { path: "", value: resource.props })
      : [pass(), ...readPath(resource.props, "routes[]").flatMap((route) => checkRoute(resource, route))];
  },
};

function checkRouting(warehouse: GraphResource): Result {
  const path = "enhancedVpcRouting";
  const value = warehouse.props[path];
  return read(warehouse, path).is((on) => on === true || on === "true", {
    what: `has ${path} ${show(warehouse, path, value)}, so COPY and UNLOAD leave its network`,
    fix: "set it to true",
  });
}

/** A route table's own tags, else those of its network, else the strictest. */
function networkClassification(resource: GraphResource, index: GraphIndex) {
  const table = resource.type === routeType ? ownerOf(resource, tableOfRoute, index) : resource;
  if (table === undefined || table === UNKNOWN) return "restricted";
  const tagged = readOne(table.props["tags"], "dp:classification") !== undefined;
  const vpc = tagged ? undefined : ownerOf(table, vpcOf, index);
  return classificationOf(vpc === undefined || vpc === UNKNOWN ? table : vpc, index);
}

/** Targets that lead out of AWS's network; others (peering, transit, endpoints, appliances) stay in it. */
const waysOut = ["gatewayId", "natGatewayId", "egressOnlyGatewayId", "carrierGatewayId"];
const destinations = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"];

function checkRoute(table: GraphResource, { path, value: route }: Reading): Result[] {
  const at = (key: string) => (path === "" ? key : `${path}.${key}`);
  const fix = "remove the route and use VPC endpoints";
  if (route === UNKNOWN) return [notYetKnown(path, "has routes", fix, "are")];
  const out = waysOut.find((key) => isWayOut(readOne(route, key)));
  if (out === undefined) return [pass(path === "" ? undefined : path)];
  return destinations.flatMap((key) => {
    const to = readOne(route, key);
    // Outputs of a deployed route have empty texts for the other kinds of destination.
    if (to === undefined || to === "") return [];
    if (to === UNKNOWN) return [notYetKnown(at(key), "has a destination", fix)];
    return [
      isNetwork(to)
        ? pass(at(key))
        : fail(at(key), `leads ${show(table, at(key), to)} to the internet through its ${out}`, fix),
    ];
  });
}

/** `gatewayId` also names private gateways and the network itself. */
const isWayOut = (target: unknown) =>
  typeof target === "string" && target !== "" && target !== "local" && !/^(?:vgw|vpce)-/.test(target);

/** Services that every network with workloads calls; which others it needs depends on what runs there. */
const baseServices = ["s3", "dynamodb", "kms", "sts", "logs"];

/** Also NET-03 of the catalogue: an endpoint without a policy is a way out that no route table shows. */
const net02: GraphRule = {
  id: "NET-02",
  name: "net-02-endpoints-bound-to-organization",
  title: "Networks reach AWS through endpoints that admit only the organization",
  rationale:
    "Without endpoints a private network needs the internet after all; with the default endpoint policy anybody's bucket can be written to from inside.",
  remediation:
    "Give each VPC endpoints for s3, dynamodb, kms, sts and logs, each with a policy on aws:PrincipalOrgID or aws:ResourceOrgID.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [...vpcTypes, endpointType, endpointPolicyType],
  controls: [...networkControls, { framework: "NIST 800-53", version: "r5", control: "AC-4(21)" }],
  reads: ["policy", "serviceName"],
  check: (resource, { index, model }) => {
    if (vpcTypes.includes(resource.type)) return [checkServices(resource, index)];
    if (resource.type === endpointPolicyType) return [checkEndpointPolicy(resource, model)];
    return withoutPolicy.has(resource.props["vpcEndpointType"]) || hasPolicyResource(resource, index)
      ? []
      : [checkEndpointPolicy(resource, model)];
  },
};

const policyOf: Join = { path: "vpcEndpointId", types: [endpointType] };
/** Endpoints of these kinds take no policy. */
const withoutPolicy: ReadonlySet<unknown> = new Set(["GatewayLoadBalancer", "Resource", "ServiceNetwork"]);

const hasPolicyResource = (endpoint: GraphResource, index: GraphIndex) =>
  endpoint.props["policy"] === undefined &&
  joinedTo(endpoint, endpointPolicyType, policyOf, index).length > 0;

function checkServices(vpc: GraphResource, index: GraphIndex): Result {
  const endpoints = joinedTo(vpc, endpointType, vpcOf, index);
  const names = endpoints.map(({ props }) => props["serviceName"]);
  const present = new Set(
    names.map((name) => (typeof name === "string" ? name.split(".").slice(3).join(".") : "")),
  );
  const missing = baseServices.filter((service) => !present.has(service) && !present.has(`${service}-fips`));
  const fix = `give it endpoints for ${baseServices.join(", ")}`;
  if (missing.length === 0) return pass("serviceName");
  const what = `has no endpoint for ${missing.join(", ")}`;
  return names.includes(UNKNOWN) || joinedTo(UNKNOWN, endpointType, vpcOf, index).length > 0
    ? undecided(undefined, `${what} that is known before the deploy`, fix)
    : fail(undefined, what, fix);
}

function checkEndpointPolicy(resource: GraphResource, model: ResidencyModel): Result {
  const { organizationId } = model;
  const value = resource.props["policy"];
  const fix = `allow only with aws:PrincipalOrgID or aws:ResourceOrgID "${organizationId}"`;
  if (value === undefined)
    return fail("policy", "has the default policy, which lets everything through", fix);
  const document = parseDocument(value);
  if (document.kind === "unknown") return notYetKnown("policy", "has a policy", fix);
  if (document.kind === "unparsable") return fail("policy", `has a policy that ${document.reason}`, fix);
  const open = document.statements.find(
    (statement) =>
      statement.effect === "Allow" && !isBound(statement, organizationId) && !readsFromAws(statement, model),
  );
  return open === undefined
    ? pass("policy")
    : fail("policy", `has a policy whose "${open.label}" is not bound to the organization`, fix);
}

/** A way in only: reading from buckets of AWS itself, each by its whole name, in regions of the jurisdiction. */
const readsFromAws = (
  { actions, notActions, resources, notResources }: Statement,
  { jurisdiction }: ResidencyModel,
): boolean =>
  actions.length > 0 &&
  notActions.length === 0 &&
  notResources.length === 0 &&
  actions.every((action) => /^s3:getobject(?:version)?$/i.test(action)) &&
  resources.length > 0 &&
  resources.every((resource) => {
    const [, bucket = ""] = /^arn:aws:s3:::([^/]+)\/./.exec(resource) ?? [];
    const region = awsBucketRegion(bucket);
    return region !== undefined && jurisdictionOfRegion(region) === jurisdiction;
  });

const organizationKeys: ReadonlySet<string> = new Set(["aws:principalorgid", "aws:resourceorgid"]);

function isBound({ conditions }: Statement, organizationId: string): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      /^string(?:equals|equalsignorecase|like)$/.test(operator) &&
      organizationKeys.has(key) &&
      values.length > 0 &&
      values.every((value) => value === organizationId),
  );
}

/** Where each kind of rule says who may come in. `when` tells rules that let in from those that let out. */
const openings: Readonly<Record<string, { paths: readonly string[]; when?: string }>> = {
  "aws:ec2/securityGroup:SecurityGroup": { paths: ["ingress[].cidrBlocks[]", "ingress[].ipv6CidrBlocks[]"] },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": {
    paths: ["ingress[].cidrBlocks[]", "ingress[].ipv6CidrBlocks[]"],
  },
  "aws:ec2/securityGroupRule:SecurityGroupRule": {
    paths: ["cidrBlocks[]", "ipv6CidrBlocks[]"],
    when: "ingress",
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { paths: ["cidrIpv4", "cidrIpv6"] },
};

const net04: ResourceRule = {
  id: "NET-04",
  name: "net-04-no-open-security-group",
  title: "No security group lets the whole world in",
  rationale: "Callers are other groups, prefix lists or known networks; everybody is none of them.",
  remediation: "Name the calling security group or the network's own range instead of 0.0.0.0/0 and ::/0.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: Object.keys(openings),
  controls: networkControls,
  reads: [...new Set(Object.values(openings).flatMap(({ paths }) => paths))],
  check: (resource) => {
    const { paths = [], when } = openings[resource.type] ?? {};
    if (when !== undefined && resource.props["type"] !== when && resource.props["type"] !== UNKNOWN)
      return [];
    const readings = paths
      .flatMap((path) => readPath(resource.props, path))
      .filter(({ value }) => value !== "");
    return readings.length === 0 ? [pass()] : readings.map((reading) => checkOpening(resource, reading));
  },
};

function checkOpening(resource: GraphResource, { path, value }: Reading): Result {
  return ask(resource, { path, value }).is(isNetwork, {
    has: "lets in a range",
    what: `lets in ${show(resource, path, value)}`,
    fix: "name the calling security group or network",
  });
}

const net05: GraphRule = {
  id: "NET-05",
  name: "net-05-flow-logs",
  title: "Every network records all its flows",
  rationale: "After an incident, flow logs are what says where data went.",
  remediation: "Give the VPC an aws.ec2.FlowLog with trafficType ALL.",
  severity: "medium",
  family: "security",
  scope: "graph",
  types: vpcTypes,
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AU-2" },
    { framework: "NIST 800-53", version: "r5", control: "SC-7" },
  ],
  reads: ["trafficType"],
  check: (vpc, { index }) => {
    const flowLogType = "aws:ec2/flowLog:FlowLog";
    const logs = joinedTo(vpc, flowLogType, vpcOf, index);
    const kinds = logs.map(({ props }) => props["trafficType"]);
    const fix = "give it an aws.ec2.FlowLog with trafficType ALL";
    if (kinds.includes("ALL")) return [pass("trafficType")];
    return kinds.includes(UNKNOWN) || joinedTo(UNKNOWN, flowLogType, vpcOf, index).length > 0
      ? [undecided("trafficType", "has no flow log that is known to record everything", fix)]
      : [fail("trafficType", "has no flow log that records everything", fix)];
  },
};

export const networkRules = [net01, net02, net04, net05];
