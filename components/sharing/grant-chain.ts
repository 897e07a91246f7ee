import * as lakeformation from "@pulumi/aws/lakeformation";
import type * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import type { TagExpression } from "./tag-expression";

/** To whom the owner of a catalog grants, and after what. */
export interface Grantee {
  owner: Ground;
  ownerProvider: pulumi.ProviderResource;
  roleArn: string;
  after: readonly pulumi.Resource[];
}

/** Grants of a catalog's owner to one role, without grant option: the role passes nothing on. */
export class GrantChain {
  readonly grants: lakeformation.Permissions[] = [];

  constructor(
    private readonly parent: pulumi.Resource,
    private readonly to: Grantee,
  ) {}

  /** One more, after the one before: Lake Formation refuses concurrent grants on one catalog. */
  grant(name: string, permissions: string[], what: Partial<lakeformation.PermissionsArgs>): void {
    const { owner, ownerProvider, roleArn, after } = this.to;
    const previous = this.grants.at(-1);
    this.grants.push(
      new lakeformation.Permissions(
        name,
        {
          region: owner.placement.region,
          catalogId: owner.accountId,
          principal: roleArn,
          permissions,
          permissionsWithGrantOptions: [],
          ...what,
        },
        {
          parent: this.parent,
          provider: ownerProvider,
          dependsOn: previous === undefined ? [...after] : [previous],
        },
      ),
    );
  }
}

/** What carries all of these LF-tags, in a grant. */
export const taggedWith = (
  catalogId: string,
  resourceType: "DATABASE" | "TABLE",
  expression: TagExpression,
) => ({
  lfTagPolicy: {
    catalogId,
    resourceType,
    expressions: Object.entries(expression).map(([key, values]) => ({ key, values: [...values] })),
  },
});
