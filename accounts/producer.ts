import type * as pulumi from "@pulumi/pulumi";

import { borrowData, catalogArns, useKeys } from "../components/identity/data-statements";
import type { PolicyStatement } from "../components/identity/statement";
import { trustService } from "../components/identity/trust";
import { namedRole, WorkRole } from "../components/identity/work-role";
import { DomainLake, lakeStore, type DomainLakeArgs, type Zone } from "../components/lake/domain-lake";
import { ownStatements } from "../components/access/store-uses";
import { namesOf, type Store } from "../components/access/stores";
import { arns } from "../components/naming/arns";
import { databaseName } from "../components/naming/names";
import { tagsFor } from "../components/naming/tags";
import type { Ground, Home } from "../components/site/home";
import { lakeUses, type LakeUses } from "./access";
import { domainDays, isOffered, type Platform } from "./config";
import { factsOf } from "./facts";
import { catalogKeyAlias } from "./roster";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

export type Domain = Platform["domains"][number];

/** What the rest of the platform needs of one domain. All names and ARNs are literal. */
export interface ProducedDomain {
  readonly domain: Domain;
  readonly accountId: string;
  readonly buckets: Record<Zone, string>;
  readonly days: Record<Zone, number>;
  /** Who uses the lake, and where it is: governance's roles take their own side from it. */
  readonly uses: LakeUses;
  readonly store: Store<Zone>;
  readonly etlRoleArn: string;
  /** Must stand before governance registers the buckets or grants to the role. */
  readonly parts: readonly pulumi.Resource[];
}

export interface ProducerNeeds {
  readonly domain: Domain;
  /** Governance's account: it has the catalog, and its roles touch the domain's data. */
  readonly governance: Ground;
  /** Settings of the account's own catalog: the role's grants in governance's catalog have to wait for them. */
  readonly settings: readonly pulumi.Resource[];
}

/** One domain in its producer account: its storage, and the role that transforms its data. */
export function composeProducer(
  { scope, platform, home }: Site,
  { domain, governance, settings }: ProducerNeeds,
): ProducedDomain {
  const etl = namedRole(home, domain.name, "etl");
  const uses = lakeUses(domain.name, {
    producer: home,
    governance,
    deployRoleArn: deployRoleArn(governance.accountId, platform),
    optimized: isOffered("AWS::Glue::TableOptimizer", platform),
  });
  const store = lakeStore(home, domain.name);
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
      home,
      facts,
      holdings: { personalData: domain.personalData, obligation: domain.obligation !== undefined },
      days,
      bronzeLock: bronzeLock(domain, days.bronze, platform),
      uses: Object.values(uses),
    },
    scope.opts,
  );
  const role = new WorkRole(
    `${domain.name}-etl`,
    {
      roleName: etl.name,
      description: `Transforms the domain ${domain.name}: reads bronze, writes silver and gold.`,
      trust: trustService("glue", home.accountId),
      boundaryArn: home.boundaryArn,
      policies: {
        data: [...ownStatements(uses.etl, store), ...etlStatements(domain.name, home, governance)],
      },
      tags: tagsFor({ ...facts, layer: "platform", retention: `${days.bronze}d` }),
    },
    scope.opts,
  );
  return {
    domain,
    accountId: home.accountId,
    buckets: namesOf(store),
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

function etlStatements(domain: string, home: Home, governance: Ground): PolicyStatement[] {
  const { naming, accountId, placement } = home;
  const { region } = placement;
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
      Resource: catalogArns(region, governance.accountId, databases),
    },
    useKeys({
      sid: "CatalogKey",
      region,
      accountId: governance.accountId,
      aliases: [catalogKeyAlias(governance.naming)],
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
