import * as pulumi from "@pulumi/pulumi";

import { tagsFor, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { BucketHome } from "./hardened-bucket";
import { ZoneBucket } from "./zone-bucket";

export interface FeatureStorageArgs {
  home: BucketHome;
  /** Literal physical name, from components/naming. */
  bucketName: string;
  /** Literal alias of the storage's own key. */
  keyAlias: string;
  facts: Omit<TagFacts, "layer" | "retention">;
  /** Days that features are kept; table maintenance deletes them. */
  days: number;
  /** Log bucket of the account. */
  logBucket: pulumi.Input<string>;
  /** Literal ARNs of the only roles that touch the features. */
  writers: readonly string[];
}

/** The bucket and key of an offline feature store. Its tables are Iceberg, so that one subject's features can be erased. */
export class FeatureStorage extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:FeatureStorage";
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: FeatureStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FeatureStorage.type, name, {}, opts);
    const { home, writers } = args;
    const tags = tagsFor({ ...args.facts, layer: "feature", retention: `${args.days}d` });
    const key = new DataKey(
      `${name}-key`,
      {
        placement: home.placement,
        accountId: home.accountId,
        alias: args.keyAlias,
        description: `Features of ${args.facts.domain}.`,
        roles: [
          { sid: "Feature", roleArns: writers, access: "write", via: "s3", buckets: [args.bucketName] },
        ],
        keep: home.keep,
        tags,
      },
      { parent: this },
    );
    new ZoneBucket(
      name,
      {
        home,
        bucketName: args.bucketName,
        keyArn: key.arn,
        lifecycle: { kind: "table", days: args.days },
        access: { readers: [], writers },
        logBucket: args.logBucket,
        tags,
      },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
