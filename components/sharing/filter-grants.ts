import type * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { namesAmong } from "../naming/logical";
import type { Ground } from "../site/home";
import { GrantChain } from "./grant-chain";

/** A data-cells filter of the owner's catalog: the rows and columns of one table that may be read through it. */
export interface FilterTarget {
  database: string;
  table: string;
  filter: string;
}

export interface FilterGrantsArgs {
  /** Owns the tables and their filters. */
  owner: Ground;
  ownerProvider: pulumi.ProviderResource;
  /** Role that reads: a literal ARN in another account of the organization. */
  roleArn: string;
  filters: readonly FilterTarget[];
  /** Resources that must stand before: the filters, the role, grants of the same catalog (Lake Formation refuses concurrent ones). */
  after: readonly pulumi.Resource[];
}

/**
 * Reading of tables through their filters only. A tag grant on the same table would defeat it, because Lake Formation adds
 * grants up: give a table to a reader one way or the other. Without grant option: the role passes nothing on.
 */
export class FilterGrants extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:FilterGrants";
  readonly grants: readonly lakeformation.Permissions[];

  constructor(name: string, args: FilterGrantsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(FilterGrants.type, name, {}, opts);
    const chain = new GrantChain(this, args);
    const nameOf = namesAmong(args.filters.map(({ filter }) => filter));
    for (const { database, table, filter } of args.filters) {
      chain.grant(`${name}-${nameOf(database, filter)}`, ["SELECT"], {
        dataCellsFilter: {
          tableCatalogId: args.owner.accountId,
          databaseName: database,
          tableName: table,
          name: filter,
        },
      });
    }
    this.grants = chain.grants;
    this.registerOutputs({});
  }
}
