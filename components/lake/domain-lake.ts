import * as pulumi from "@pulumi/pulumi";

import { keyUses } from "../access/key-uses";
import { bucketAccess, type StoreUse } from "../access/store-uses";
import { bucketStore, type Store, type StoreHome } from "../access/stores";
import { holdingTags, tagsFor, type Holdings, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { Home } from "../site/home";
import type { HardenedBucketArgs } from "./hardened-bucket";
import type { LifecycleKind } from "./lifecycle";
import { ZoneBucket } from "./zone-bucket";

/** The zones of a domain, in the order that data moves through them. */
const zones = ["bronze", "silver", "gold", "results"] as const;
export type Zone = (typeof zones)[number];

export interface DomainLakeArgs {
  home: Home;
  /** What the tags of every part say; layer and retention are filled in per part. */
  facts: Omit<TagFacts, "layer" | "retention">;
  /** What the buckets hold; their tags say it too. */
  holdings: Holdings;
  /** Days that each zone is kept. Silver and gold are shortened by table maintenance, not by S3. */
  days: Readonly<Record<Zone, number>>;
  /** Write-once bronze, for domains under a legal duty to keep records. Fixed at creation. */
  bronzeLock?: HardenedBucketArgs["lock"];
  /** The only users of the data. */
  uses: readonly StoreUse<Zone>[];
}

/** Where a domain's buckets are and under which keys: bronze, silver and gold under one, results under their own. */
export const lakeStore = (home: StoreHome, domain: string): Store<Zone> =>
  bucketStore(home, domain, { bronze: "data", silver: "data", gold: "data", results: "results" });

/**
 * One domain's storage: bronze, silver and gold under the domain's data key, query results under a key of their own, so that
 * whoever may read results does not thereby read the lake.
 */
export class DomainLake extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:DomainLake";
  readonly dataKeyArn: pulumi.Output<string>;
  /** All that must stand before another account registers the buckets. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: DomainLakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DomainLake.type, name, {}, opts);
    const { home, facts, days } = args;
    const store = lakeStore(home, facts.domain);
    const keys = {
      data: this.key(name, args, "data", store),
      results: this.key(name, args, "results", store),
    };

    const buckets = zones.map(
      (zone) =>
        new ZoneBucket(
          `${name}-${zone}`,
          {
            home,
            bucketName: store.parts[zone].name,
            keyArn: zone === "results" ? keys.results.arn : keys.data.arn,
            lifecycle: { kind: lifecycleOf(zone, args), days: days[zone] },
            lock: zone === "bronze" ? args.bronzeLock : undefined,
            access: bucketAccess(args.uses, zone),
            tags: {
              ...tagsFor({ ...facts, layer: zone, retention: `${days[zone]}d` }),
              ...holdingTags(args.holdings),
            },
          },
          { parent: this },
        ),
    );
    this.dataKeyArn = keys.data.arn;
    this.parts = [keys.data.key, ...buckets.flatMap(({ parts }) => parts)];
    this.registerOutputs({ dataKeyArn: this.dataKeyArn });
  }

  private key(name: string, args: DomainLakeArgs, purpose: "data" | "results", store: Store<Zone>): DataKey {
    const { home, facts, days } = args;
    const zone = purpose === "data" ? "bronze" : "results";
    const alias = store.parts[zone].keyAlias;
    return new DataKey(
      `${name}-${purpose}-key`,
      {
        home,
        alias,
        description: `Objects of the domain ${facts.domain}: ${purpose === "data" ? "bronze, silver and gold" : "query results"}.`,
        roles: keyUses(args.uses, store, alias),
        tags: tagsFor({ ...facts, layer: "platform", retention: `${days[zone]}d` }),
      },
      { parent: this },
    );
  }
}

function lifecycleOf(zone: Zone, { bronzeLock }: DomainLakeArgs): LifecycleKind {
  const kinds = {
    bronze: bronzeLock ? "record" : "bronze",
    silver: "table",
    gold: "table",
    results: "results",
  } as const;
  return kinds[zone];
}
