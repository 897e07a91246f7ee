import type * as lakeformation from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import { GrantChain, taggedWith } from "./grant-chain";
import { splitExpression, type TagExpression } from "./tag-expression";

/** One database of the catalog by the LF-tags that only it has together. */
export interface TaggedDatabase {
  readonly domain: string;
  readonly layer: string;
}

export interface TagGrantsArgs {
  /** Owns the catalog. Lake Formation shares inside one region only. */
  owner: Ground;
  /** The owner's provider: tag grants work nowhere else. */
  ownerProvider: pulumi.ProviderResource;
  /** Role that reads: a literal ARN in another account of the organization. Never an account, whose administrators could pass it on. */
  roleArn: string;
  /** Databases that the role may see. */
  databases: readonly TaggedDatabase[];
  /** Tables and columns that the role may read; absent when it reads through filters only. */
  tables?: TagExpression;
  /** Resources that must stand before: settings, tags, tagged tables, the role, grants of the same catalog. */
  after: readonly pulumi.Resource[];
}

/**
 * What one role of another account may read of a catalog, said by tags, so that tables come and go without new grants. It is granted
 * by the owner itself: what an account receives it can pass on only under the very same tags (Lake Formation Developer Guide,
 * "Permission cascading rules"). Without grant option: the role passes nothing on.
 */
export class TagGrants extends pulumi.ComponentResource {
  static readonly type = "meridian:sharing:TagGrants";
  /** The grants, to depend on: the role can do nothing before. */
  readonly grants: readonly lakeformation.Permissions[];

  constructor(name: string, args: TagGrantsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TagGrants.type, name, {}, opts);
    const chain = new GrantChain(this, args);
    const grant = (
      suffix: string,
      resourceType: "DATABASE" | "TABLE",
      permissions: string[],
      expression: TagExpression,
    ) => {
      splitExpression(expression).forEach((part, index) => {
        const grantName = `${name}-${suffix}${index === 0 ? "" : `-${index + 1}`}`;
        chain.grant(grantName, permissions, taggedWith(args.owner.accountId, resourceType, part));
      });
    };
    // One by one: a grant of several domains and layers would hold for each with each.
    for (const { domain, layer } of args.databases) {
      grant(`${domain}-${layer}`, "DATABASE", ["DESCRIBE"], { domain: [domain], layer: [layer] });
    }
    if (args.tables) grant("table", "TABLE", ["DESCRIBE", "SELECT"], args.tables);
    this.grants = chain.grants;
    this.registerOutputs({});
  }
}
