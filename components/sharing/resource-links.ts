import * as glue from "@pulumi/aws/glue";
import * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { defaultDatabase } from "../catalog/default-database";
import type { Ground } from "../site/home";

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
  /** Literal names of the owner's databases; the links bear the same. */
  databases: readonly string[];
  /** Resources that must stand before: the receiver's settings, `default` database and role, and the owner's grants. */
  after: readonly pulumi.Resource[];
}

/**
 * Local names for the owner's databases, and the local role's right to see them and `default`, which engines look at before any
 * query (Athena User Guide, "Considerations"). What the role reads behind the links is granted by the owner.
 * A link has exactly its target's name: Spark's fine-grained access takes no other (AWS Glue User Guide, "Considerations").
 */
export class ResourceLinks extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:ResourceLinks";

  constructor(name: string, args: ResourceLinksArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ResourceLinks.type, name, {}, opts);
    const { accountId: catalogId, placement } = args.receiver;
    const { region } = placement;
    const child = { parent: this, provider: args.receiverProvider };
    let previous: readonly pulumi.Resource[] = args.after;
    const describe = (database: string, on: readonly pulumi.Resource[]) => {
      const described = new lakeformation.Permissions(
        `${name}-${database}`,
        {
          region,
          catalogId,
          principal: args.roleArn,
          permissions: ["DESCRIBE"],
          permissionsWithGrantOptions: [],
          database: { catalogId, name: database },
        },
        // Lake Formation refuses concurrent grants on one catalog.
        { ...child, dependsOn: [...previous, ...on] },
      );
      previous = [described];
    };

    for (const database of args.databases) {
      const link = new glue.CatalogDatabase(
        `${name}-${database}`,
        {
          region,
          catalogId,
          name: database,
          targetDatabase: { catalogId: args.ownerAccount, databaseName: database, region },
          tags: args.tags,
        },
        { ...child, dependsOn: [...args.after] },
      );
      describe(database, [link]);
    }
    describe(defaultDatabase, []);
    this.registerOutputs({});
  }
}
