import { regionsOf } from "../../components/residency/jurisdictions";
import type { GraphResource } from "../graph/types";
import { fail, pass, undecided, type GraphContext, type GraphRule, type Result } from "../rule";
import { sinks } from "../sinks";
import * as fixtures from "./fixtures/transfers";

const gdprTransfers = { framework: "GDPR", version: "2016/679", control: "Art. 44" };
const location = { framework: "NIST 800-53", version: "r5", control: "SA-9(5)" };

/** The types and paths of a rule's rows in the sink table. */
const typesOf = (rule: string) => [
  ...new Set(sinks.filter((sink) => sink.rule === rule).map(({ type }) => type)),
];

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

const res03: GraphRule = {
  id: "RES-03",
  name: "res-03-s3-replica-same-jurisdiction",
  title: "S3 replicas stay in the jurisdiction",
  rationale:
    "Replication copies every object for good. A bucket ARN has no region, so the destination has to be proved.",
  remediation:
    "Replicate to a bucket of this jurisdiction, with its literal name and account, through BucketReplicationConfig.",
  severity: "critical",
  family: "residency",
  scope: "graph",
  types: typesOf("RES-03"),
  controls: [gdprTransfers, location, { framework: "NIST 800-53", version: "r5", control: "CP-6(1)" }],
  reads: ["rules[].destination.bucket", "rules[].destination.account"],
  fixtures: fixtures.s3Replica,
  check: (resource, context) => [...inlineReplication(resource), ...flowResults(resource, context, "RES-03")],
};

function inlineReplication({ props }: GraphResource): Result[] {
  const inline = ["replicationConfiguration", "replicationConfigurations"].find(
    (key) => props[key] !== undefined,
  );
  if (inline === undefined) return [];
  return [fail(inline, `replicates by the inline ${inline}`, "use aws.s3.BucketReplicationConfig")];
}

const globalTable = "aws:dynamodb/globalTable:GlobalTable";

const res05: GraphRule = {
  id: "RES-05",
  name: "res-05-ddb-replica-same-jurisdiction",
  title: "DynamoDB replicas and witnesses stay in the jurisdiction",
  rationale: "Every replica of a global table holds every item, and a witness sees the writes.",
  remediation:
    "Name replica regions of the jurisdiction; use Table.replicas or TableReplica, not the version-1 GlobalTable.",
  severity: "critical",
  family: "residency",
  scope: "graph",
  types: typesOf("RES-05"),
  controls: [gdprTransfers, location],
  reads: ["replicas[].regionName", "globalTableWitness.regionName", "globalTableArn"],
  fixtures: fixtures.tableReplica,
  check: (resource, context) => [
    ...(resource.type === globalTable
      ? [fail(undefined, "is a version-1 global table", "use replicas of aws.dynamodb.Table")]
      : []),
    ...flowResults(resource, context, "RES-05"),
  ],
};

const res08: GraphRule = {
  id: "RES-08",
  name: "res-08-no-cross-jurisdiction-resource-link",
  title: "Resource links stay in the jurisdiction",
  rationale:
    "Reading through a link is remote access, which counts as a transfer although nothing is copied.",
  remediation: "Link only to databases and tables of this jurisdiction.",
  severity: "critical",
  family: "residency",
  scope: "graph",
  types: typesOf("RES-08"),
  controls: [gdprTransfers, location],
  reads: ["targetDatabase.region", "targetDatabase.catalogId", "targetTable.region", "targetTable.catalogId"],
  fixtures: fixtures.resourceLink,
  check: (resource, context) => flowResults(resource, context, "RES-08"),
};

const res24: GraphRule = {
  id: "RES-24",
  name: "res-24-destination-provable",
  title: "Every other destination is proved and allowed before the deploy",
  rationale:
    "Data also leaves by logs, exports, backups, events, grants and networks. What cannot be located cannot be shown to stay.",
  remediation:
    "Build the name or ARN from config, or point at a resource of the stack; where it must leave, add a transfer approval.",
  severity: "high",
  family: "residency",
  scope: "graph",
  types: typesOf("RES-24"),
  controls: [gdprTransfers, { framework: "NIST 800-53", version: "r5", control: "CM-12(1)" }],
  reads: [...new Set(sinks.filter(({ rule }) => rule === "RES-24").map(({ path }) => path))],
  fixtures: fixtures.destination,
  check: (resource, context) => flowResults(resource, context, "RES-24"),
};

export const transferRules = [res03, res05, res08, res24];
