import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import type { Ground, Home } from "../site/home";
import { bucketPolicy, type BucketAccess } from "./bucket-policy";
import { lifecycleRules, type LifecycleKind } from "./lifecycle";

export interface HardenedBucketArgs {
  /** Accesses are logged to its log bucket; only the log bucket itself stands on ground without one. */
  home: Ground & Partial<Pick<Home, "logBucket">>;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal physical name, from components/naming. */
  bucketName: string;
  /** Customer-managed key in the bucket's region; none only for log targets, to which AWS cannot deliver under one. */
  keyArn?: pulumi.Input<string>;
  /** Retention of the objects; see the table in `lifecycle.ts`. `days` counts from creation. */
  lifecycle: { kind: LifecycleKind; days: number };
  /** Named roles of the bucket policy; when given, everybody else but AWS's services is denied the objects. */
  access?: BucketAccess;
  /** Bucket policy statements for delivering services. */
  services?: readonly PolicyStatement[];
  /** Default retention of Object Lock, in days. Set at creation only: turning it on later replaces the bucket. */
  lock?: { mode: "COMPLIANCE" | "GOVERNANCE"; days: number };
}

export interface HardenedBucket {
  bucket: s3.Bucket;
  /**
   * The literal name again, known at preview, but carrying a dependency on policy, encryption and lock: for who delivers here. A first
   * file that came earlier would lie there without them.
   */
  deliverTo: pulumi.Output<string>;
  /** Everything that must stand before data arrives. */
  parts: pulumi.Resource[];
}

/**
 * A private bucket with all its companions, as children of `parent`: owner enforced, public access blocked, versioned,
 * encrypted, TLS and organization bound, expiring, logged. The safety settings are literals here; no argument weakens them.
 */
export function hardenedBucket(
  name: string,
  args: HardenedBucketArgs,
  parent: pulumi.ComponentResource,
): HardenedBucket {
  const { placement, keep, logBucket } = args.home;
  const { region } = placement;
  const child = { parent };
  const bucket = new s3.Bucket(
    name,
    {
      region,
      bucket: args.bucketName,
      // Names outside of it are anybody's who comes first, in any account.
      bucketNamespace: "account-regional",
      tags: args.tags,
      forceDestroy: false,
      ...(args.lock && { objectLockEnabled: true }),
    },
    { parent, protect: keep, retainOnDelete: keep },
  );
  const on = { region, bucket: bucket.bucket };
  const ownership = new s3.BucketOwnershipControls(
    name,
    { ...on, rule: { objectOwnership: "BucketOwnerEnforced" } },
    child,
  );
  const access = new s3.BucketPublicAccessBlock(name, { ...on, ...blockAllPublicAccess }, child);
  const versioning = new s3.BucketVersioning(
    name,
    { ...on, versioningConfiguration: { status: "Enabled" } },
    child,
  );
  const encryption = new s3.BucketServerSideEncryptionConfiguration(
    name,
    { ...on, rules: [encryptionRule(args.keyArn)] },
    child,
  );
  const policy = new s3.BucketPolicy(
    name,
    { ...on, policy: bucketPolicy({ ...args, organizationId: args.home.organizationId }) },
    // S3 refuses a policy and an access block at the same moment.
    { parent, dependsOn: [access] },
  );
  // Noncurrent rules mean nothing before versioning is on.
  const versioned = { parent, dependsOn: [versioning] };
  new s3.BucketLifecycleConfiguration(
    name,
    { ...on, rules: lifecycleRules(args.lifecycle.kind, args.lifecycle.days) },
    versioned,
  );
  const lock =
    args.lock &&
    new s3.BucketObjectLockConfiguration(
      name,
      { ...on, objectLockEnabled: "Enabled", rule: { defaultRetention: args.lock } },
      { ...versioned, protect: keep },
    );
  const parts = [bucket, ownership, versioning, encryption, policy, ...(lock ? [lock] : [])];
  if (logBucket !== undefined) {
    new s3.BucketLogging(name, { ...on, ...accessLogs(logBucket) }, child);
  }
  const deliverTo = pulumi.all([policy.bucket, encryption.bucket, lock?.bucket]).apply(([same]) => same);
  return { bucket, parts, deliverTo };
}

const blockAllPublicAccess = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** Keys that a caller brings along (SSE-C) are refused: data under them is lost to us and to erasure. */
function encryptionRule(keyArn?: pulumi.Input<string>) {
  const algorithm =
    keyArn === undefined
      ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
      : {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        };
  return { ...algorithm, blockedEncryptionTypes: ["SSE-C"] };
}

function accessLogs(targetBucket: pulumi.Input<string>) {
  return {
    targetBucket,
    targetPrefix: "access/",
    targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
  };
}
