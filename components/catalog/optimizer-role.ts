import { Permissions } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { borrowData, catalogArns, useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { rolePath, WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import type { Home } from "../site/home";

export interface OptimizerRoleArgs {
  /** Owns the catalog. */
  home: Home;
  /** The full required tag set. */
  tags: Record<string, string>;
  /** The domain whose tables it maintains; also the value of their LF-tag. */
  domain: string;
  /** Physical names of the domain's databases. */
  databases: readonly string[];
  /** What the role may do with the domain's buckets and their keys, from its row of access. */
  data: readonly PolicyStatement[];
  /** Alias, with `alias/`, of the key that encrypts the catalog: whoever reads or writes an entry needs it. */
  catalogKeyAlias: string;
  /** Physical name of the role. */
  roleName: string;
  /** Who else takes it on, and what it needs for that. Default nobody. */
  evolution?: { trust: PolicyStatement; statements: readonly PolicyStatement[] };
  /** Must stand before: the LF-tags, which the grant names, and whom the role trusts by name. */
  after: readonly pulumi.Resource[];
}

/** Glue writes one log group per kind of optimizer. */
const logGroups = ["iceberg-compaction", "iceberg-retention", "iceberg-orphan-file-deletion"];

/**
 * The role under which Glue compacts a domain's tables, expires their snapshots and removes orphan files. It is
 * granted the domain's tables by tag, so a new table needs no new grant.
 */
export class OptimizerRole extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:OptimizerRole";
  readonly roleArn: pulumi.Output<string>;
  /** Role, policies and grants: optimizers must depend on them, because Glue tries the role at once. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: OptimizerRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(OptimizerRole.type, name, {}, opts);
    const { accountId, boundaryArn, placement } = args.home;
    const role = new WorkRole(
      name,
      {
        roleName: args.roleName,
        description: `Maintains the Iceberg tables of domain ${args.domain}.`,
        trust: [
          trustService("glue", accountId),
          ...(args.evolution === undefined ? [] : [args.evolution.trust]),
        ],
        boundaryArn,
        policies: {
          data: [...args.data, borrowData],
          catalog: catalogStatements(args),
          ...(args.evolution && { evolution: args.evolution.statements }),
        },
        tags: args.tags,
      },
      { parent: this, ...(args.evolution && { dependsOn: [...args.after] }) },
    );
    const grant = (
      grantName: string,
      resourceType: "DATABASE" | "TABLE",
      permissions: string[],
      dependsOn: pulumi.Resource[],
    ) =>
      new Permissions(
        grantName,
        {
          region: placement.region,
          catalogId: accountId,
          // Literal, so that it can be judged at preview; the role itself comes first by dependsOn.
          principal: arns.role(accountId, args.roleName, rolePath),
          permissions,
          permissionsWithGrantOptions: [],
          lfTagPolicy: {
            catalogId: accountId,
            resourceType,
            expressions: [{ key: "domain", values: [args.domain] }],
          },
        },
        { parent: this, dependsOn },
      );
    // A table is found through its database, and a grant by tags on tables does not show databases.
    const databases = grant(`${name}-database`, "DATABASE", ["DESCRIBE"], [...args.after, ...role.parts]);
    const tables = grant(
      name,
      "TABLE",
      ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"],
      // Lake Formation refuses concurrent grants on one catalog.
      [databases],
    );
    this.roleArn = role.arn;
    this.parts = [...role.parts, databases, tables];
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

function catalogStatements({ home, databases, catalogKeyAlias }: OptimizerRoleArgs): PolicyStatement[] {
  const { accountId, placement } = home;
  const { region } = placement;
  return [
    {
      Sid: "DomainTables",
      Effect: "Allow",
      Action: ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"],
      Resource: catalogArns(region, accountId, databases),
    },
    useKeys({
      sid: "CatalogKey",
      region,
      accountId,
      aliases: [catalogKeyAlias],
      access: "write",
      via: "glue",
    }),
    {
      Sid: "OptimizerLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: logGroups.map((group) => `${arns.logGroup(region, accountId, `/aws-glue/${group}/logs`)}:*`),
    },
  ];
}
