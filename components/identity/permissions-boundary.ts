import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement } from "./statement";

export interface PermissionsBoundaryArgs {
  /** Name of the managed policy, unique in its account. */
  policyName: string;
  /** Regions that bounded roles may call: those of the placement. */
  regions: readonly string[];
  /** Organization that bounded roles may write objects to, `o-…`. */
  organizationId: string;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
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

/** What bounded roles may do at most: use data, never administer keys, buckets, identities, trails or sharing. */
const usableActions = [
  "athena:*",
  "cloudwatch:PutMetricData",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "glue:*",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ReEncrypt*",
  "lakeformation:GetDataAccess",
  "lakeformation:GetResourceLFTags",
  "lakeformation:ListPermissions",
  "logs:CreateLogGroup",
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "s3:AbortMultipartUpload",
  "s3:DeleteObject*",
  "s3:Get*",
  "s3:List*",
  "s3:PutObject*",
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
  "sts:GetCallerIdentity",
];

function boundaryStatements(args: PermissionsBoundaryArgs): PolicyStatement[] {
  return [
    { Sid: "UseData", Effect: "Allow", Action: usableActions, Resource: "*" },
    {
      Sid: "DenyOtherRegions",
      Effect: "Deny",
      Action: "*",
      Resource: "*",
      Condition: { StringNotEquals: { "aws:RequestedRegion": args.regions } },
    },
    {
      Sid: "DenyWritesOutsideOrganization",
      Effect: "Deny",
      Action: ["s3:PutObject*", "kms:Encrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringNotEquals: { "aws:ResourceOrgID": args.organizationId } },
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
