import type * as pulumi from "@pulumi/pulumi";

import { borrowData, catalogArns, useBuckets, useKeys } from "../components/identity/data-statements";
import type { PolicyStatement } from "../components/identity/statement";
import { trustService } from "../components/identity/trust";
import { rolePath, WorkRole } from "../components/identity/work-role";
import { DomainLake, lakeBuckets, type DomainLakeArgs, type Zone } from "../components/lake/domain-lake";
import { arns } from "../components/naming/arns";
import { databaseName, keyAlias, roleName } from "../components/naming/names";
import { tagsFor } from "../components/naming/tags";
import { domainDays, type Platform } from "./config";
import { factsOf, homeOf } from "./facts";
import type { Foundation } from "./foundation";
import { deployRoleArn, type AccountScope } from "./scope";

export type Domain = Platform["domains"][number];

/** What the rest of the platform needs of one domain. All names and ARNs are literal. */
export interface ProducedDomain {
  readonly domain: Domain;
  readonly accountId: string;
  readonly buckets: Record<Zone, string>;
  readonly days: Record<Zone, number>;
  /** Alias of the key over bronze, silver and gold. */
  readonly dataKeyAlias: string;
  readonly etlRoleArn: string;
  /** Must stand before governance registers the buckets or grants to the role. */
  readonly parts: readonly pulumi.Resource[];
}

/** Where governance is, for a producer: the account of the catalog, and its roles that touch the domain's data. */
export interface CatalogSide {
  readonly accountId: string;
  /** Alias of the key that encrypts the catalog. */
  readonly keyAlias: string;
  /** Literal ARNs for one domain. */
  readonly rolesOf: (domain: string) => readonly string[];
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
  const etlRole = roleName(scope.naming, { domain: domain.name, purpose: "etl" });
  const etlRoleArn = arns.role(scope.accountId, etlRole, rolePath);
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
      roles: {
        etl: etlRoleArn,
        catalog: catalog.rolesOf(domain.name),
        creator: deployRoleArn(catalog.accountId, platform),
      },
    },
    scope.opts,
  );
  const role = new WorkRole(
    `${domain.name}-etl`,
    {
      roleName: etlRole,
      description: `Transforms the domain ${domain.name}: reads bronze, writes silver and gold.`,
      trust: trustService("glue.amazonaws.com", scope.accountId),
      boundaryArn: foundation.boundaryArn,
      policies: { data: etlStatements(scope, domain.name, catalog) },
      tags: tagsFor({ ...facts, layer: "platform", retention: `${days.bronze}d` }),
    },
    scope.opts,
  );
  return {
    domain,
    accountId: scope.accountId,
    buckets: lakeBuckets(scope.naming, domain.name, scope.placement.region),
    days,
    dataKeyAlias: keyAlias(scope.naming, { domain: domain.name, purpose: "data" }),
    etlRoleArn,
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
  const { bronze, silver, gold, results } = lakeBuckets(naming, domain, region);
  const databases = (["silver", "gold"] as const).map((layer) => databaseName(naming, { domain, layer }));
  return [
    ...useBuckets("Lake", [bronze, silver, gold, results], "write"),
    useKeys({
      sid: "LakeKeys",
      region,
      accountId,
      aliases: ["data", "results"].map((purpose) => keyAlias(naming, { domain, purpose })),
      access: "write",
      via: "s3",
    }),
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
