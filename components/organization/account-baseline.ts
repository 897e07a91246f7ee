import * as ebs from "@pulumi/aws/ebs";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";

export interface AccountBaselineArgs {
  /** What AWS keeps per region is set in the home region and in the replica region. */
  home: Pick<Ground, "accountId" | "placement">;
}

/**
 * What holds for everything in an account, whoever makes it there: nothing public, volumes encrypted, instance credentials
 * only by token, passwords that are hard to guess. All settings are singletons of the account, so they take over what is there.
 */
export class AccountBaseline extends pulumi.ComponentResource {
  static readonly type = "meridian:organization:AccountBaseline";

  constructor(
    name: string,
    { home: { accountId, placement } }: AccountBaselineArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super(AccountBaseline.type, name, {}, opts);
    const child = { parent: this };
    new s3.AccountPublicAccessBlock(
      name,
      {
        accountId,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      child,
    );
    new iam.AccountPasswordPolicy(name, passwordPolicy, child);
    const { region, replicaRegion } = placement;
    for (const each of replicaRegion === undefined ? [region] : [region, replicaRegion]) {
      const local = `${name}-${each}`;
      new ebs.EncryptionByDefault(local, { region: each, enabled: true }, child);
      new ebs.SnapshotBlockPublicAccess(local, { region: each, state: "block-all-sharing" }, child);
      new ec2.ImageBlockPublicAccess(local, { region: each, state: "block-new-sharing" }, child);
      new ec2.SerialConsoleAccess(local, { region: each, enabled: false }, child);
      // One hop: a container on an instance cannot ask for the instance's credentials.
      new ec2.InstanceMetadataDefaults(
        local,
        { region: each, httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        child,
      );
    }
    this.registerOutputs({});
  }
}

/** For the few users that there may be; CIS AWS Foundations Benchmark 1.7 and 1.8 (length 14, no reuse of 24), PCI DSS 8.3.9 (90 days). */
const passwordPolicy: iam.AccountPasswordPolicyArgs = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  maxPasswordAge: 90,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  allowUsersToChangePassword: true,
  // An expired password can be changed at sign-in: nobody is locked out of the account that owns the organization.
  hardExpiry: false,
};
