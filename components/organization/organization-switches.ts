import * as organizations from "@pulumi/aws/organizations";
import * as ram from "@pulumi/aws/ram";
import * as pulumi from "@pulumi/pulumi";

import type { PolicyType } from "./policy-types";

export interface OrganizationSwitchesArgs {
  /** Types of policy that are on; every other is off. */
  policyTypes: readonly PolicyType[];
  /** Service principals with trusted access; every other loses it. RAM is among them. */
  trustedServices: readonly string[];
}

/**
 * What is switched on once for the whole organization. The organization exists before the platform: it is imported by hand
 * (docs/organization.md), and never deleted with the stack.
 */
export class OrganizationSwitches extends pulumi.ComponentResource {
  static readonly type = "meridian:organization:OrganizationSwitches";
  /** Must stand before any policy of the organization. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: OrganizationSwitchesArgs, opts: pulumi.ComponentResourceOptions) {
    super(OrganizationSwitches.type, name, {}, opts);
    const organization = new organizations.Organization(
      name,
      {
        featureSet: "ALL",
        enabledPolicyTypes: [...args.policyTypes].sort(),
        awsServiceAccessPrincipals: [...args.trustedServices].sort(),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    // RAM answers "operation not permitted" until its trusted access is on.
    new ram.SharingWithOrganization(
      name,
      {},
      { parent: this, dependsOn: [organization], retainOnDelete: true },
    );
    this.parts = [organization];
    this.registerOutputs({});
  }
}
