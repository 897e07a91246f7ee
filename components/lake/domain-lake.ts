import * as pulumi from "@pulumi/pulumi";

import { keyUses } from "../access/key-uses";
import { bucketAccess, type StoreUse } from "../access/store-uses";
import { bucketStore, type Store, type StoreHome } from "../access/stores";
import { holdingTags, tagsFor, type Holdings, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import { keyFamilies, type KeyFamily } from "../security/key-families";
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

/** The family of stores that each zone is of, and so whose key it is under. */
const families = {
  bronze: "raw",
  silver: "tables",
  gold: "tables",
  results: "results",
} as const satisfies Record<Zone, KeyFamily>;
type LakeFamily = (typeof families)[Zone];

/** Where a domain's buckets are and under which keys. */
export const lakeStore = (home: StoreHome, domain: string): Store<Zone> =>
  bucketStore(home, domain, families);

/**
 * One domain's storage, raw records, tables and query results each under a key of their own, so that whoever may use one does not
 * thereby use the others.
 */
export class DomainLake extends pulumi.ComponentResource {
  static readonly type = "meridian:lake:DomainLake";
  /** All that must stand before another account registers the buckets. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: DomainLakeArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DomainLake.type, name, {}, opts);
    const { home, facts, days } = args;
    const store = lakeStore(home, facts.domain);
    const keys = {
      raw: this.key(name, args, "raw", store),
      tables: this.key(name, args, "tables", store),
      results: this.key(name, args, "results", store),
    };

    const buckets = zones.map(
      (zone) =>
        new ZoneBucket(
          `${name}-${zone}`,
          {
            home,
            bucketName: store.parts[zone].name,
            keyArn: keys[families[zone]].arn,
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
    this.parts = [keys.raw.key, keys.tables.key, ...buckets.flatMap(({ parts }) => parts)];
    this.registerOutputs({});
  }

  private key(name: string, args: DomainLakeArgs, family: LakeFamily, store: Store<Zone>): DataKey {
    const { home, facts, days } = args;
    const own = zones.filter((zone) => families[zone] === family);
    const alias = store.parts[own[0]!].keyAlias;
    return new DataKey(
      `${name}-${family}-key`,
      {
        home,
        alias,
        description: `Of the domain ${facts.domain}: ${keyFamilies[family]}.`,
        roles: keyUses(args.uses, store, alias),
        tags: tagsFor({
          ...facts,
          layer: "platform",
          retention: `${Math.max(...own.map((zone) => days[zone]))}d`,
        }),
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
