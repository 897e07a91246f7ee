import { UNKNOWN, type GraphResource } from "../graph/types";
import { bucketName, fixtureTags, made, policy } from "./fixtures/build";

/** Something that leaves the jurisdiction, and the same thing staying inside. */
export interface BorderCase {
  title: string;
  /** Id of the rule that must name it, at the resource called `subject`. */
  rule: string;
  unlawful: readonly GraphResource[];
  lawful: readonly GraphResource[];
}

const keyArn = (region: string) => `arn:aws:kms:${region}:200000000002:key/orders`;

const queue = (region: string) =>
  made("sqs/queue", "subject", {
    name: "orders",
    kmsMasterKeyId: keyArn("eu-west-1"),
    region,
    tags: fixtureTags,
  });

const read = (account: string) =>
  made("s3/bucketPolicy", "subject", {
    bucket: bucketName,
    policy: policy(
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${account}:role/reader` },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${bucketName}/*`,
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${bucketName}`, `arn:aws:s3:::${bucketName}/*`],
        Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      },
    ),
  });

const table = (regionName: string) =>
  made("dynamodb/table", "subject", {
    name: "orders",
    hashKey: "id",
    attributes: [{ name: "id", type: "S" }],
    billingMode: "PAY_PER_REQUEST",
    deletionProtectionEnabled: true,
    pointInTimeRecovery: { enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn("eu-west-1") },
    replicas: [
      {
        regionName,
        kmsKeyArn: keyArn(regionName),
        pointInTimeRecovery: true,
        deletionProtectionEnabled: true,
      },
    ],
    onDemandThroughput: { maxReadRequestUnits: 1000, maxWriteRequestUnits: 1000 },
    tags: fixtureTags,
  });

const link = (region: string) =>
  made("glue/catalogDatabase", "subject", {
    name: "orders",
    tags: fixtureTags,
    targetDatabase: { catalogId: "200000000001", databaseName: "orders", region },
  });

const share = (principal: string) =>
  made("ram/principalAssociation", "subject", {
    principal,
    resourceShareArn: "arn:aws:ram:eu-west-1:200000000002:resource-share/orders",
  });

const replicate = (destination: string) =>
  made("s3/bucketReplicationConfig", "subject", {
    bucket: bucketName,
    role: "arn:aws:iam::200000000002:role/replication",
    rules: [{ status: "Enabled", destination: { bucket: destination, account: "200000000002" } }],
  });

export const borderCases: readonly BorderCase[] = [
  {
    title: "a resource in a foreign region",
    rule: "RES-01",
    unlawful: [queue("us-east-1")],
    lawful: [queue("eu-central-1")],
  },
  {
    title: "a bucket policy that names an account of another jurisdiction",
    rule: "SHR-01",
    unlawful: [read("300000000001")],
    lawful: [read("200000000001")],
  },
  {
    title: "a DynamoDB replica in London for an EU stack",
    rule: "RES-05",
    unlawful: [table("eu-west-2")],
    lawful: [table("eu-central-1")],
  },
  {
    title: "a resource link to us-east-1",
    rule: "RES-08",
    unlawful: [link("us-east-1")],
    lawful: [link("eu-west-1")],
  },
  {
    title: "a RAM share to the whole organization",
    rule: "SHR-04",
    unlawful: [share("arn:aws:organizations::100000000001:organization/o-acme000001")],
    lawful: [share("200000000001")],
  },
  {
    title: "a replication destination that is not known",
    rule: "RES-03",
    unlawful: [replicate(UNKNOWN)],
    lawful: [replicate("arn:aws:s3:::acme-corebanking-bronze-200000000002-eu-central-1-an")],
  },
];
