import * as kms from "@pulumi/aws/kms";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import { keyPolicy, type KeyFleetUse, type KeyRoleUse, type KeyServiceUse } from "./key-policy";

export interface DataKeyArgs {
  /** Owns the key; what it keeps, a later update cannot delete. */
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal alias with its `alias/` prefix; other accounts' policies refer to it. */
  alias: string;
  /** What the key protects, shown in the console. */
  description: string;
  /** Roles that may use the key. Default none. */
  roles?: readonly KeyRoleUse[];
  /** Accounts whose roles may use the key. Default none. */
  fleets?: readonly KeyFleetUse[];
  /** AWS services that use the key in their own name. Default none. */
  services?: readonly KeyServiceUse[];
}

/**
 * A customer-managed key for one domain and purpose, single-region: a multi-region key is an export of key material.
 * Rotated yearly; deletion waits 30 days, the longest that AWS offers.
 */
export class DataKey extends pulumi.ComponentResource {
  static readonly type = "meridian:security:DataKey";
  readonly arn: pulumi.Output<string>;
  /** The key itself, to depend on. */
  readonly key: kms.Key;
  /** Its alias: what uses the key by it at once has to depend on it. */
  readonly alias: kms.Alias;

  constructor(name: string, args: DataKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DataKey.type, name, {}, opts);
    const { accountId, keep, placement } = args.home;
    const { region } = placement;
    const policy = keyPolicy({
      accountId,
      region,
      roles: args.roles ?? [],
      fleets: args.fleets ?? [],
      services: args.services ?? [],
    });
    this.key = new kms.Key(
      name,
      {
        region,
        description: args.description,
        policy,
        tags: args.tags,
        enableKeyRotation: true,
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        multiRegion: false,
        bypassPolicyLockoutSafetyCheck: false,
      },
      { parent: this, protect: keep, retainOnDelete: keep },
    );
    this.alias = new kms.Alias(
      name,
      { region, name: args.alias, targetKeyId: this.key.keyId },
      { parent: this },
    );
    this.arn = this.key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
