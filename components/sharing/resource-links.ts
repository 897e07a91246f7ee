import * as glue from "@pulumi/aws/glue";
import * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";

/** A table of the owner that a local role reads. */
export interface LinkedTable {
  name: string;
  /** Columns that were granted; absent means all. Naming one that was not granted makes the local grant fail. */
  columns?: readonly string[];
}

/** One of the owner's databases, and what of it the local role reads without a filter. */
export interface LinkedDatabase {
  /** Literal name in the owner's catalog. */
  target: string;
  /** Literal name of the link in the receiver's catalog. */
  link: string;
  tables: readonly LinkedTable[];
}

export interface ResourceLinksArgs {
  /** Both catalogs are in its region: a link into another one reads data across the border without copying it. */
  receiver: Ground;
  receiverProvider: pulumi.ProviderResource;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** 12 digits. */
  ownerAccount: string;
  /** ARN of the receiver's role that queries. */
  roleArn: string;
  databases: readonly LinkedDatabase[];
  /** Resources that must stand before: the receiver's settings and role, the owner's grants. */
  after: readonly pulumi.Resource[];
}

/** The receiver's half of a share: local names for the owner's databases, and the local role's right to read them. */
export class ResourceLinks extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:ResourceLinks";
  /** Links and the last grant: what else is granted in the receiver's catalog comes after. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: ResourceLinksArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ResourceLinks.type, name, {}, opts);
    const { accountId: receiverAccount, placement } = args.receiver;
    const { region } = placement;
    const child = { parent: this, provider: args.receiverProvider };
    let previous: pulumi.Resource[] = [...args.after];
    const grant = (
      suffix: string,
      what: Pick<lakeformation.PermissionsArgs, "database" | "tableWithColumns">,
    ) => {
      const permissions = what.database ? ["DESCRIBE"] : ["SELECT"];
      previous = [
        new lakeformation.Permissions(
          `${name}-${suffix}`,
          { region, principal: args.roleArn, permissions, permissionsWithGrantOptions: [], ...what },
          // Lake Formation refuses concurrent grants on one catalog.
          { ...child, dependsOn: previous },
        ),
      ];
    };

    const links = args.databases.map(({ target, link, tables }) => {
      const database = new glue.CatalogDatabase(
        `${name}-${link}`,
        {
          region,
          catalogId: receiverAccount,
          name: link,
          targetDatabase: { catalogId: args.ownerAccount, databaseName: target, region },
          tags: args.tags,
        },
        { ...child, dependsOn: [...args.after] },
      );
      previous.push(database);
      grant(link, { database: { catalogId: receiverAccount, name: link } });
      for (const { name: table, columns } of tables) {
        grant(`${link}-${table}`, {
          tableWithColumns: {
            catalogId: args.ownerAccount,
            databaseName: target,
            name: table,
            ...(columns === undefined ? { wildcard: true } : { columnNames: [...columns] }),
          },
        });
      }
      return database;
    });
    this.parts = [...links, ...previous];
    this.registerOutputs({});
  }
}
