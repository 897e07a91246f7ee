import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import { boundaryActions, type Service } from "./capabilities";
import { policyDocument, type PolicyStatement } from "./statement";

export interface PermissionsBoundaryArgs {
  /** Bounded roles may call the regions of its placement and write objects to its organization. */
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Name of the managed policy, unique in its account. */
  policyName: string;
  /** AWS services that roles of the account use. */
  services: readonly Service[];
}

/** The most that any working role of an account may ever do, whatever its own policies say. IAM is global: it has no region. */
export class PermissionsBoundary extends pulumi.ComponentResource {
  static readonly type = "meridian:identity:PermissionsBoundary";
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: PermissionsBoundaryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(PermissionsBoundary.type, name, {}, opts);
    const policy = new iam.Policy(
      name,
      {
        name: args.policyName,
        description: "Upper limit of the working roles: data services, home regions, own organization.",
        policy: policyDocument(boundaryStatements(args)),
        tags: args.tags,
      },
      { parent: this },
    );
    this.arn = policy.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function boundaryStatements({ home, services }: PermissionsBoundaryArgs): PolicyStatement[] {
  const { region, replicaRegion } = home.placement;
  return [
    // Use of data, never administration of keys, buckets, identities, trails or sharing.
    { Sid: "UseData", Effect: "Allow", Action: boundaryActions(services), Resource: "*" },
    {
      Sid: "DenyOtherRegions",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: {
        StringNotEquals: {
          "aws:RequestedRegion": replicaRegion === undefined ? [region] : [region, replicaRegion],
        },
      },
    },
    {
      Sid: "DenyWritesOutsideOrganization",
      Effect: "Deny",
      Action: ["s3:PutObject*", "kms:Encrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:ResourceOrgID": home.organizationId } },
    },
    {
      Sid: "DenyCatalogAdministration",
      Effect: "Deny",
      Action: [
        "glue:DeleteResourcePolicy",
        "glue:PutDataCatalogEncryptionSettings",
        "glue:PutResourcePolicy",
      ],
      Resource: "*",
    },
    {
      Sid: "DenyObjectLockBypass",
      Effect: "Deny",
      Action: [
        "s3:BypassGovernanceRetention",
        "s3:PutObjectAcl",
        "s3:PutObjectLegalHold",
        "s3:PutObjectRetention",
      ],
      Resource: "*",
    },
  ];
}
