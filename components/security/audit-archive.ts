import * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import { hardenedBucket } from "../lake/hardened-bucket";
import { arns } from "../naming/arns";
import type { Home } from "../site/home";
import { DataKey } from "./data-key";
import type { KeyServiceUse } from "./key-policy";

export interface AuditArchiveArgs {
  home: Home;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal physical name of the write-once bucket of trails, from components/naming. */
  bucketName: string;
  /** Literal physical name of the bucket of configuration histories. */
  historyBucketName: string;
  /** Literal alias of the archive's key. */
  keyAlias: string;
  /** Literal ARN of the recorder's role in the archive's own account: there Config delivers as the role, elsewhere as itself. */
  recorderRoleArn: string;
  /** Days that audit records are kept, by lifecycle and, for trails where `home.keep`, by Object Lock in compliance mode. */
  days: number;
  /** Literal name of the trails that deliver, the same in every account of the organization that may. */
  trailName: string;
}

/**
 * The archive of all accounts' trails and configuration histories. Trails are write-once: in prod nobody, root included, deletes
 * a record before its time; elsewhere a lock of one day in governance mode exercises the same path without outliving the stack.
 * Histories have a bucket of their own, because AWS Config does not deliver to one with a default retention (AWS Config Developer
 * Guide, "Managing the delivery channel"); who changed what is in the trails besides. Only what delivers touches the objects of either:
 * whoever administers the account can neither read, replace nor delete them.
 */
export class AuditArchive extends pulumi.ComponentResource {
  static readonly type = "meridian:security:AuditArchive";
  /** Known at preview, and carries what has to stand before: CloudTrail and Config test the policy, and deliver, at once. */
  readonly bucketName: pulumi.Output<string>;
  /** The same for configuration histories. */
  readonly historyBucketName: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: AuditArchiveArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AuditArchive.type, name, {}, opts);
    const { home, tags } = args;
    const from = sourcesOf(args);
    const key = new DataKey(
      `${name}-key`,
      {
        home,
        alias: args.keyAlias,
        description: "Audit archive of every account's trail and configuration history.",
        roles: [
          {
            sid: "OwnRecorder",
            roleArns: [args.recorderRoleArn],
            access: "write",
            via: "s3",
            buckets: [args.historyBucketName],
          },
        ],
        services: keyUses(from),
        tags,
      },
      { parent: this },
    );
    const common = {
      home,
      keyArn: key.arn,
      lifecycle: { kind: "audit", days: args.days },
      tags,
    } as const;
    const trails = hardenedBucket(
      name,
      {
        ...common,
        bucketName: args.bucketName,
        lock: home.keep ? { mode: "COMPLIANCE", days: args.days } : { mode: "GOVERNANCE", days: 1 },
        access: { readers: [], writers: [] },
        services: trailDeliveries(args.bucketName, from),
      },
      this,
    );
    const histories = hardenedBucket(
      `${name}-history`,
      {
        ...common,
        bucketName: args.historyBucketName,
        access: { readers: [], writers: [], deliverers: [args.recorderRoleArn] },
        services: recorderDeliveries(args.historyBucketName, from),
      },
      this,
    );
    this.bucketName = trails.deliverTo;
    this.historyBucketName = histories.deliverTo;
    this.keyArn = key.arn;
    this.registerOutputs({
      bucketName: this.bucketName,
      historyBucketName: this.historyBucketName,
      keyArn: this.keyArn,
    });
  }
}

const cloudTrail = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } } as const;
const config = { Effect: "Allow", Principal: { Service: "config.amazonaws.com" } } as const;
const ownerKeeps = { "s3:x-amz-acl": "bucket-owner-full-control" };

/** Who may deliver, as the conditions of the archive's policies say it. */
interface Sources {
  /** The organization's accounts: what a service does for anybody else is refused. */
  readonly ofOurs: { readonly "aws:SourceOrgID": string };
  /** ARN of the trails in the archive's region, of whichever account. */
  readonly trailArn: string;
}

/**
 * Whoever is of the organization may deliver, CloudTrail only for trails of the platform's name: a policy that lists accounts grows
 * with them and would be full at about a hundred.
 */
function sourcesOf({ home, trailName }: AuditArchiveArgs): Sources {
  return {
    ofOurs: { "aws:SourceOrgID": home.organizationId },
    trailArn: arns.trail(home.placement.region, "*", trailName),
  };
}

function trailDeliveries(bucketName: string, { ofOurs, trailArn }: Sources): PolicyStatement[] {
  const fromTrails = { ArnLike: { "aws:SourceArn": trailArn } };
  return [
    {
      Sid: "TrailsCheckOwner",
      ...cloudTrail,
      Action: "s3:GetBucketAcl",
      Resource: arns.bucket(bucketName),
      Condition: { StringEquals: ofOurs, ...fromTrails },
    },
    {
      Sid: "Trails",
      ...cloudTrail,
      Action: "s3:PutObject",
      Resource: arns.objects(bucketName, "AWSLogs/*"),
      Condition: { StringEquals: { ...ofOurs, ...ownerKeeps }, ...fromTrails },
    },
  ];
}

/** Config names no single source ARN. */
function recorderDeliveries(bucketName: string, { ofOurs }: Sources): PolicyStatement[] {
  return [
    {
      Sid: "RecordersCheckOwner",
      ...config,
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arns.bucket(bucketName),
      Condition: { StringEquals: ofOurs },
    },
    {
      Sid: "Recorders",
      ...config,
      Action: "s3:PutObject",
      Resource: arns.objects(bucketName, "AWSLogs/*/Config/*"),
      Condition: { StringEquals: { ...ofOurs, ...ownerKeeps } },
    },
  ];
}

function keyUses({ ofOurs, trailArn }: Sources): KeyServiceUse[] {
  return [
    {
      sid: "TrailsEncrypt",
      service: "cloudtrail.amazonaws.com",
      actions: ["kms:GenerateDataKey*"],
      conditions: {
        StringEquals: ofOurs,
        ArnLike: { "aws:SourceArn": trailArn },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trailArn },
      },
    },
    {
      sid: "TrailsDescribe",
      service: "cloudtrail.amazonaws.com",
      actions: ["kms:DescribeKey"],
      conditions: { StringEquals: ofOurs, ArnLike: { "aws:SourceArn": trailArn } },
    },
    {
      sid: "RecordersEncrypt",
      service: "config.amazonaws.com",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: { StringEquals: ofOurs },
    },
  ];
}
