import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { arns } from "../naming/arns";
import type { Home } from "../site/home";
import { hardenedBucket, type HardenedBucketArgs } from "./hardened-bucket";

export interface ZoneBucketArgs extends Omit<HardenedBucketArgs, "home" | "keyArn" | "services"> {
  /** Its log bucket takes server access logs and the inventory. */
  home: Home;
  /** Customer-managed key in the bucket's region. */
  keyArn: pulumi.Input<string>;
}

/** A bucket that holds data of one zone of the lake: always under a customer-managed key, logged and inventoried. */
export class ZoneBucket extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:ZoneBucket";
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;
  /** Everything that must stand before data arrives or another account registers the bucket. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: ZoneBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ZoneBucket.type, name, {}, opts);
    const { bucket, parts } = hardenedBucket(name, args, this);
    new s3.Inventory(
      name,
      {
        region: args.home.placement.region,
        bucket: bucket.bucket,
        name: "weekly",
        includedObjectVersions: "All",
        schedule: { frequency: "Weekly" },
        optionalFields: [
          "Size",
          "LastModifiedDate",
          "StorageClass",
          "EncryptionStatus",
          "IsMultipartUploaded",
        ],
        destination: {
          bucket: {
            bucketArn: pulumi.output(args.home.logBucket).apply(arns.bucket),
            accountId: args.home.accountId,
            format: "Parquet",
            prefix: "inventory",
            encryption: { sseS3: {} },
          },
        },
      },
      { parent: this },
    );
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.parts = parts;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}
