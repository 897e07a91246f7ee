import * as cfg from "@pulumi/aws/cfg";
import * as pulumi from "@pulumi/pulumi";

import { trustService } from "../identity/trust";
import { WorkRole } from "../identity/work-role";
import type { Placement } from "../residency/place";

export interface ConfigRecorderArgs {
  placement: Placement;
  /** Recorded account, 12 digits. */
  accountId: string;
  /** Literal name of the recorder's role. */
  roleName: string;
  /** The audit archive's bucket and key, in the same jurisdiction. */
  archive: { bucketName: pulumi.Input<string>; keyArn: pulumi.Input<string> };
  /** Days of history that Config itself answers from; its own limits are 30 and 2557. */
  days: number;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
}

/** AWS's own read-only policy for Config: what the role may do, and, as its boundary, all it may ever do. */
const recorderPolicy = "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole";

/** AWS keeps configuration history no longer than this many days; the archive keeps the rest. */
const longestHistoryDays = 2557;

/** The one configuration recorder that AWS allows an account and region: records everything, delivers to the archive. */
export class ConfigRecorder extends pulumi.ComponentResource {
  static readonly type = "meridian:security:ConfigRecorder";
  readonly recorderName: pulumi.Output<string>;

  constructor(name: string, args: ConfigRecorderArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ConfigRecorder.type, name, args, opts);
    const { region } = args.placement;
    const child = { parent: this };
    const role = new WorkRole(
      `${name}-role`,
      {
        roleName: args.roleName,
        description: "AWS Config reads every resource's configuration.",
        trust: trustService("config.amazonaws.com", args.accountId),
        boundaryArn: recorderPolicy,
        policies: {},
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
