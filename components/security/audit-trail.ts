import * as cloudtrail from "@pulumi/aws/cloudtrail";
import * as pulumi from "@pulumi/pulumi";

import { arns } from "../naming/arns";
import type { Ground } from "../site/home";

export interface AuditTrailArgs {
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal name: the archive's policy names the trail by its ARN. */
  trailName: string;
  /** The audit archive's bucket and key, in the same jurisdiction. */
  archive: { bucketName: pulumi.Input<string>; keyArn: pulumi.Input<string> };
  /** Literal names of this account's data buckets, all in its region; every read and write of their objects is recorded. May be empty. */
  dataBuckets: readonly string[];
}

/**
 * One account's record of who did what. Management events come from every region: those of IAM, of STS's global endpoint and of signing
 * in are in us-east-1 alone (CloudTrail User Guide, "Global service events"). Data events stay where they are, because object keys can
 * hold identifiers: only buckets of the placement's region are named, and the trail and its archive are in the jurisdiction. One trail
 * for both, because a region takes five of an account and this one counts in each.
 */
export class AuditTrail extends pulumi.ComponentResource {
  static readonly type = "meridian:security:AuditTrail";
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AuditTrail.type, name, {}, opts);
    const trail = new cloudtrail.Trail(
      name,
      {
        region: args.home.placement.region,
        name: args.trailName,
        s3BucketName: args.archive.bucketName,
        kmsKeyId: args.archive.keyArn,
        advancedEventSelectors: selectors(args.dataBuckets),
        tags: args.tags,
        enableLogging: true,
        enableLogFileValidation: true,
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        isOrganizationTrail: false,
      },
      { parent: this, protect: args.home.keep },
    );
    this.arn = trail.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function selectors(dataBuckets: readonly string[]) {
  const management = {
    name: "management",
    fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
  };
  const data = {
    name: "lake-objects",
    fieldSelectors: [
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWiths: dataBuckets.map((bucket) => arns.objects(bucket, "")) },
    ],
  };
  return dataBuckets.length > 0 ? [management, data] : [management];
}
