import { engineParameters, transportRequirements, type EngineParameter } from "../data/transport";
import { fail, pass, show, type Result } from "../finding";
import type { GraphIndex } from "../graph/graph-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { ask, notYetKnown } from "../known";
import { baseline } from "../requirements";
import type { GraphRule, ResourceRule } from "../rule";
import { ownerOf, type Join } from "./joins";

const clusterType = "aws:redshift/cluster:Cluster";
const groupType = "aws:redshift/parameterGroup:ParameterGroup";
const workgroupType = "aws:redshiftserverless/workgroup:Workgroup";

/** Where a type keeps its list of named parameters, and how one is spelled there. */
const parameterLists: Readonly<Record<string, { path: string; name: string; value: string }>> = {
  [groupType]: { path: "parameters", name: "name", value: "value" },
  [workgroupType]: { path: "configParameters", name: "parameterKey", value: "parameterValue" },
};
const groupOfCluster: Join = { path: "clusterParameterGroupName", types: [groupType], name: "name" };
const groupList = { path: "parameters", name: "name", value: "value" };

const tls02: GraphRule = {
  id: "TLS-02",
  name: "tls-02-redshift-require-ssl",
  title: "Redshift refuses connections without TLS",
  rationale: "Redshift's default parameter group accepts plain connections; require_ssl has to be said.",
  remediation:
    "Give the cluster a ParameterGroup, or the workgroup a config parameter, with require_ssl set to true.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [clusterType, groupType, workgroupType],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(1)" },
    { framework: "NIST 800-53", version: "r5", control: "SC-8" },
  ],
  reads: [
    "parameters[].name",
    "parameters[].value",
    "configParameters[].parameterKey",
    "configParameters[].parameterValue",
    "clusterParameterGroupName",
  ],
  check: (resource, { index }) =>
    resource.type === clusterType ? [checkCluster(resource, index)] : [checkRequireSsl(resource)],
};

const sslFix = "set require_ssl to true";

function checkRequireSsl(resource: GraphResource): Result {
  const list = parameterLists[resource.type] ?? groupList;
  return checkParameter(resource, list, { parameter: "require_ssl", values: ["true"], fix: sslFix });
}

/** The group that a cluster names; the group itself is judged as a resource of its own. */
function checkCluster(cluster: GraphResource, index: GraphIndex): Result {
  const { path } = groupOfCluster;
  const name = cluster.props[path];
  const fix = "name an aws.redshift.ParameterGroup of this stack with require_ssl true";
  if (name === undefined)
    return fail(path, "has the default parameter group, which accepts plain connections", fix);
  const group = ownerOf(cluster, groupOfCluster, index);
  if (group === undefined)
    return fail(path, `has parameter group ${show(cluster, path, name)}, which is not in this stack`, fix);
  return group === UNKNOWN ? notYetKnown(path, "has a parameter group", fix) : pass(path);
}

interface ParameterWant {
  parameter: string;
  values: readonly string[];
  fix: string;
  optional?: boolean;
}

function checkParameter(
  resource: GraphResource,
  list: { path: string; name: string; value: string },
  { parameter, values, fix, optional }: ParameterWant,
): Result {
  const entries = readPath(resource.props, `${list.path}[]`);
  const named = entries.find(({ value }) => readOne(value, list.name) === parameter);
  if (named === undefined) {
    const hidden = entries.some(({ value }) => value === UNKNOWN || readOne(value, list.name) === UNKNOWN);
    if (hidden) return notYetKnown(list.path, `has ${list.path}`, fix, "are");
    return optional === true ? pass(list.path) : fail(list.path, `does not set ${parameter}`, fix);
  }
  const value = readOne(named.value, list.value);
  const path = `${named.path}.${list.value}`;
  const text = typeof value === "boolean" || typeof value === "number" ? String(value) : value;
  return ask(resource, { path, value }).is(() => values.some((each) => each === text), {
    has: `has ${parameter}`,
    fix,
  });
}

const inTransit = baseline(transportRequirements);
const parametersByType = new Map<string, EngineParameter[]>();
for (const each of engineParameters) {
  for (const type of each.types) parametersByType.set(type, [...(parametersByType.get(type) ?? []), each]);
}

const tls03: ResourceRule = {
  id: "TLS-03",
  name: "tls-03-encrypted-connections",
  title: "Services accept and make only encrypted, authenticated connections, with TLS 1.2 or later",
  rationale:
    "Many services still take plain connections beside encrypted ones unless told otherwise. One table says for each where that stands.",
  remediation: "Set the input that the message names; for databases, in a parameter group of the stack.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: [...inTransit.types, ...parametersByType.keys()],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "SC-8" },
    { framework: "NIST 800-53", version: "r5", control: "SC-23" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(1)" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32(1)(a)" },
  ],
  requirements: inTransit.rows,
  reads: [...inTransit.reads, "parameters[].name", "parameters[].value"],
  check: (resource, model) => [
    ...inTransit.check(resource, model),
    ...(parametersByType.get(resource.type) ?? []).flatMap((each) => checkEngine(resource, each)),
  ],
};

function checkEngine(group: GraphResource, { family, ...want }: EngineParameter): Result[] {
  const of = group.props["family"];
  const fix = `set ${want.parameter} to ${want.values[0]}`;
  if (of === UNKNOWN) return [notYetKnown("family", "is of a family", fix)];
  if (typeof of !== "string" || !family.test(of)) return [];
  return [checkParameter(group, groupList, { ...want, fix })];
}

export const transportRules = [tls02, tls03];
