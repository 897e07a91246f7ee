import * as cfg from "@pulumi/aws/cfg";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { useObjectKeys } from "../identity/data-statements";
import { policyDocument, type PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import type { Ground } from "../site/home";

export interface ConfigRecorderArgs {
  /** The recorded account. */
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal name of the recorder's role. */
  roleName: string;
  /** The audit archive's bucket of histories and its key, in the same jurisdiction. */
  archive: { bucketName: pulumi.Input<string>; keyArn: pulumi.Input<string> };
  /** Given only in the archive's own account: literal names of the same, and of the boundary that lets the role deliver. */
  own?: OwnArchive;
  /** Days of history that Config itself answers from; its own limits are 30 and 2557. */
  days: number;
}

export interface OwnArchive {
  bucketName: string;
  /** Name of the managed policy, unique in its account. */
  boundaryName: string;
}

/** AWS's own read-only policy for Config: what the role may do, and, as its boundary, all it may ever do. */
const recorderPolicy = arns.awsPolicy("service-role/AWS_ConfigRole");

/** AWS keeps configuration history no longer than this many days; the archive keeps the rest. */
const longestHistoryDays = 2557;

/** The one configuration recorder that AWS allows an account and region: records everything, delivers to the archive. */
export class ConfigRecorder extends pulumi.ComponentResource {
  static readonly type = "meridian:security:ConfigRecorder";
  readonly recorderName: pulumi.Output<string>;

  constructor(name: string, args: ConfigRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ConfigRecorder.type, name, {}, opts);
    const { accountId, placement } = args.home;
    const { region } = placement;
    const child = { parent: this };
    const deliver = args.own === undefined ? [] : deliveryStatements(args, args.own);
    const boundary =
      args.own &&
      new iam.Policy(
        `${name}-boundary`,
        {
          name: args.own.boundaryName,
          description: "Upper limit of the recorder's role: reads configuration, delivers to the archive.",
          policy: policyDocument([...readConfiguration, ...deliver]),
          tags: args.tags,
        },
        child,
      );
    const role = new WorkRole(
      `${name}-role`,
      {
        roleName: args.roleName,
        description: "AWS Config reads every resource's configuration.",
        trust: trustService("config", accountId),
        boundaryArn: boundary?.arn ?? recorderPolicy,
        policies: args.own === undefined ? {} : { deliver },
        managedPolicies: { read: recorderPolicy },
        tags: args.tags,
      },
      child,
    );
    const recorder = new cfg.Recorder(
      name,
      {
        region,
        name: "default",
        roleArn: role.arn,
        recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
        recordingMode: { recordingFrequency: "CONTINUOUS" },
      },
      { ...child, dependsOn: [...role.parts] },
    );
    const channel = new cfg.DeliveryChannel(
      name,
      {
        region,
        name: "default",
        s3BucketName: args.archive.bucketName,
        s3KmsKeyArn: args.archive.keyArn,
        snapshotDeliveryProperties: { deliveryFrequency: "TwentyFour_Hours" },
      },
      { ...child, dependsOn: [recorder] },
    );
    new cfg.RetentionConfiguration(
      name,
      { region, retentionPeriodInDays: Math.min(args.days, longestHistoryDays) },
      { ...child, dependsOn: [recorder] },
    );
    // A recorder starts only when it has somewhere to deliver.
    new cfg.RecorderStatus(
      name,
      { region, name: recorder.name, isEnabled: true },
      { ...child, dependsOn: [channel] },
    );
    this.recorderName = recorder.name;
    this.registerOutputs({ recorderName: this.recorderName });
  }
}

/** Services that hold data or rights: of these the boundary leaves the recorder reading of settings only. */
const guarded = ["iam", "kms", "organizations", "s3", "sts"];

/**
 * A boundary in words of its own, where AWS's read-only policy cannot serve as one because the role must deliver. What Config
 * reads of other services is AWS's list and grows with every new type, so it is not repeated here.
 */
const readConfiguration: readonly PolicyStatement[] = [
  {
    Sid: "ReadOtherServices",
    Effect: "Allow",
    NotAction: guarded.map((service) => `${service}:*`),
    Resource: "*",
  },
  {
    Sid: "ReadGuardedServices",
    Effect: "Allow",
    Action: [
      "iam:GenerateCredentialReport",
      "iam:Get*",
      "iam:List*",
      "kms:Describe*",
      "kms:Get*",
      "kms:List*",
      "organizations:Describe*",
      "organizations:List*",
      "s3:GetAccount*",
      "s3:GetBucket*",
      "s3:Get*Configuration",
      "s3:List*",
    ],
    Resource: "*",
  },
];

/**
 * Within one account Config delivers as the recorder's role; only across accounts does it fall back to its service principal
 * (AWS Config Developer Guide, "Permissions for the Amazon S3 bucket").
 */
function deliveryStatements(args: ConfigRecorderArgs, own: OwnArchive): PolicyStatement[] {
  const { accountId, placement } = args.home;
  return [
    {
      Sid: "Deliver",
      Effect: "Allow",
      Action: ["s3:PutObject", "s3:PutObjectAcl"],
      Resource: arns.objects(own.bucketName, `AWSLogs/${accountId}/Config/*`),
    },
    {
      Sid: "CheckOwner",
      Effect: "Allow",
      Action: ["s3:GetBucketAcl", "s3:ListBucket"],
      Resource: arns.bucket(own.bucketName),
    },
    useObjectKeys({
      sid: "DeliverEncrypted",
      region: placement.region,
      accountId,
      buckets: [own.bucketName],
      access: "write",
    }),
  ];
}
