import type * as pulumi from "@pulumi/pulumi";

import { ownStatements, type StoreUse } from "../components/access/store-uses";
import type { Store } from "../components/access/stores";
import type { ServicePrincipal } from "../components/identity/capabilities";
import { borrowData, catalogArns, useKeys } from "../components/identity/data-statements";
import type { PolicyStatement } from "../components/identity/statement";
import { trustService } from "../components/identity/trust";
import { namedRole, WorkRole } from "../components/identity/work-role";
import type { Zone } from "../components/lake/domain-lake";
import { arns } from "../components/naming/arns";
import { databaseName } from "../components/naming/names";
import type { Ground, Home } from "../components/site/home";
import { processingUsers, type ProcessingKind } from "./access";
import { catalogKeyAlias } from "./roster";
import type { Site } from "./sites";

interface Processor {
  /** Who assumes the role. */
  readonly service: ServicePrincipal;
  /** What its role may do besides its use of the lake. */
  readonly statements: (domain: string, home: Home, governance: Ground) => PolicyStatement[];
}

/** What a domain's data is transformed by. A new kind is an entry here, a row in `access.ts` and a schema in `config/sections/domains.ts`. */
const processors: Readonly<Record<ProcessingKind, Processor>> = {
  glue: { service: "glue", statements: glueStatements },
};

export interface ProcessorNeeds {
  readonly domain: string;
  /** What it does with the lake. */
  readonly use: StoreUse<Zone>;
  readonly store: Store<Zone>;
  /** Governance's account: it has the catalog. */
  readonly governance: Ground;
  readonly tags: Record<string, string>;
}

/** What governance grants to: a role that writes the domain's tables. */
export interface ComposedProcessor {
  /** Short word that tells it from the domain's others. */
  readonly purpose: string;
  readonly roleArn: string;
  readonly parts: readonly pulumi.Resource[];
}

/** The role of one processor of a domain. */
export function composeProcessor(
  { scope, home }: Site,
  kind: ProcessingKind,
  { domain, use, store, governance, tags }: ProcessorNeeds,
): ComposedProcessor {
  const { purpose } = processingUsers[kind];
  const { service, statements } = processors[kind];
  const { name, arn } = namedRole(home, domain, purpose);
  const role = new WorkRole(
    `${domain}-${purpose}`,
    {
      roleName: name,
      description: `Transforms the domain ${domain}: reads bronze, writes silver and gold.`,
      trust: trustService(service, home.accountId),
      boundaryArn: home.boundaryArn,
      policies: { data: [...ownStatements(use, store), ...statements(domain, home, governance)] },
      tags,
    },
    scope.opts,
  );
  return { purpose, roleArn: arn, parts: role.parts };
}

function glueStatements(domain: string, home: Home, governance: Ground): PolicyStatement[] {
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
