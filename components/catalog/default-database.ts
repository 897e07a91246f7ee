import { CatalogDatabase } from "@pulumi/aws/glue";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";

export interface DefaultDatabaseArgs {
  /** Owns the catalog; what it keeps, a deployment cannot delete. */
  home: Ground;
  /** The full required tag set. */
  tags: Record<string, string>;
  /** Must stand before: the catalog's settings. */
  after: readonly pulumi.Resource[];
}

/** Glue's name for it, the same in every account. */
export const defaultDatabase = "default";

/**
 * The database that Athena and Spark look at before any query, whatever the query names: who queries in an account must be able to see
 * it. Nothing is kept in it. Glue makes it by itself when somebody first opens the console: then it is imported (docs/deploy.md).
 */
export class DefaultDatabase extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:DefaultDatabase";
  /** What is granted on it must depend on these. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: DefaultDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DefaultDatabase.type, name, {}, opts);
    const { accountId: catalogId, keep, placement } = args.home;
    const database = new CatalogDatabase(
      name,
      {
        region: placement.region,
        catalogId,
        name: defaultDatabase,
        description: "Looked at by engines before any query. Holds nothing.",
        tags: args.tags,
        createTableDefaultPermissions: [],
      },
      { parent: this, dependsOn: [...args.after], protect: keep, retainOnDelete: keep },
    );
    this.parts = [database];
    this.registerOutputs({});
  }
}
