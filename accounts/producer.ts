import type * as pulumi from "@pulumi/pulumi";

import { borrowData, catalogArns, useKeys } from "../components/identity/data-statements";
import type { PolicyStatement } from "../components/identity/statement";
import { trustService } from "../components/identity/trust";
import { WorkRole } from "../components/identity/work-role";
import {
  DomainLake,
  lakeBuckets,
  lakeStore,
  type DomainLakeArgs,
  type Zone,
} from "../components/lake/domain-lake";
import { ownStatements, type BucketStore, type StoreUse } from "../components/lake/store-uses";
import { arns } from "../components/naming/arns";
import { databaseName, type Naming } from "../components/naming/names";
import { tagsFor } from "../components/naming/tags";
import { lakeUses, type LakeUser } from "./access";
import { domainDays, type Platform } from "./config";
import { factsOf, homeOf } from "./facts";
import type { Foundation } from "./foundation";
import { roleOf } from "./roster";
import { deployRoleArn, type AccountScope } from "./scope";

export type Domain = Platform["domains"][number];

/** What the rest of the platform needs of one domain. All names and ARNs are literal. */
export interface ProducedDomain {
  readonly domain: Domain;
  readonly accountId: string;
  readonly buckets: Record<Zone, string>;
  readonly days: Record<Zone, number>;
  /** Who uses the lake, and where it is: governance's roles take their own side from it. */
  readonly uses: Readonly<Record<LakeUser, StoreUse<Zone>>>;
  readonly store: BucketStore<Zone>;
  readonly etlRoleArn: string;
  /** Must stand before governance registers the buckets or grants to the role. */
  readonly parts: readonly pulumi.Resource[];
}

/** Where governance is, for a producer: the account of the catalog, whose roles touch the domain's data. */
export interface CatalogSide {
  readonly accountId: string;
  readonly naming: Naming;
  /** Alias of the key that encrypts the catalog. */
  readonly keyAlias: string;
}

/**
 * One domain in its producer account: its storage, and the role that transforms its data. `settings` are those of the account's
 * own catalog, which the role's grants in governance's catalog have to wait for.
 */
export function composeProducer(
  scope: AccountScope,
  platform: Platform,
  foundation: Foundation,
  {
    domain,
    catalog,
    settings,
  }: { domain: Domain; catalog: CatalogSide; settings: readonly pulumi.Resource[] },
): ProducedDomain {
  const etl = roleOf(scope, domain.name, "etl");
  const uses = lakeUses(domain.name, {
    producer: scope,
    governance: catalog,
    deployRoleArn: deployRoleArn(catalog.accountId, platform),
  });
  const store = lakeStore(scope.naming, domain.name, {
    region: scope.placement.region,
    accountId: scope.accountId,
  });
  const days = {
    ...domainDays(platform.retention, domain.retention),
    results: platform.retention.resultsDays,
  };
  const facts = factsOf(platform, {
    classification: domain.classification,
    domain: domain.name,
    owner: domain.owner,
  });
  const lake = new DomainLake(
    domain.name,
    {
      home: homeOf(scope, platform),
      naming: scope.naming,
      facts,
      holdings: { personalData: domain.personalData, obligation: domain.obligation !== undefined },
      days,
      bronzeLock: bronzeLock(domain, days.bronze, platform),
      logBucket: foundation.logBucket,
      uses: Object.values(uses),
    },
    scope.opts,
  );
  const role = new WorkRole(
    `${domain.name}-etl`,
    {
      roleName: etl.name,
      description: `Transforms the domain ${domain.name}: reads bronze, writes silver and gold.`,
      trust: trustService("glue", scope.accountId),
      boundaryArn: foundation.boundaryArn,
      policies: { data: [...ownStatements(uses.etl, store), ...etlStatements(scope, domain.name, catalog)] },
      tags: tagsFor({ ...facts, layer: "platform", retention: `${days.bronze}d` }),
    },
    scope.opts,
  );
  return {
    domain,
    accountId: scope.accountId,
    buckets: lakeBuckets(scope.naming, domain.name, scope.placement.region),
    days,
    uses,
    store,
    etlRoleArn: etl.arn,
    parts: [...settings, ...lake.parts, ...role.parts],
  };
}

/**
 * Records kept by law are write-once. Personal data among them can still be erased by a privileged role (governance mode);
 * records about nobody cannot be deleted by anyone (compliance mode). Outside prod a day is enough to exercise it.
 */
function bronzeLock(domain: Domain, days: number, { stage }: Platform): DomainLakeArgs["bronzeLock"] {
  if (domain.obligation === undefined) return undefined;
  if (stage !== "prod") return { mode: "GOVERNANCE", days: 1 };
  return { mode: domain.personalData === "none" ? "COMPLIANCE" : "GOVERNANCE", days };
}

function etlStatements(scope: AccountScope, domain: string, catalog: CatalogSide): PolicyStatement[] {
  const { naming, accountId } = scope;
  const { region } = scope.placement;
  const databases = (["silver", "gold"] as const).map((layer) => databaseName(naming, { domain, layer }));
  return [
    {
      Sid: "DomainTables",
      Effect: "Allow",
      Action: [
        "glue:CreateTable",
        "glue:GetDatabase",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTables",
        "glue:UpdateTable",
      ],
      Resource: catalogArns(region, catalog.accountId, databases),
    },
    useKeys({
      sid: "CatalogKey",
      region,
      accountId: catalog.accountId,
      aliases: [catalog.keyAlias],
      access: "write",
      via: "glue",
    }),
    borrowData,
    {
      Sid: "JobLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arns.logGroup(region, accountId, "/aws-glue/*")}:*`,
    },
  ];
}
