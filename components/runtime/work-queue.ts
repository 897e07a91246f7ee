import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { policyDocument, type PolicyStatement } from "../identity/statement";
import { arns } from "../naming/arns";
import type { Ground } from "../site/home";

export interface WorkQueueArgs {
  home: Ground;
  /** The full tag set of the platform; what failed is the same data. */
  tags: Record<string, string>;
  /** Literal physical names, from components/naming. */
  queueName: string;
  failedQueueName: string;
  /** Customer-managed key; whoever sends and receives has to be able to use it. */
  keyArn: pulumi.Input<string>;
  /** Queue policy statements for services that send; nobody else of the organization may. */
  services: readonly PolicyStatement[];
  /** Longest run of the worker, in seconds. */
  workerSeconds: number;
}

/** Attempts before a message is taken aside: five or more, so that a throttled minute takes none (Lambda Developer Guide, "Using SQS"). */
const attempts = 5;
const day = 24 * 3600;
/** What was taken aside keeps the time it was first sent, so its queue has to wait longer. */
const waitingDays = { work: 4, failed: 14 };

/** Messages of one AWS service for one worker, and beside it the queue of those that failed too often. */
export class WorkQueue extends pulumi.ComponentResource {
  static readonly type = "meridian:runtime:WorkQueue";
  /** Literal. */
  readonly queueArn: string;
  /** Everything that must stand before somebody sends or receives. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: WorkQueueArgs, opts?: pulumi.ComponentResourceOptions) {
    super(WorkQueue.type, name, {}, opts);
    const { accountId, placement } = args.home;
    const { region } = placement;
    const child = { parent: this };
    const arnOf = (queueName: string) => arns.queue(region, accountId, queueName);
    this.queueArn = arnOf(args.queueName);
    const failed = new sqs.Queue(
      `${name}-failed`,
      {
        region,
        name: args.failedQueueName,
        redriveAllowPolicy: JSON.stringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [this.queueArn],
        }),
        tags: args.tags,
        ...kept(args, waitingDays.failed),
      },
      child,
    );
    const queue = new sqs.Queue(
      name,
      {
        region,
        name: args.queueName,
        redrivePolicy: JSON.stringify({
          deadLetterTargetArn: arnOf(args.failedQueueName),
          maxReceiveCount: attempts,
        }),
        // Six runs: one may be throttled several times before the message is seen again (Lambda Developer Guide, "Using SQS").
        visibilityTimeoutSeconds: 6 * args.workerSeconds,
        receiveWaitTimeSeconds: 20,
        tags: args.tags,
        ...kept(args, waitingDays.work),
      },
      { ...child, dependsOn: [failed] },
    );
    const policies = [
      new sqs.QueuePolicy(
        `${name}-failed`,
        { region, queueUrl: failed.url, policy: policyDocument(denials(args, arnOf(args.failedQueueName))) },
        child,
      ),
      new sqs.QueuePolicy(
        name,
        {
          region,
          queueUrl: queue.url,
          policy: policyDocument([...args.services, ...denials(args, this.queueArn)]),
        },
        child,
      ),
    ];
    this.parts = [queue, ...policies];
    this.registerOutputs({});
  }
}

const kept = ({ keyArn }: WorkQueueArgs, days: number) => ({
  messageRetentionSeconds: days * day,
  kmsMasterKeyId: keyArn,
  kmsDataKeyReusePeriodSeconds: 300,
});

function denials({ home }: WorkQueueArgs, queueArn: string): PolicyStatement[] {
  const everything = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queueArn } as const;
  return [
    {
      Sid: "DenyPlainTransport",
      ...everything,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyOtherOrganizations",
      ...everything,
      Condition: {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": home.organizationId },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ];
}
