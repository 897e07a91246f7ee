import { Resource as LakeLocation } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import type { Home } from "../site/home";

export interface RegisteredLocationArgs {
  /** Owns the catalog. */
  home: Home;
  /** The full required tag set. */
  tags: Record<string, string>;
  /** Layer → literal name of the domain's bucket, e.g. `{ silver: "…", gold: "…" }`. */
  buckets: Readonly<Record<string, string>>;
  /** What the role may do with the buckets and their keys, from its row of access. */
  data: readonly PolicyStatement[];
  /** Physical name of the registration role; the producer's bucket and key policies name it. */
  roleName: string;
  /** Must stand before: settings, and the producer's buckets and keys. */
  after: readonly pulumi.Resource[];
}

/**
 * A domain's buckets under Lake Formation's control, through a role of this account: the service-linked role would
 * escape service control policies and cannot use another account's keys. One role per domain keeps its policy small.
 */
export class RegisteredLocation extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:RegisteredLocation";
  readonly roleArn: pulumi.Output<string>;
  /** The registrations; databases and grants on these places must depend on them. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: RegisteredLocationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(RegisteredLocation.type, name, {}, opts);
    const { accountId, boundaryArn, placement } = args.home;
    const role = new WorkRole(
      name,
      {
        roleName: args.roleName,
        description:
          "Lake Formation reads and writes a domain's data with it, for those it has granted access.",
        trust: trustService("lakeformation", accountId),
        boundaryArn,
        policies: { data: args.data },
        tags: args.tags,
      },
      { parent: this },
    );
    this.parts = Object.entries(args.buckets).map(
      ([layer, bucket]) =>
        new LakeLocation(
          `${name}-${layer}`,
          {
            region: placement.region,
            arn: arns.bucket(bucket),
            roleArn: role.arn,
            useServiceLinkedRole: false,
            hybridAccessEnabled: false,
            withFederation: false,
            withPrivilegedAccess: false,
          },
          // Lake Formation tries the role when it registers, so the role's policies have to be there.
          { parent: this, dependsOn: [...role.parts, ...args.after] },
        ),
    );
    this.roleArn = role.arn;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}
