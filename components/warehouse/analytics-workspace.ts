import * as pulumi from "@pulumi/pulumi";

import { keyUses } from "../access/key-uses";
import { bucketAccess, ownStatements, type StoreUse } from "../access/store-uses";
import { bucketStore, type Store, type StoreHome } from "../access/stores";
import { borrowData, catalogArns, useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { trustWorkforce } from "../identity/trust";
import { namedRole, WorkRole, type NamedRole, type RoleHome } from "../identity/work-role";
import { ZoneBucket } from "../lake/zone-bucket";
import { arns } from "../naming/arns";
import { databasePattern, workgroupName } from "../naming/names";
import { tagsFor, type TagFacts } from "../naming/tags";
import { DataKey } from "../security/data-key";
import type { Home } from "../site/home";
import { AthenaWorkgroup } from "./athena-workgroup";
import { StarterQueries, type ReadableTable } from "./starter-queries";

/** The buckets of a workspace: query results, and data sets that are handed on (to regulators, boards, partners). */
const workspaceBuckets = ["results", "reports"] as const;
export type WorkspaceBucket = (typeof workspaceBuckets)[number];

/** What the analysts read through the governance account's catalog. Literal names. */
export interface ReadableCatalog {
  /** 12 digits. */
  accountId: string;
  /** Alias of the key that encrypts the catalog; the workspace's own catalog has one of the same name. */
  keyAlias: string;
  /** Tables behind the links that the analysts read, whole or through a filter. */
  tables: readonly ReadableTable[];
}

export interface AnalyticsWorkspaceArgs {
  home: Home;
  /** Name, owner and clearance of who works here, as tag facts. `domain` names the workspace. */
  facts: Omit<TagFacts, "layer" | "retention">;
  catalog: ReadableCatalog;
  /** What the analysts' role may do with further stores of the account. Default nothing. */
  stores?: readonly PolicyStatement[];
  /** GiB that one query may scan. */
  scanLimitGiB: number;
  /** Days that results and reports are kept. */
  days: Readonly<Record<WorkspaceBucket, number>>;
}

/** Literal name and ARN of a workspace's analyst role: what its buckets, its key and the grants refer to. */
export const analystRole = (home: RoleHome, workspace: string): NamedRole =>
  namedRole(home, workspace, "analyst");

/** Where a workspace's buckets are and under which key. */
export const workspaceStore = (home: StoreHome, workspace: string): Store<WorkspaceBucket> =>
  bucketStore(home, workspace, { results: "workspace", reports: "workspace" });

/** Where one group of analysts works: their key, results, reports, workgroup and role. It holds no source data. */
export class AnalyticsWorkspace extends pulumi.ComponentResource {
  static readonly type = "meridian:warehouse:AnalyticsWorkspace";
  readonly roleArn: string;
  /** The role and its policies: must stand before anything is granted to it. */
  readonly roleParts: readonly pulumi.Resource[];

  constructor(name: string, args: AnalyticsWorkspaceArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AnalyticsWorkspace.type, name, {}, opts);
    const { home, facts, days } = args;
    const child = { parent: this };
    const role = analystRole(home, facts.domain);
    const store = workspaceStore(home, facts.domain);
    const workgroup = workgroupName(home.naming, { domain: facts.domain, purpose: "analysts" });
    const own: StoreUse<WorkspaceBucket> = {
      sid: "Own",
      roleArns: [role.arn],
      parts: { results: "write", reports: "write" },
    };
    const tags = (retentionDays: number, layer: TagFacts["layer"]) =>
      tagsFor({ ...facts, layer, retention: `${retentionDays}d` });

    const key = new DataKey(
      `${name}-key`,
      {
        home,
        alias: store.parts.results.keyAlias,
        description: `Query results and reports of ${facts.domain}.`,
        roles: keyUses([own], store, store.parts.results.keyAlias),
        tags: tags(days.reports, "platform"),
      },
      child,
    );
    for (const purpose of workspaceBuckets) {
      new ZoneBucket(
        `${name}-${purpose}`,
        {
          home,
          bucketName: store.parts[purpose].name,
          keyArn: key.arn,
          lifecycle: { kind: purpose === "reports" ? "report" : "results", days: days[purpose] },
          access: bucketAccess([own], purpose),
          tags: tags(days[purpose], "results"),
        },
        child,
      );
    }
    const queries = new AthenaWorkgroup(
      `${name}-workgroup`,
      {
        home,
        workgroupName: workgroup,
        description: `Queries of ${facts.domain} on shared data products.`,
        resultsBucket: store.parts.results.name,
        keyArn: key.arn,
        scanLimitGiB: args.scanLimitGiB,
        tags: tags(days.results, "results"),
      },
      child,
    );
    new StarterQueries(
      `${name}-queries`,
      { placement: home.placement, workgroup: queries.workgroupName, tables: args.catalog.tables },
      child,
    );
    const analyst = new WorkRole(
      `${name}-analyst`,
      {
        roleName: role.name,
        description: `Analysts of ${facts.domain}: query what Lake Formation grants, nothing else.`,
        trust: trustWorkforce(home.accountId, home.organizationId),
        boundaryArn: home.boundaryArn,
        policies: {
          query: [
            ...analystStatements(args, workgroup),
            ...ownStatements(own, store),
            ...(args.stores ?? []),
          ],
        },
        tags: tags(days.results, "platform"),
      },
      child,
    );
    this.roleArn = role.arn;
    this.roleParts = analyst.parts;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function analystStatements({ home, catalog }: AnalyticsWorkspaceArgs, workgroup: string): PolicyStatement[] {
  const { region } = home.placement;
  return [
    {
      Sid: "Query",
      Effect: "Allow",
      Action: [
        "athena:BatchGetNamedQuery",
        "athena:BatchGetQueryExecution",
        "athena:GetNamedQuery",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetQueryResultsStream",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:ListQueryExecutions",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      Resource: arns.workgroup(region, home.accountId, workgroup),
    },
    // What Athena's console asks before there is a query; these name no resource.
    {
      Sid: "OpenConsole",
      Effect: "Allow",
      Action: ["athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups"],
      Resource: "*",
    },
    {
      Sid: "BrowseCatalog",
      Effect: "Allow",
      Action: ["athena:GetDataCatalog", "athena:ListDatabases", "athena:ListTableMetadata"],
      Resource: arns.dataCatalog(region, home.accountId, "AwsDataCatalog"),
    },
    {
      Sid: "ReadCatalog",
      Effect: "Allow",
      Action: [
        "glue:GetDatabase",
        "glue:GetDatabases",
        "glue:GetPartitions",
        "glue:GetTable",
        "glue:GetTables",
      ],
      Resource: [
        // Patterns, because names of all that is shared outgrow a role at about twenty databases. Lake Formation decides which of them
        // the role sees.
        ...catalogArns(region, home.accountId, [databasePattern(home.naming)]),
        // Athena looks at it before any query (Athena User Guide, "Configure access to databases and tables").
        arns.database(region, home.accountId, "default"),
        ...catalogArns(region, catalog.accountId, [databasePattern(home.naming)]),
      ],
    },
    // Links are entries of the own catalog, which is encrypted as well.
    ...Object.entries({ Own: home.accountId, Shared: catalog.accountId }).map(([whose, accountId]) =>
      useKeys({
        sid: `Read${whose}Catalog`,
        region,
        accountId,
        aliases: [catalog.keyAlias],
        access: "read",
        via: "glue",
      }),
    ),
    borrowData,
  ];
}
