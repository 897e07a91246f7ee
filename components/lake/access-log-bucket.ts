import * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import { arns } from "../naming/arns";
import type { Ground } from "../site/home";
import { hardenedBucket } from "./hardened-bucket";

export interface AccessLogBucketArgs {
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal physical name, from components/naming. */
  bucketName: string;
  /** Days that logs and inventories are kept. */
  days: number;
}

/**
 * The bucket of one account that S3 itself writes access logs and inventories to, and nobody else: what is written can be neither read,
 * replaced nor deleted by whoever administers the account. S3 cannot deliver under a customer-managed key, so it is encrypted with S3's
 * own; the tag says so to the encryption rule.
 */
export class AccessLogBucket extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:AccessLogBucket";
  /** Carries a dependency on the delivery policy: S3 tests it when another bucket names this one as target. */
  readonly bucketName: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AccessLogBucket.type, name, {}, opts);
    const { deliverTo } = hardenedBucket(
      name,
      {
        home: args.home,
        bucketName: args.bucketName,
        lifecycle: { kind: "audit", days: args.days },
        access: { readers: [], writers: [] },
        services: deliveries(args),
        tags: { ...args.tags, "dp:log-target": "true" },
      },
      this,
    );
    this.bucketName = deliverTo;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}

function deliveries({ home, bucketName }: AccessLogBucketArgs): PolicyStatement[] {
  const deliver = (sid: string, service: string, folder: string): PolicyStatement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: service },
    Action: "s3:PutObject",
    Resource: arns.objects(bucketName, `${folder}/*`),
    Condition: {
      StringEquals: { "aws:SourceAccount": home.accountId },
      // Only the platform's own buckets.
      ArnLike: { "aws:SourceArn": arns.bucket(`${home.naming.prefix}-*`) },
    },
  });
  return [
    deliver("DeliverAccessLogs", "logging.s3.amazonaws.com", "access"),
    deliver("DeliverInventory", "s3.amazonaws.com", "inventory"),
  ];
}
