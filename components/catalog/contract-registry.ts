import { Table } from "@pulumi/aws/dynamodb";
import { BucketNotification, BucketObjectv2 } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { keyUses } from "../access/key-uses";
import { serviceKeyUses, serviceStatements } from "../access/service-uses";
import { bucketAccess, ownStatements } from "../access/store-uses";
import type { Store } from "../access/stores";
import type { RetentionDays } from "../facts/retention";
import { hardenedBucket } from "../lake/hardened-bucket";
import { QueueWorker, workerLogUse } from "../runtime/queue-worker";
import { WorkQueue } from "../runtime/work-queue";
import { DataKey } from "../security/data-key";
import type { KeyRoleUse, KeyServiceUse } from "../security/key-policy";
import type { Home } from "../site/home";
import type { Contract } from "./contract";
import { registryFolder, registryKey, registryText } from "./registry-document";
import {
  registryStore,
  registryUses,
  type RegistryNames,
  type RegistryPart,
  type RegistryUses,
} from "./registry-access";

export interface ContractRegistryArgs {
  home: Home;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal physical names; see `registryNames`. */
  names: RegistryNames;
  /** The contracts of the stack. */
  contracts: readonly Contract[];
  /** How long each domain keeps its layers. */
  daysOf: (domain: string) => RetentionDays;
  /** Literal ARN of the role that deploys: it writes the contracts' objects. */
  deployRoleArn: string;
  /** Who uses its key besides: what follows from contracts and keeps something of its own. Default nobody. */
  keyUses?: { roles: readonly KeyRoleUse[]; services: readonly KeyServiceUse[] };
  /** Days that replaced contracts and the registry are kept; in the tags. */
  days: number;
}

/** Longest run of the function, in seconds: ten small objects with every retry of a throttled minute. */
const workerSeconds = 30;
/** Requests a second; two running workers come nowhere near, so beyond it somebody has made a mistake. */
const costBrake = 100;
/** The log says which contract came when, and holds no data. */
const logDays = 90;

/**
 * The registry of data products. A deploy only writes each compiled contract as an object; S3 tells a queue, and a function keeps the
 * table's entries by it. The table can always be made again from the objects (docs/runtime.md).
 */
export class ContractRegistry extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:ContractRegistry";
  readonly key: DataKey;

  constructor(name: string, args: ContractRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ContractRegistry.type, name, {}, opts);
    const store = registryStore(args.home, args.names);
    const uses = registryUses(store, args.names, args.deployRoleArn);
    const laid = { name, args, store, uses, parent: this };
    const key = layKey(laid);
    const { arn: keyArn } = key;
    this.key = key;
    const { bucket, parts } = hardenedBucket(
      name,
      {
        home: args.home,
        bucketName: args.names.bucket,
        keyArn,
        lifecycle: { kind: "document", days: args.days },
        access: bucketAccess(Object.values(uses.roles), "contracts"),
        tags: args.tags,
      },
      this,
    );
    const queue = layQueue(laid, keyArn);
    const worker = layWorker(laid, { key, queue, table: layTable(laid, keyArn) });
    const notification = new BucketNotification(
      name,
      {
        region: args.home.placement.region,
        bucket: bucket.bucket,
        queues: [
          {
            id: "contracts",
            queueArn: queue.queueArn,
            events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
            filterPrefix: registryFolder,
            filterSuffix: ".json",
          },
        ],
      },
      // S3 tries the queue when it is named.
      { parent: this, dependsOn: [...queue.parts] },
    );
    // An object that is there before the notification is never told of.
    const told = { parent: this, dependsOn: [notification, ...worker.parts, ...parts] };
    for (const contract of args.contracts) {
      new BucketObjectv2(
        `${name}-${contract.domain}-${contract.name}`,
        {
          region: args.home.placement.region,
          bucket: bucket.bucket,
          key: registryKey(contract),
          content: registryText(contract, args.daysOf(contract.domain)),
          contentType: "application/json",
          tags: args.tags,
          serverSideEncryption: "aws:kms",
          kmsKeyId: keyArn,
          bucketKeyEnabled: true,
        },
        told,
      );
    }
    this.registerOutputs({});
  }
}

/** A registry that is being laid: its logical name, what it was given, who uses what of it, and the component that its parts belong to. */
interface Laid {
  name: string;
  args: ContractRegistryArgs;
  store: Store<RegistryPart>;
  uses: RegistryUses;
  parent: pulumi.ComponentResource;
}

function layKey({ name, args, store, uses, parent }: Laid): DataKey {
  const { home, names } = args;
  return new DataKey(
    `${name}-key`,
    {
      home,
      alias: names.keyAlias,
      description: "Contracts of data products, their registry and what feeds it.",
      roles: [...keyUses(Object.values(uses.roles), store, names.keyAlias), ...(args.keyUses?.roles ?? [])],
      services: [
        ...serviceKeyUses(uses.services, store, names.keyAlias),
        workerLogUse(store),
        ...(args.keyUses?.services ?? []),
      ],
      tags: args.tags,
    },
    { parent },
  );
}

function layTable({ name, args, parent }: Laid, keyArn: pulumi.Input<string>): Table {
  const { placement, keep } = args.home;
  return new Table(
    name,
    {
      region: placement.region,
      name: args.names.table,
      billingMode: "PAY_PER_REQUEST",
      attributes: [
        { name: "product", type: "S" },
        { name: "entry", type: "S" },
      ],
      hashKey: "product",
      rangeKey: "entry",
      onDemandThroughput: { maxReadRequestUnits: costBrake, maxWriteRequestUnits: costBrake },
      tags: args.tags,
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
      deletionProtectionEnabled: keep,
    },
    { parent, protect: keep, retainOnDelete: keep },
  );
}

function layQueue({ name, args, store, uses, parent }: Laid, keyArn: pulumi.Input<string>): WorkQueue {
  const { home, names, tags } = args;
  return new WorkQueue(
    `${name}-queue`,
    {
      home,
      queueName: names.queue,
      failedQueueName: names.failedQueue,
      keyArn,
      services: serviceStatements(uses.services, store, "queue"),
      workerSeconds,
      tags,
    },
    { parent },
  );
}

function layWorker(
  { name, args, store, uses, parent }: Laid,
  { key, queue, table }: { key: DataKey; queue: WorkQueue; table: Table },
): QueueWorker {
  const { home, names, tags } = args;
  return new QueueWorker(
    `${name}-worker`,
    {
      home,
      unit: { family: "catalog", name: "registry" },
      description: "Keeps the registry of data products by their contracts.",
      roleName: names.role,
      policies: { code: ownStatements(uses.roles.code, store) },
      store,
      keyArn: key.arn,
      environment: { REGISTRY_TABLE: names.table },
      seconds: workerSeconds,
      logDays,
      tags,
      // It takes messages and opens its settings under the key by its alias.
      after: [table, ...queue.parts, key.alias],
    },
    { parent },
  );
}
