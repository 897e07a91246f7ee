import * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { namesAmong } from "../naming/logical";
import type { Ground } from "../site/home";

/** A data-cells filter of the owner's catalog: the rows and columns of one table that may be read through it. */
export interface FilterTarget {
  database: string;
  table: string;
  filter: string;
}

export interface FilterGrantsArgs {
  /** Owns the tables and their filters. */
  owner: Ground;
  /** Provider of the account that grants: the owner to an account, the receiver to its own role. */
  granterProvider: pulumi.ProviderResource;
  /** Receiving account (12 digits) or a role's ARN inside the granting account. */
  principal: string;
  /** Whether the principal may pass the grant on: true only from account to account. */
  grantable: boolean;
  filters: readonly FilterTarget[];
  /** Resources that must stand before: the filters, or the owner's grant. */
  after: readonly pulumi.Resource[];
}

/**
 * Reading of tables through their filters only. A tag grant on the same table would defeat it, because Lake Formation adds
 * grants up: give a table to a receiver one way or the other.
 */
export class FilterGrants extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:FilterGrants";
  readonly grants: readonly lakeformation.Permissions[];

  constructor(name: string, args: FilterGrantsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FilterGrants.type, name, {}, opts);
    const grants: lakeformation.Permissions[] = [];
    const nameOf = namesAmong(args.filters.map(({ filter }) => filter));
    for (const { database, table, filter } of args.filters) {
      const previous = grants.at(-1);
      grants.push(
        new lakeformation.Permissions(
          `${name}-${nameOf(database, filter)}`,
          {
            region: args.owner.placement.region,
            principal: args.principal,
            permissions: ["SELECT"],
            permissionsWithGrantOptions: args.grantable ? ["SELECT"] : [],
            dataCellsFilter: {
              tableCatalogId: args.owner.accountId,
              databaseName: database,
              tableName: table,
              name: filter,
            },
          },
          {
            parent: this,
            provider: args.granterProvider,
            // Lake Formation refuses concurrent grants on one catalog.
            dependsOn: previous === undefined ? [...args.after] : [previous],
          },
        ),
      );
    }
    this.grants = grants;
    this.registerOutputs({});
  }
}
