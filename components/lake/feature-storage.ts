import * as pulumi from "@pulumi/pulumi";

import { tagsFor, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { BucketHome } from "./hardened-bucket";
import { bucketAccess, keyUses, type BucketStore, type StoreUse } from "./store-uses";
import { ZoneBucket } from "./zone-bucket";

export interface FeatureStorageArgs {
  home: BucketHome;
  /** Where the features are: literal names. */
  store: BucketStore<"features">;
  facts: Omit<TagFacts, "layer" | "retention">;
  /** Days that features are kept; table maintenance deletes them. */
  days: number;
  /** Log bucket of the account. */
  logBucket: pulumi.Input<string>;
  /** The only users of the features. */
  uses: readonly StoreUse<"features">[];
}

/** The bucket and key of an offline feature store. Its tables are Iceberg, so that one subject's features can be erased. */
export class FeatureStorage extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:FeatureStorage";
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: FeatureStorageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FeatureStorage.type, name, {}, opts);
    const { home, uses } = args;
    const { bucket: bucketName, keyAlias } = args.store.parts.features;
    const tags = tagsFor({ ...args.facts, layer: "feature", retention: `${args.days}d` });
    const key = new DataKey(
      `${name}-key`,
      {
        placement: home.placement,
        accountId: home.accountId,
        alias: keyAlias,
        description: `Features of ${args.facts.domain}.`,
        roles: keyUses(uses, args.store, keyAlias),
        keep: home.keep,
        tags,
      },
      { parent: this },
    );
    new ZoneBucket(
      name,
      {
        home,
        bucketName,
        keyArn: key.arn,
        lifecycle: { kind: "table", days: args.days },
        access: bucketAccess(uses, "features"),
        logBucket: args.logBucket,
        tags,
      },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
