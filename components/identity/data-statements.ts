import { arns } from "../naming/arns";
import type { PolicyStatement } from "./statement";

/** Use of objects in buckets, by a role's own policy; the bucket and its key have to allow the role as well. */
export function useBuckets(
  sid: string,
  buckets: readonly string[],
  access: "read" | "write",
): PolicyStatement[] {
  const read = ["s3:GetObject", "s3:GetObjectVersion"];
  const write = [
    ...read,
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
  ];
  return [
    {
      Sid: `${sid}Objects`,
      Effect: "Allow",
      Action: access === "read" ? read : write,
      Resource: buckets.map((bucket) => arns.objects(bucket)),
    },
    {
      Sid: `${sid}Buckets`,
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: buckets.map((bucket) => arns.bucket(bucket)),
    },
  ];
}

/** Services that use a key for whoever calls them. */
export type KeyVia = "s3" | "glue" | "dynamodb" | "lambda" | "sqs";

export interface AliasUse {
  sid: string;
  region: string;
  /** Account that owns the keys, 12 digits. */
  accountId: string;
  /** Literal aliases with `alias/`. A key's id is not known before it exists; its alias is. */
  aliases: readonly string[];
  access: "read" | "write";
  via: KeyVia;
}

/**
 * S3 and SQS make data keys; a table and a function's environment have theirs already; Glue encrypts small entries under the key
 * itself (Glue Developer Guide, "Encrypting your Data Catalog").
 */
const writeActions: Record<AliasUse["via"], readonly string[]> = {
  s3: ["kms:Decrypt", "kms:GenerateDataKey"],
  glue: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
  dynamodb: ["kms:Decrypt"],
  lambda: ["kms:Decrypt"],
  sqs: ["kms:Decrypt", "kms:GenerateDataKey"],
};

/** Use of keys by their aliases and only through one service. */
export function useKeys({ sid, region, accountId, aliases, access, via }: AliasUse): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: access === "read" ? ["kms:Decrypt"] : writeActions[via],
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: {
      StringEquals: { "kms:ViaService": `${via}.${region}.amazonaws.com` },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
    },
  };
}

/** Lake Formation decides what it lends; the call itself names no resource. */
export const borrowData: PolicyStatement = {
  Sid: "BorrowData",
  Effect: "Allow",
  Action: "lakeformation:GetDataAccess",
  Resource: "*",
};

/** A catalog as literal ARNs: itself, and databases with their tables. */
export function catalogArns(region: string, accountId: string, databases: readonly string[]): string[] {
  return [
    arns.catalog(region, accountId),
    ...databases.flatMap((database) => [
      arns.database(region, accountId, database),
      arns.table(region, accountId, database, "*"),
    ]),
  ];
}
