import { capabilities } from "../identity/capabilities";
import { allowRoles, policyDocument, type PolicyStatement } from "../identity/statement";
import { arns } from "../naming/arns";

export interface BucketAccess {
  /** Literal ARNs of roles that may read objects. */
  readers: readonly string[];
  /** Literal ARNs of roles that may read objects and fetch back those that are archived. Default none. */
  restorers?: readonly string[];
  /** Literal ARNs of roles that may read, write and delete objects. */
  writers: readonly string[];
  /**
   * Literal ARNs of roles that write Iceberg metadata of new tables and touch no data: Glue stores a table's first metadata file
   * as whoever creates it. Default none.
   */
  creators?: readonly string[];
  /** Literal ARNs of roles of the bucket's account that put objects by their own policies alone, beside AWS's services. Default none. */
  deliverers?: readonly string[];
}

export interface BucketPolicyArgs {
  bucketName: string;
  /** `o-…`; nobody outside may do anything. */
  organizationId: string;
  /** When given, only these roles and AWS's services touch objects, whatever IAM says elsewhere. */
  access?: BucketAccess;
  /** Statements for AWS services that deliver here. Default none. */
  services?: readonly PolicyStatement[];
}

const { read, restore, write, create } = capabilities.s3.uses;
const touchObjects = ["s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*", "s3:RestoreObject"];

/** The whole policy of a bucket; the denials come for every bucket and cannot be left out by a caller. */
export function bucketPolicy(args: BucketPolicyArgs): string {
  const bucket = arns.bucket(args.bucketName);
  const objects = arns.objects(args.bucketName);
  const everything = { Effect: "Deny", Principal: "*", Resource: [bucket, objects] } as const;
  return policyDocument([
    ...(args.access === undefined ? [] : accessStatements(args.access, bucket, objects)),
    ...(args.services ?? []),
    {
      Sid: "DenyPlainTransport",
      ...everything,
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyOldTls",
      ...everything,
      Action: "s3:*",
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
    {
      Sid: "DenyOtherOrganizations",
      ...everything,
      Action: "s3:*",
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": args.organizationId },
        // Deliveries of AWS itself belong to no organization; they are held by their own statements.
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ]);
}

function accessStatements(access: BucketAccess, bucket: string, objects: string): PolicyStatement[] {
  const { restorers = [], creators = [], deliverers = [] } = access;
  const named = [...new Set([...access.readers, ...restorers, ...access.writers, ...creators])];
  const touching = [...named, ...deliverers];
  const metadata = `${objects}/metadata/*`;
  return [
    ...allowRoles({ sid: "Read", roleArns: access.readers, actions: read.data, resources: objects }),
    ...allowRoles({ sid: "Restore", roleArns: restorers, actions: restore.data, resources: objects }),
    ...allowRoles({ sid: "Write", roleArns: access.writers, actions: write.data, resources: objects }),
    ...allowRoles({
      sid: "Create",
      roleArns: creators,
      actions: create.data,
      resources: metadata,
    }),
    ...allowRoles({ sid: "List", roleArns: named, actions: read.store, resources: bucket }),
    {
      Sid: "DenyUnnamedRoles",
      Effect: "Deny",
      Principal: "*",
      Action: touchObjects,
      Resource: objects,
      Condition: {
        ...(touching.length > 0 && { ArnNotEquals: { "aws:PrincipalArn": touching } }),
        Bool: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    ...(creators.length === 0
      ? []
      : [
          {
            Sid: "DenyDataToCreators",
            Effect: "Deny",
            Principal: "*",
            Action: touchObjects,
            NotResource: metadata,
            Condition: { ArnEquals: { "aws:PrincipalArn": creators } },
          } as const,
        ]),
  ];
}
