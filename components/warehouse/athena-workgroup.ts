import * as athena from "@pulumi/aws/athena";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";

export interface AthenaWorkgroupArgs {
  /** Owns the workgroup and its results bucket. */
  home: Ground;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal physical name, from components/naming. */
  workgroupName: string;
  /** Who asks what here, shown in the console. */
  description: string;
  /** Literal name of the results bucket, in the same account and region. */
  resultsBucket: pulumi.Input<string>;
  /** Customer-managed key for the results. */
  keyArn: pulumi.Input<string>;
  /** A query that scans more is cancelled; whole GiB, at least 1. */
  scanLimitGiB: number;
}

/** An Athena workgroup whose settings no client overrides: where results go, under which key, how much a query may scan. */
export class AthenaWorkgroup extends pulumi.ComponentResource {
  static readonly type = "meridian:warehouse:AthenaWorkgroup";
  readonly workgroupName: pulumi.Output<string>;

  constructor(name: string, args: AthenaWorkgroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AthenaWorkgroup.type, name, {}, opts);
    if (!Number.isInteger(args.scanLimitGiB) || args.scanLimitGiB < 1) {
      throw new Error(
        `AthenaWorkgroup "${name}": scan limit ${args.scanLimitGiB} GiB is not allowed; use a whole number from 1.`,
      );
    }
    const workgroup = new athena.Workgroup(
      name,
      {
        region: args.home.placement.region,
        name: args.workgroupName,
        description: args.description,
        state: "ENABLED",
        tags: args.tags,
        forceDestroy: false,
        configuration: {
          bytesScannedCutoffPerQuery: args.scanLimitGiB * 2 ** 30,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: pulumi.interpolate`s3://${args.resultsBucket}/queries/`,
            expectedBucketOwner: args.home.accountId,
            encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: args.keyArn },
          },
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          requesterPaysEnabled: false,
        },
      },
      { parent: this },
    );
    this.workgroupName = workgroup.name;
    this.registerOutputs({ workgroupName: this.workgroupName });
  }
}
