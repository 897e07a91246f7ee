import { DataCatalogEncryptionSettings, ResourcePolicy } from "@pulumi/aws/glue";
import { DataLakeSettings } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument } from "../identity/statement";
import { arns } from "../naming/arns";
import type { Ground } from "../site/home";

export interface CatalogSettingsArgs {
  /** Owns the catalog: settings are per account and region. Where it keeps, a deployment cannot take the admins away. */
  home: Ground;
  /** Role ARNs that administer Lake Formation, the deploy role among them; at least one. Never a session's ARN. */
  admins: readonly pulumi.Input<string>[];
  /** How grants to other accounts are shared; the same in every account of the platform. */
  crossAccountVersion: "4" | "5";
  /** Customer-managed key that encrypts metadata and connection passwords. */
  keyArn: pulumi.Input<string>;
}

/**
 * What holds for a whole catalog: Lake Formation alone decides (no rights for IAM principals by default, no external
 * engines, no trusted outside owners), metadata is encrypted, and shares leave only through RAM and only inside the
 * organization. Databases must depend on `parts`: those made earlier would carry the old default permissions.
 */
export class CatalogSettings extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:CatalogSettings";
  /** Must stand before anything is made in the catalog. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: CatalogSettingsArgs, opts?: pulumi.ComponentResourceOptions) {
    super(CatalogSettings.type, name, {}, opts);
    // The provider does not send an empty list, so "nobody" would silently keep whoever was there.
    if (args.admins.length === 0) {
      throw new Error(`CatalogSettings "${name}": no admins; name at least the deploy role.`);
    }
    const { accountId, keep, placement } = args.home;
    const { region } = placement;
    const settings = new DataLakeSettings(
      name,
      {
        region,
        catalogId: accountId,
        admins: [...args.admins],
        createDatabaseDefaultPermissions: [],
        createTableDefaultPermissions: [],
        parameters: { CROSS_ACCOUNT_VERSION: args.crossAccountVersion },
        trustedResourceOwners: [],
        allowExternalDataFiltering: false,
        allowFullTableExternalDataAccess: false,
      },
      // Deleting would take the admins' rights in the middle of a destroy and set the sharing version back to 1.
      { parent: this, retainOnDelete: true, protect: keep },
    );
    const encryption = new DataCatalogEncryptionSettings(
      name,
      {
        region,
        catalogId: accountId,
        dataCatalogEncryptionSettings: {
          encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: args.keyArn },
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: args.keyArn },
        },
      },
      { parent: this },
    );
    const policy = new ResourcePolicy(
      name,
      // Without hybrid mode Glue refuses the policy as soon as Lake Formation has shared anything.
      { region, policy: catalogPolicy(args.home), enableHybrid: "TRUE" },
      { parent: this, dependsOn: [settings] },
    );
    this.parts = [settings, encryption, policy];
    this.registerOutputs({});
  }
}

function catalogPolicy({ accountId, organizationId, placement: { region } }: Ground): string {
  const everything = [
    arns.catalog(region, accountId),
    arns.database(region, accountId, "*"),
    arns.table(region, accountId, "*", "*"),
  ];
  return policyDocument([
    {
      Sid: "ShareThroughRam",
      Effect: "Allow",
      Principal: { Service: "ram.amazonaws.com" },
      Action: "glue:ShareResource",
      Resource: everything,
    },
    {
      Sid: "NobodyOutsideTheOrganization",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "glue:*",
      Resource: everything,
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ]);
}
