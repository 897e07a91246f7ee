import { arns } from "../naming/arns";
import { useActions, viaService, type Via } from "./capabilities";
import type { PolicyStatement } from "./statement";

interface KeyUse {
  sid: string;
  region: string;
  /** Account that owns the keys, 12 digits. */
  accountId: string;
  access: "read" | "write";
}

export interface AliasUse extends KeyUse {
  /** Literal aliases with `alias/`. A key's id is not known before it exists; its alias is. */
  aliases: readonly string[];
  via: Exclude<Via, "s3">;
}

/**
 * Use of keys by their aliases and only through one service. AWS takes up to five minutes until a new alias counts, so what uses a key
 * at once has to wait for it. Of objects the buckets are known: see `useObjectKeys`.
 */
export function useKeys({ sid, region, accountId, aliases, access, via }: AliasUse): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: useActions(via, access).key,
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: {
      StringEquals: { "kms:ViaService": viaService(via, region) },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
    },
  };
}

export interface ObjectKeyUse extends KeyUse {
  /** Literal names of the buckets whose objects the keys encrypt. */
  buckets: readonly string[];
}

/**
 * What S3 tells KMS of the objects of buckets: with bucket keys the context is the bucket's ARN, without them the object's, and both
 * belong to the bucket.
 */
export const objectContext = (buckets: readonly string[]) => ({
  "kms:EncryptionContext:aws:s3:arn": buckets.flatMap((bucket) => [
    arns.bucket(bucket),
    arns.objects(bucket),
  ]),
});

/** Use of keys for the objects of buckets and only through S3: by literal names, so it holds as soon as the policy does. */
export function useObjectKeys({ sid, region, accountId, buckets, access }: ObjectKeyUse): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: useActions("s3", access).key,
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: {
      StringEquals: { "kms:ViaService": viaService("s3", region) },
      StringLike: objectContext(buckets),
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
