import * as pulumi from "@pulumi/pulumi";

import { keyUses } from "../access/key-uses";
import { bucketAccess, type StoreUse } from "../access/store-uses";
import type { Store } from "../access/stores";
import { tagsFor, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { Home } from "../site/home";
import { ZoneBucket } from "./zone-bucket";

export interface FeatureStorageArgs {
  home: Home;
  facts: Omit<TagFacts, "layer" | "retention">;
  /** Where the features are: literal names. */
  store: Store<"features">;
  /** Days that features are kept; table maintenance deletes them. */
  days: number;
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
    const { name: bucketName, keyAlias } = args.store.parts.features;
    const tags = tagsFor({ ...args.facts, layer: "feature", retention: `${args.days}d` });
    const key = new DataKey(
      `${name}-key`,
      {
        home,
        alias: keyAlias,
        description: `Features of ${args.facts.domain}.`,
        roles: keyUses(uses, args.store, keyAlias),
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
        tags,
      },
      { parent: this },
    );
    this.keyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
