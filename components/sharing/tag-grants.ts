import * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import { splitExpression, type TagExpression } from "./tag-expression";

export interface TagGrantsArgs {
  /** Owns the catalog. Lake Formation shares inside one region only. */
  owner: Ground;
  /** The owner's provider: tag grants work nowhere else. */
  ownerProvider: pulumi.ProviderResource;
  /** Account that receives, 12 digits. Never an organization. */
  receiverAccount: string;
  /** Databases that the receiver may see. */
  databases: TagExpression;
  /** Tables and columns that the receiver may read; absent when it reads through filters only. */
  tables?: TagExpression;
  /** Resources that must stand before: settings, tags, tagged tables, grants of the same catalog (Lake Formation refuses concurrent ones). */
  after: readonly pulumi.Resource[];
}

/**
 * What one account may read of another's catalog, said by tags, so that tables come and go without new grants. With grant
 * option: the receiver's administrator passes it on to roles, and only inside that account, because a share is not transitive.
 */
export class TagGrants extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:TagGrants";
  /** The grants, to depend on: the receiver can do nothing before. */
  readonly grants: readonly lakeformation.Permissions[];

  constructor(name: string, args: TagGrantsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TagGrants.type, name, {}, opts);
    const { accountId: catalogId, placement } = args.owner;
    const grants: lakeformation.Permissions[] = [];
    const grant = (resourceType: "DATABASE" | "TABLE", permissions: string[], expression: TagExpression) => {
      splitExpression(expression).forEach((part, index) => {
        const previous = grants.at(-1);
        grants.push(
          new lakeformation.Permissions(
            `${name}-${resourceType.toLowerCase()}${index === 0 ? "" : `-${index + 1}`}`,
            {
              region: placement.region,
              catalogId,
              principal: args.receiverAccount,
              permissions,
              permissionsWithGrantOptions: permissions,
              lfTagPolicy: {
                catalogId,
                resourceType,
                expressions: Object.entries(part).map(([key, values]) => ({ key, values: [...values] })),
              },
            },
            {
              parent: this,
              provider: args.ownerProvider,
              dependsOn: previous === undefined ? [...args.after] : [previous],
            },
          ),
        );
      });
    };
    grant("DATABASE", ["DESCRIBE"], args.databases);
    if (args.tables) grant("TABLE", ["DESCRIBE", "SELECT"], args.tables);
    this.grants = grants;
    this.registerOutputs({});
  }
}
