import * as pulumi from "@pulumi/pulumi";

import { bucketName, keyAlias, type Naming } from "../naming/names";
import { holdingTags, tagsFor, type Holdings, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { BucketHome, HardenedBucketArgs } from "./hardened-bucket";
import type { LifecycleKind } from "./lifecycle";
import { bucketAccess, keyUses, type BucketStore, type StoreUse } from "./store-uses";
import { ZoneBucket } from "./zone-bucket";

/** The zones of a domain, in the order that data moves through them. */
const zones = ["bronze", "silver", "gold", "results"] as const;
export type Zone = (typeof zones)[number];

export interface DomainLakeArgs {
  home: BucketHome;
  naming: Naming;
  /** What the tags of every part say; layer and retention are filled in per part. */
  facts: Omit<TagFacts, "layer" | "retention">;
  /** What the buckets hold; their tags say it too. */
  holdings: Holdings;
  /** Days that each zone is kept. Silver and gold are shortened by table maintenance, not by S3. */
  days: Readonly<Record<Zone, number>>;
  /** Write-once bronze, for domains under a legal duty to keep records. Fixed at creation. */
  bronzeLock?: HardenedBucketArgs["lock"];
  /** Log bucket of the account. */
  logBucket: pulumi.Input<string>;
  /** The only users of the data. */
  uses: readonly StoreUse<Zone>[];
}

/** Literal names of a domain's buckets: the same for the lake itself and for accounts that refer to it. */
export function lakeBuckets(naming: Naming, domain: string, region: string): Record<Zone, string> {
  const name = (purpose: Zone) => bucketName(naming, { domain, purpose, region });
  return { bronze: name("bronze"), silver: name("silver"), gold: name("gold"), results: name("results") };
}

/** Where a domain's buckets are and under which keys: bronze, silver and gold under one, results under their own. */
export function lakeStore(
  naming: Naming,
  domain: string,
  { region, accountId }: { region: string; accountId: string },
): BucketStore<Zone> {
  const names = lakeBuckets(naming, domain, region);
  const data = keyAlias(naming, { domain, purpose: "data" });
  const results = keyAlias(naming, { domain, purpose: "results" });
  return {
    region,
    accountId,
    parts: {
      bronze: { bucket: names.bronze, keyAlias: data },
      silver: { bucket: names.silver, keyAlias: data },
      gold: { bucket: names.gold, keyAlias: data },
      results: { bucket: names.results, keyAlias: results },
    },
  };
}

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
    const { home, naming, facts, days } = args;
    const { region } = home.placement;
    const store = lakeStore(naming, facts.domain, { region, accountId: home.accountId });
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
            bucketName: store.parts[zone].bucket,
            keyArn: zone === "results" ? keys.results.arn : keys.data.arn,
            lifecycle: { kind: lifecycleOf(zone, args), days: days[zone] },
            lock: zone === "bronze" ? args.bronzeLock : undefined,
            access: bucketAccess(args.uses, zone),
            logBucket: args.logBucket,
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

  private key(
    name: string,
    args: DomainLakeArgs,
    purpose: "data" | "results",
    store: BucketStore<Zone>,
  ): DataKey {
    const { home, facts, days } = args;
    const zone = purpose === "data" ? "bronze" : "results";
    const alias = store.parts[zone].keyAlias;
    return new DataKey(
      `${name}-${purpose}-key`,
      {
        placement: home.placement,
        accountId: home.accountId,
        alias,
        description: `Objects of the domain ${facts.domain}: ${purpose === "data" ? "bronze, silver and gold" : "query results"}.`,
        roles: keyUses(args.uses, store, alias),
        keep: home.keep,
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
