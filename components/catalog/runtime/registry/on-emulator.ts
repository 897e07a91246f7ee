/** The registry on an emulator, made from the very inputs that the component registers. */
import {
  CreateTableCommand,
  DynamoDBClient,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import { CreateEventSourceMappingCommand, CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateBucketCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  type Message,
} from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";

import type { EmulatorClient } from "../../../../tools/testing/ministack";
import type { UnitProcess } from "../../../../tools/testing/unit-process";
import type { Registration } from "../../../testing/record";
import type { Contract } from "../../contract";
import { registryKey, registryText } from "../../registry-document";
import { accountId, days, names, planned, plannedRegistry, region, type Planned } from "./testing";

type Entry = Record<string, AttributeValue>;

/** Seconds until an unanswered message is seen again; the plan's three minutes would only make the tests long. */
const visibilitySeconds = "1";

export class RegistryOnEmulator {
  readonly s3: S3Client;
  readonly sqs: SQSClient;
  private readonly dynamo: DynamoDBClient;
  private readonly lambda: LambdaClient;
  queueUrl = "";
  failedUrl = "";

  constructor(private readonly client: EmulatorClient) {
    this.s3 = new S3Client({ ...client, forcePathStyle: true });
    this.sqs = new SQSClient(client);
    this.dynamo = new DynamoDBClient(client);
    this.lambda = new LambdaClient(client);
  }

  /** Makes table, queues, bucket and notification, as planned. S3's test message is then in the queue. */
  async make(): Promise<void> {
    const seen = await plannedRegistry();
    const { name, billingMode, attributes, hashKey, rangeKey } = planned(seen, "table");
    await this.dynamo.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: billingMode,
        AttributeDefinitions: attributes.map((each) => ({
          AttributeName: each.name,
          AttributeType: each.type,
        })),
        KeySchema: [
          { AttributeName: hashKey, KeyType: "HASH" },
          { AttributeName: rangeKey, KeyType: "RANGE" },
        ],
      }),
    );
    this.failedUrl = await this.makeQueue(seen, "registry-queue-failed");
    this.queueUrl = await this.makeQueue(seen, "registry-queue");
    await this.makeBucket(planned(seen, "notification"));
  }

  private async makeQueue(seen: readonly Registration[], logicalName: string): Promise<string> {
    const { name, messageRetentionSeconds, redrivePolicy } = planned(seen, "queue", logicalName);
    const { QueueUrl = "" } = await this.sqs.send(
      new CreateQueueCommand({
        QueueName: name,
        Attributes: {
          VisibilityTimeout: visibilitySeconds,
          MessageRetentionPeriod: String(messageRetentionSeconds),
          Policy: planned(seen, "queuePolicy", logicalName).policy,
          ...(redrivePolicy !== undefined && { RedrivePolicy: redrivePolicy }),
        },
      }),
    );
    return QueueUrl;
  }

  private async makeBucket({ queues }: Planned["notification"]): Promise<void> {
    const Bucket = names.bucket;
    await this.s3.send(new CreateBucketCommand({ Bucket }));
    await this.s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    const QueueConfigurations = queues.map(({ id, queueArn, events, filterPrefix, filterSuffix }) => ({
      Id: id,
      QueueArn: queueArn,
      Events: events,
      Filter: {
        Key: {
          FilterRules: [
            { Name: "prefix" as const, Value: filterPrefix },
            { Name: "suffix" as const, Value: filterSuffix },
          ],
        },
      },
    }));
    await this.s3.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket,
        NotificationConfiguration: { QueueConfigurations },
      }),
    );
  }

  /** Makes function and mapping as planned, with the built archive. Returns the hash of the code as the service computed it. */
  async deploy(archive: Uint8Array): Promise<string | undefined> {
    const seen = await plannedRegistry();
    const unit = planned(seen, "function");
    const mapping = planned(seen, "mapping");
    const { CodeSha256 } = await this.lambda.send(
      new CreateFunctionCommand({
        FunctionName: unit.name,
        Runtime: unit.runtime,
        Handler: unit.handler,
        Timeout: unit.timeout,
        MemorySize: unit.memorySize,
        Architectures: unit.architectures,
        Role: `arn:aws:iam::${accountId}:role/registry`,
        Environment: { Variables: unit.environment.variables },
        Code: { ZipFile: archive },
      }),
    );
    await this.lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: mapping.eventSourceArn,
        FunctionName: unit.name,
        BatchSize: mapping.batchSize,
        FunctionResponseTypes: mapping.functionResponseTypes,
      }),
    );
    return CodeSha256;
  }

  /** Environment of the unit in a process of its own, calling `endpoint`. */
  environment(endpoint: string): Record<string, string> {
    return {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: this.client.region,
      AWS_ACCESS_KEY_ID: this.client.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.client.credentials.secretAccessKey,
      REGISTRY_TABLE: names.table,
    };
  }

  /** What a deploy does for a contract. Returns the version of the object. */
  publish(contract: Contract): Promise<string | undefined> {
    return this.put(registryKey(contract), registryText(contract, days));
  }

  async put(key: string, text: string): Promise<string | undefined> {
    const { VersionId } = await this.s3.send(
      new PutObjectCommand({ Bucket: names.bucket, Key: key, Body: text }),
    );
    return VersionId;
  }

  /** Takes at least `count` messages off the queue, oldest first. */
  async receive(count: number): Promise<Message[]> {
    const all: Message[] = [];
    for (const end = Date.now() + 10_000; all.length < count;) {
      if (Date.now() > end) throw new Error(`${all.length} of ${count} messages came.`);
      all.push(...(await this.receiveBatch()));
    }
    return all;
  }

  private async receiveBatch(): Promise<Message[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: this.queueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ["All"],
      }),
    );
    return Messages;
  }

  /** One batch as Lambda's mapping does it: calls the unit, then deletes what it does not ask for again. Returns those. */
  async work(unit: UnitProcess, messages: readonly Message[]): Promise<readonly string[]> {
    const { batchItemFailures } = await unit.invoke<SQSBatchResponse>(eventOf(messages));
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    for (const { MessageId = "", ReceiptHandle } of messages) {
      if (failed.has(MessageId)) continue;
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl: this.queueUrl, ReceiptHandle }));
    }
    return [...failed];
  }

  /** Works until neither a waiting nor an unanswered message is left. */
  async workOff(unit: UnitProcess): Promise<void> {
    while ((await this.depth(this.queueUrl)) > 0) {
      const messages = await this.receiveBatch();
      if (messages.length > 0) await this.work(unit, messages);
    }
  }

  async depth(queueUrl: string): Promise<number> {
    const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }),
    );
    return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  }

  /** Every entry of the table as `<product> <entry>` → attributes. */
  async entries(): Promise<Map<string, Entry>> {
    const { Items = [] } = await this.dynamo.send(new ScanCommand({ TableName: names.table }));
    return new Map(Items.map((item) => [`${item["product"]?.S} ${item["entry"]?.S}`, item]));
  }
}

/** Messages as Lambda hands them to a function. */
export function eventOf(messages: readonly Message[]): SQSEvent {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId ?? "",
      receiptHandle: message.ReceiptHandle ?? "",
      body: message.Body ?? "",
      attributes: {
        ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? "1",
        SentTimestamp: message.Attributes?.SentTimestamp ?? "",
        SenderId: "",
        ApproximateFirstReceiveTimestamp: "",
      },
      messageAttributes: {},
      md5OfBody: message.MD5OfBody ?? "",
      eventSource: "aws:sqs",
      eventSourceARN: `arn:aws:sqs:${region}:${accountId}:${names.queue}`,
      awsRegion: region,
    })),
  };
}
