import type * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { arns } from "../naming/arns";
import type { Ground } from "../site/home";
import { GrantChain, taggedWith } from "./grant-chain";

export interface WriteBackArgs {
  /** Owns the catalog. */
  owner: Ground;
  ownerProvider: pulumi.ProviderResource;
  /** Role of the producer that writes tables: a literal ARN in another account of the organization. */
  roleArn: string;
  /** Literal name of a database → literal name of the bucket that its tables lie in. */
  databases: Readonly<Record<string, string>>;
  /** LF-tag values that the domain's tables carry; the role may change tables with all of them. */
  tables: Readonly<Record<string, readonly string[]>>;
  /** Resources that must stand before: databases, registrations, the role, grants of the same catalog. */
  after: readonly pulumi.Resource[];
}

/**
 * What a producer may do to its own domain in the governance account's catalog: create tables, at its own locations only, and
 * write them. Without grant option: the role passes nothing on.
 */
export class WriteBack extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:WriteBack";
  readonly grants: readonly lakeformation.Permissions[];

  constructor(name: string, args: WriteBackArgs, opts?: pulumi.ComponentResourceOptions) {
    super(WriteBack.type, name, {}, opts);
    const { accountId: catalogId } = args.owner;
    const chain = new GrantChain(this, args);
    for (const [database, bucket] of Object.entries(args.databases)) {
      chain.grant(`${name}-${database}`, ["ALTER", "CREATE_TABLE", "DESCRIBE"], {
        database: { catalogId, name: database },
      });
      chain.grant(`${name}-${database}-location`, ["DATA_LOCATION_ACCESS"], {
        dataLocation: { catalogId, arn: arns.bucket(bucket) },
      });
    }
    chain.grant(
      `${name}-tables`,
      ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"],
      taggedWith(catalogId, "TABLE", args.tables),
    );
    this.grants = chain.grants;
    this.registerOutputs({});
  }
}
