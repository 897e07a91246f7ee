import { useActions, viaService, type Via } from "../identity/capabilities";
import { objectContext } from "../identity/data-statements";
import {
  allowRoles,
  policyDocument,
  type PolicyConditions,
  type PolicyStatement,
} from "../identity/statement";
import { arns } from "../naming/arns";

/** Roles that may use a key through one service; through S3 only for the named buckets. */
export interface KeyRoleUse {
  /** Short word for the statement id, e.g. `Etl`. */
  sid: string;
  /** Literal role ARNs, of any account. */
  roleArns: readonly string[];
  /** `read` decrypts; `write` also makes data keys. */
  access: "read" | "write";
  /** Which service must make the call for the role. */
  via: Via;
  /** True for who makes resources that keep using the key later, such as a table: they do it under grants. Default false. */
  lends?: boolean;
  /** Buckets whose objects the key protects for this use (S3's encryption context); required for `s3`. */
  buckets?: readonly string[];
}

/**
 * Roles of whole accounts that may use a key through one service: for keys that every account uses, where naming each role would
 * outgrow the 32 KB of a key policy.
 */
export interface KeyFleetUse {
  sid: string;
  /** 12 digits each, at least one. */
  accounts: readonly string[];
  /** ARN patterns that a caller must match besides. */
  rolePatterns: readonly string[];
  access: KeyRoleUse["access"];
  via: KeyRoleUse["via"];
}

/** An AWS service that uses the key in its own name. */
export interface KeyServiceUse {
  sid: string;
  /** Service principal, e.g. `cloudtrail.amazonaws.com`. */
  service: string;
  actions: readonly string[];
  /** Must tie the call to known accounts (`aws:SourceArn`, `aws:SourceAccount`). */
  conditions: PolicyConditions;
}

export interface KeyPolicyArgs {
  accountId: string;
  region: string;
  roles: readonly KeyRoleUse[];
  fleets: readonly KeyFleetUse[];
  services: readonly KeyServiceUse[];
}

/** Administration without use: whoever keeps the key cannot read what it protects, nor make grants on it. */
const administration = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListAliases",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
];

/** The whole policy of a key: root administers, named roles and services use it under conditions, nobody else does. */
export function keyPolicy(args: KeyPolicyArgs): string {
  return policyDocument([
    {
      Sid: "AdministerByOwnAccount",
      Effect: "Allow",
      Principal: { AWS: arns.root(args.accountId) },
      Action: administration,
      Resource: "*",
    },
    ...args.roles.flatMap((use) => roleStatements(use, args.region)),
    ...args.fleets.map((use) => fleetStatement(use, args.region)),
    ...args.services.map((use): PolicyStatement => ({
      Sid: use.sid,
      Effect: "Allow",
      Principal: { Service: use.service },
      Action: use.actions,
      Resource: "*",
      Condition: use.conditions,
    })),
  ]);
}

function fleetStatement(use: KeyFleetUse, region: string): PolicyStatement {
  return {
    Sid: use.sid,
    Effect: "Allow",
    Principal: { AWS: use.accounts.map(arns.root) },
    Action: useActions(use.via, use.access).key,
    Resource: "*",
    Condition: {
      StringEquals: { "kms:ViaService": viaService(use.via, region) },
      ArnLike: { "aws:PrincipalArn": use.rolePatterns },
    },
  };
}

function roleStatements(use: KeyRoleUse, region: string): PolicyStatement[] {
  const through = { "kms:ViaService": viaService(use.via, region) };
  const lenders = use.lends === true ? use.roleArns : [];
  return [
    ...allowRoles({
      sid: use.sid,
      roleArns: use.roleArns,
      actions: useActions(use.via, use.access).key,
      resources: "*",
      conditions: {
        StringEquals: through,
        ...(use.buckets !== undefined && { StringLike: objectContext(use.buckets) }),
      },
    }),
    ...allowRoles({
      sid: `${use.sid}Lend`,
      roleArns: lenders,
      actions: ["kms:CreateGrant"],
      resources: "*",
      conditions: { StringEquals: through, Bool: { "kms:GrantIsForAWSResource": "true" } },
    }),
    // Whoever lends a key is asked what it is first.
    ...allowRoles({
      sid: `${use.sid}Describe`,
      roleArns: lenders,
      actions: ["kms:DescribeKey"],
      resources: "*",
      conditions: { StringEquals: through },
    }),
  ];
}
