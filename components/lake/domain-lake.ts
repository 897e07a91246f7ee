import * as pulumi from "@pulumi/pulumi";

import { bucketName, keyAlias, type Naming } from "../naming/names";
import { holdingTags, tagsFor, type Holdings, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { KeyRoleUse } from "../security/key-policy";
import type { BucketAccess } from "./bucket-policy";
import type { BucketHome, HardenedBucketArgs } from "./hardened-bucket";
import type { LifecycleKind } from "./lifecycle";
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
  /** Literal ARNs of the only roles that touch the data. */
  roles: {
    /** Reads bronze, writes silver and gold, queries into results. In this account. */
    etl: string;
    /** Governance's roles that Lake Formation lends to readers and that maintain the tables. */
    catalog: readonly string[];
    /** Governance's deploy role, which creates the tables and so writes their first metadata. */
    creator: string;
  };
}

/** Literal names of a domain's buckets: the same for the lake itself and for accounts that refer to it. */
export function lakeBuckets(naming: Naming, domain: string, region: string): Record<Zone, string> {
  const name = (purpose: Zone) => bucketName(naming, { domain, purpose, region });
  return { bronze: name("bronze"), silver: name("silver"), gold: name("gold"), results: name("results") };
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
    const names = lakeBuckets(naming, facts.domain, home.placement.region);
    const uses = keyUses(args.roles, names);
    const keys = {
      data: this.key(name, args, "data", uses.data),
      results: this.key(name, args, "results", uses.results),
    };
    const access = zoneAccess(args.roles);

    const buckets = zones.map(
      (zone) =>
        new ZoneBucket(
          `${name}-${zone}`,
          {
            home,
            bucketName: names[zone],
            keyArn: zone === "results" ? keys.results.arn : keys.data.arn,
            lifecycle: { kind: lifecycleOf(zone, args), days: days[zone] },
            lock: zone === "bronze" ? args.bronzeLock : undefined,
            access: access[zone],
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

  private key(name: string, args: DomainLakeArgs, purpose: "data" | "results", roles: KeyRoleUse[]): DataKey {
    const { home, naming, facts, days } = args;
    const zone = purpose === "data" ? "bronze" : "results";
    return new DataKey(
      `${name}-${purpose}-key`,
      {
        placement: home.placement,
        accountId: home.accountId,
        alias: keyAlias(naming, { domain: facts.domain, purpose }),
        description: `Objects of the domain ${facts.domain}: ${purpose === "data" ? "bronze, silver and gold" : "query results"}.`,
        roles,
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

function zoneAccess({ etl, catalog, creator }: DomainLakeArgs["roles"]): Record<Zone, BucketAccess> {
  const tables = { readers: [], writers: [etl, ...catalog], creators: [creator] };
  return {
    // Raw files are written by ingestion, which is not built yet; ETL may correct and reload them.
    bronze: { readers: catalog, writers: [etl] },
    silver: tables,
    gold: tables,
    results: { readers: [], writers: [etl] },
  };
}

function keyUses({ etl, catalog, creator }: DomainLakeArgs["roles"], names: Record<Zone, string>) {
  const tables = [names.silver, names.gold];
  return {
    data: [
      { sid: "Etl", roleArns: [etl], access: "write", via: "s3", buckets: [names.bronze, ...tables] },
      { sid: "Catalog", roleArns: catalog, access: "write", via: "s3", buckets: tables },
      { sid: "Creator", roleArns: [creator], access: "write", via: "s3", buckets: tables },
      { sid: "CatalogBronze", roleArns: catalog, access: "read", via: "s3", buckets: [names.bronze] },
    ] satisfies KeyRoleUse[],
    results: [
      { sid: "Etl", roleArns: [etl], access: "write", via: "s3", buckets: [names.results] },
    ] satisfies KeyRoleUse[],
  };
}
