import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { ownStatements, type StoreUse } from "../access/store-uses";
import { partArn, type Store } from "../access/stores";
import type { PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { rolePath, WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import { functionLogGroup } from "../naming/names";
import type { KeyServiceUse } from "../security/key-policy";
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
  /** Literal physical name of the function's role. */
  roleName: string;
  /** What the code may do, by short name; what it needs to be fed, decrypted and logged is added. */
  policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  /** The function and the queue that feeds it. */
  store: Store<WorkerPart>;
  /** Key of queue, settings and logs. */
  keyArn: pulumi.Input<string>;
  /** Settings, read by the code from its environment. No secrets. */
  environment: Record<string, string>;
  /** Longest run, in seconds. */
  seconds: number;
  /** Days that its logs are kept; one of CloudWatch's steps. */
  logDays: number;
  /** Must stand before the first message is taken. */
  after: readonly pulumi.Resource[];
}

/** What a worker itself works with: its queue, and the function for its settings. */
export type WorkerPart = "queue" | "worker";

/** How Lambda works under the function's role: takes messages, opens the settings. The worker has it; the key has to admit it. */
export const workerUse = (roleArn: string): StoreUse<WorkerPart> => ({
  sid: "Worker",
  roleArns: [roleArn],
  parts: { queue: "read", worker: "read" },
});

/** What the key has to admit besides: CloudWatch encrypts the worker's log and no other. */
export function workerLogUse({ region, accountId, parts }: Store<WorkerPart>): KeyServiceUse {
  const logGroup = arns.logGroup(region, accountId, functionLogGroup(parts.worker.name));
  return {
    sid: "WriteLogs",
    service: `logs.${region}.amazonaws.com`,
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroup } },
  };
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
    const { keyArn, store, tags } = args;
    const { name: functionName } = store.parts.worker;
    const child = { parent: this };
    // Before the function: Lambda would make one without an end and without our key.
    const logs = new LogGroup(
      name,
      {
        region,
        name: functionLogGroup(functionName),
        tags: { ...tags, "dp:retention": `${args.logDays}d` },
        retentionInDays: args.logDays,
        kmsKeyId: keyArn,
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
        kmsKeyArn: keyArn,
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
        eventSourceArn: partArn(store, store.parts.queue),
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

/** What Lambda itself does under the role: takes messages, opens the settings, writes the log. */
function workerStatements({ home, roleName, store }: QueueWorkerArgs): PolicyStatement[] {
  const { accountId, placement } = home;
  const logGroup = functionLogGroup(store.parts.worker.name);
  return [
    ...ownStatements(workerUse(arns.role(accountId, roleName, rolePath)), store),
    {
      Sid: "WriteLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arns.logGroup(placement.region, accountId, logGroup)}:*`,
    },
  ];
}
