import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { ownStatements, type StoreUse } from "../access/store-uses";
import { partArn, type Store } from "../access/stores";
import { rolePath } from "../identity/work-role";
import { arns } from "../naming/arns";
import type { KeyServiceUse } from "../security/key-policy";
import { functionLogUse, unitFunction, type UnitFunctionArgs } from "./unit-function";

/** A function that a queue feeds. What it needs to be fed and decrypted is added to its `policies`. */
export interface QueueWorkerArgs extends Omit<UnitFunctionArgs, "functionName"> {
  /** The function and the queue that feeds it, under `keyArn`. */
  store: Store<WorkerPart>;
  environment: Record<string, string>;
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

/** What the key has to admit besides: CloudWatch encrypts the worker's log. */
export const workerLogUse = ({ region, accountId, parts }: Store<WorkerPart>): KeyServiceUse =>
  functionLogUse({ region, accountId, functionName: parts.worker.name });

/**
 * A function that works off one queue. A batch answers which of its messages failed, at most two run at once, so that a flood of
 * messages takes neither the account's concurrency nor the table's; none is reserved, because reserving less than the mapping may use
 * would throttle it.
 */
export class QueueWorker extends pulumi.ComponentResource {
  static readonly type = "meridian:runtime:QueueWorker";
  /** Everything that must stand before a message is sure to be handled. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: QueueWorkerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(QueueWorker.type, name, {}, opts);
    const { accountId, placement } = args.home;
    const { store, after, ...unit } = args;
    const own = ownStatements(workerUse(arns.role(accountId, args.roleName, rolePath)), store);
    const { role, worker } = unitFunction(
      name,
      {
        ...unit,
        functionName: store.parts.worker.name,
        policies: { ...args.policies, worker: own },
      },
      this,
    );
    const mapping = new lambda.EventSourceMapping(
      name,
      {
        region: placement.region,
        eventSourceArn: partArn(store, store.parts.queue),
        functionName: worker.name,
        batchSize: 10,
        functionResponseTypes: ["ReportBatchItemFailures"],
        scalingConfig: { maximumConcurrency: 2 },
        tags: args.tags,
      },
      { parent: this, dependsOn: [...role.parts, ...after] },
    );
    this.parts = [worker, mapping];
    this.registerOutputs({});
  }
}
