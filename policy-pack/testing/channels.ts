import type { GraphResource } from "../graph/types";
import { bucket, bucketName, made, policy } from "./fixtures/build";
import { rowAtHome, rowGone } from "./fixtures/rows";
import { aiOptOut } from "./fixtures/transfer-extras";
import { sinks } from "../sinks";

/** One way in which data, or access to it, can leave, with one case that must be reported and its lawful twin. */
export interface Channel {
  /** As in the domain reference §4.3. */
  number: number;
  title: string;
  /** Rule that decides it. */
  rule: string;
  fires: readonly GraphResource[];
  lawful: readonly GraphResource[];
}

type Case = Omit<Channel, "number" | "title">;

const allow = (account: string) =>
  policy({ Effect: "Allow", Principal: { AWS: account }, Action: "*", Resource: "*" });
const queue = (region: string) => made("sqs/queue", "orders", { region });
const bucketPolicy = (account: string) =>
  made("s3/bucketPolicy", "orders", { bucket: bucketName, policy: allow(account) });
const queuePolicy = (account: string) =>
  made("sqs/queuePolicy", "orders", { queueUrl: "orders", policy: allow(account) });
const role = (account: string) => made("iam/role", "support", { assumeRolePolicy: allow(account) });
const endpoint = (condition: object) =>
  made("ec2/vpcEndpoint", "kms", {
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.eu-west-1.kms",
    policy: policy({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...condition }),
  });
const routes = (to: Record<string, string>) =>
  made("ec2/routeTable", "data", { routes: [{ cidrBlock: "0.0.0.0/0", ...to }] });
const ours = "200000000001";
const nobody = "999999999999";
const bound = {
  Condition: { StringEquals: { "aws:ResourceOrgID": "o-acme000001", "aws:PrincipalOrgID": "o-acme000001" } },
};

/** Channels that are no row of the sink table: places of resources, policies, networks, and what must not be there. */
const cases: Readonly<Record<number, Case>> = {
  1: { rule: "RES-01", fires: [queue("us-east-1")], lawful: [queue("eu-central-1")] },
  8: { rule: "RES-21", fires: [made("s3/bucketWebsiteConfiguration", "orders", {})], lawful: [bucket] },
  9: { rule: "SHR-01", fires: [bucket, bucketPolicy(nobody)], lawful: [bucket, bucketPolicy(ours)] },
  12: { rule: "SHR-01", fires: [queuePolicy(nobody)], lawful: [queuePolicy(ours)] },
  49: {
    rule: "RES-18",
    fires: aiOptOut.fail[0]?.resources ?? [],
    lawful: aiOptOut.pass[0]?.resources ?? [],
  },
  58: { rule: "NET-02", fires: [endpoint({})], lawful: [endpoint(bound)] },
  59: {
    rule: "NET-01",
    fires: [routes({ gatewayId: "igw-0a1b2c3d" })],
    lawful: [routes({ transitGatewayId: "tgw-0a1b2c3d" })],
  },
  65: { rule: "SHR-01", fires: [role(nobody)], lawful: [role(ours)] },
};

const titles: readonly string[] = [
  "a resource in another region",
  "replication of objects",
  "inventories, analytics and Storage Lens",
  "server access logs",
  "multi-region access points",
  "access points and access grants",
  "acceleration and content delivery",
  "websites and public objects",
  "bucket policies",
  "key policies and grants",
  "replicas of keys",
  "other resource policies",
  "shares by RAM",
  "grants of Lake Formation",
  "resource links",
  "external engines of Lake Formation",
  "federated catalogs and connections",
  "output of Glue jobs",
  "targets of Glue crawlers",
  "results of Athena",
  "copies of Redshift snapshots",
  "data shares of Redshift",
  "zero-ETL integrations",
  "audit logs of Redshift",
  "replicas and exports of DynamoDB",
  "relational and graph databases",
  "disks and machine images",
  "caches and other databases that span regions",
  "replication of file systems",
  "copies of backups",
  "replicas of secrets, and output of Systems Manager",
  "replication of container images",
  "delivery by Firehose",
  "replication and connectors of Kafka",
  "stream applications",
  "event buses, schedules and pipes",
  "queues, topics and functions",
  "state machines and API integrations",
  "data sources of GraphQL and device rules",
  "database migration",
  "SaaS flows",
  "file and object movers",
  "file transfer with partners",
  "data exchange, clean rooms and data zones",
  "search across clusters",
  "QuickSight",
  "SageMaker",
  "inference across regions",
  "what AI services keep",
  "exports of findings",
  "aggregation of findings",
  "configuration records",
  "trails",
  "Security Lake",
  "log groups and metrics",
  "logs of networks and load balancers",
  "network paths",
  "policies of VPC endpoints",
  "routes to the internet",
  "identities",
  "mail and contact centres",
  "cost reports",
  "artefacts of delivery",
  "the state of stacks",
  "people from elsewhere",
  "copies that services make on the side",
];

/** The first row of the sink table for a channel, as a case. */
function caseOfRow(number: number): Case | undefined {
  const sink = sinks.find(({ channel }) => channel === number);
  return sink && { rule: sink.rule, fires: rowGone(sink), lawful: rowAtHome(sink) };
}

/** The channels that some row or rule decides, in their order; complete when there are as many as titles. */
export function decidedChannels(): Channel[] {
  return titles.flatMap((title, position) => {
    const number = position + 1;
    const found = cases[number] ?? caseOfRow(number);
    return found === undefined ? [] : [{ number, title, ...found }];
  });
}

/** How many channels there are. */
export const channelCount = titles.length;
