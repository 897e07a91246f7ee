import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import { functionLogGroup } from "../naming/names";
import type { Home } from "../site/home";
import { unitCode } from "./archive";

export interface QueueWorkerArgs {
  home: Home;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** The runtime unit: `components/<family>/runtime/<unit>/`. */
  unit: { family: string; name: string };
  /** What it does, shown in the console. */
  description: string;
  /** Literal physical names, from components/naming. */
  functionName: string;
  roleName: string;
  /** What the code may do, by short name; what it needs to be fed, decrypted and logged is added. */
  policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  /** Literal ARN of the queue that feeds it. */
  queueArn: string;
  /** Key of the queue, the environment and the logs, and its literal alias. */
  key: { arn: pulumi.Input<string>; alias: string };
  /** Settings, read by the code from its environment. No secrets. */
  environment: Record<string, string>;
  /** Longest run, in seconds. */
  seconds: number;
  /** Days that its logs are kept; one of CloudWatch's steps. */
  logDays: number;
  /** Must stand before the first message is taken. */
  after: readonly pulumi.Resource[];
}

/**
 * A function that works off one queue. A batch answers which of its messages failed, at most two run at once, so that a flood of
 * messages takes neither the account's concurrency nor the table's; none is reserved, because reserving less than the mapping may use
 * would throttle it. No X-Ray: one hop is told by its log.
 */
export class QueueWorker extends pulumi.ComponentResource {
  static readonly type = "meridian:runtime:QueueWorker";
  /** Everything that must stand before a message is sure to be handled. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: QueueWorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(QueueWorker.type, name, {}, opts);
    const { accountId, boundaryArn, placement } = args.home;
    const { region } = placement;
    const { functionName, key, tags } = args;
    const child = { parent: this };
    // Before the function: Lambda would make one without an end and without our key.
    const logs = new LogGroup(
      name,
      {
        region,
        name: functionLogGroup(functionName),
        tags: { ...tags, "dp:retention": `${args.logDays}d` },
        retentionInDays: args.logDays,
        kmsKeyId: key.arn,
      },
      child,
    );
    const role = new WorkRole(
      `${name}-role`,
      {
        roleName: args.roleName,
        description: args.description,
        trust: trustService("lambda", accountId),
        boundaryArn,
        policies: { ...args.policies, worker: workerStatements(args) },
        tags,
      },
      child,
    );
    const worker = new lambda.Function(
      name,
      {
        region,
        name: functionName,
        description: args.description,
        role: role.arn,
        ...unitCode(args.unit.family, args.unit.name),
        timeout: args.seconds,
        memorySize: 512,
        environment: { variables: args.environment },
        tags,
        kmsKeyArn: key.arn,
        loggingConfig: {
          logFormat: "JSON",
          logGroup: logs.name,
          applicationLogLevel: "INFO",
          systemLogLevel: "WARN",
        },
        tracingConfig: { mode: "PassThrough" },
      },
      { ...child, dependsOn: [...role.parts] },
    );
    const mapping = new lambda.EventSourceMapping(
      name,
      {
        region,
        eventSourceArn: args.queueArn,
        functionName: worker.name,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 2 },
        tags,
      },
      { ...child, dependsOn: [...role.parts, ...args.after] },
    );
    this.parts = [worker, mapping];
    this.registerOutputs({});
  }
}

/** What Lambda itself does under the role: take messages, open what the key closes, write the log. */
function workerStatements(args: QueueWorkerArgs): PolicyStatement[] {
  const { home, functionName, key } = args;
  const { placement, accountId } = home;
  const use = { region: placement.region, accountId, aliases: [key.alias], access: "read" } as const;
  return [
    {
      Sid: "TakeMessages",
      Effect: "Allow",
      Action: [
        "sqs:ChangeMessageVisibility",
        "sqs:DeleteMessage",
        "sqs:GetQueueAttributes",
        "sqs:ReceiveMessage",
      ],
      Resource: args.queueArn,
    },
    useKeys({ ...use, sid: "MessageKey", via: "sqs" }),
    useKeys({ ...use, sid: "EnvironmentKey", via: "lambda" }),
    {
      Sid: "WriteLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arns.logGroup(placement.region, accountId, functionLogGroup(functionName))}:*`,
    },
  ];
}
