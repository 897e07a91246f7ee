import {
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";

import type { Change } from "./changes";
import type { ContractObject } from "./contract-object";

/** Sort key of the entry that says what holds now. */
const currentEntry = "current";
/** Sort key of the entry that keeps one version of a contract. */
const versionEntry = (version: string): string => `version#${version}`;

/** True when the entry was written, false when it already had this change or a later one. */
type Written = boolean;

type Item = Record<string, AttributeValue>;

/**
 * Entries only move forward: one is written when it is new or older than the change. So a duplicate, a late event and a repeated
 * half-done attempt all leave it as it is.
 */
const onlyForward = "attribute_not_exists(#sequencer) OR #sequencer < :sequencer";

/** The registry's table: partition key `product`, sort key `entry`; docs/runtime.md describes the entries. */
export class RegistryTable {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly tableName: string,
  ) {}

  /** Writes the version's own entry first, so that what `current` names is always there. */
  async register(change: Change, contract: ContractObject): Promise<Written> {
    const { document } = contract;
    const item = itemOf(change, contract);
    await this.put(change, { ...item, entry: { S: versionEntry(document.version) } });
    return this.put(change, { ...item, entry: { S: currentEntry } });
  }

  /**
   * Marks the product as removed. The entry stays, with what was last registered: without it a late event would bring the product
   * back.
   */
  remove(change: Change): Promise<Written> {
    const command = new UpdateItemCommand({
      TableName: this.tableName,
      Key: { product: { S: change.product }, entry: { S: currentEntry } },
      ConditionExpression: onlyForward,
      UpdateExpression: "SET #sequencer = :sequencer, #state = :state, #changedAt = :changedAt",
      ExpressionAttributeNames: { "#sequencer": "sequencer", "#state": "state", "#changedAt": "changedAt" },
      ExpressionAttributeValues: {
        ":sequencer": { S: change.sequencer },
        ":state": { S: "removed" },
        ":changedAt": { S: change.time },
      },
    });
    return this.forward(this.client.send(command));
  }

  private put(change: Change, item: Item): Promise<Written> {
    const command = new PutItemCommand({
      TableName: this.tableName,
      Item: item,
      ConditionExpression: onlyForward,
      ExpressionAttributeNames: { "#sequencer": "sequencer" },
      ExpressionAttributeValues: { ":sequencer": { S: change.sequencer } },
    });
    return this.forward(this.client.send(command));
  }

  private async forward(write: Promise<unknown>): Promise<Written> {
    try {
      await write;
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }
}

function itemOf(change: Change, { document, text, digest, versionId }: ContractObject): Item {
  const { product, domain, version, status, owner, classification, personalData } = document;
  const texts = {
    product,
    state: "registered",
    sequencer: change.sequencer,
    changedAt: change.time,
    domain,
    version,
    status,
    owner,
    classification,
    personalData,
    objectKey: change.key,
    ...(versionId !== undefined && { objectVersion: versionId }),
    digest,
    contract: text,
  };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
    shareable: { BOOL: document.shareable },
    consumers: { L: document.consumers.map((consumer) => ({ S: consumer })) },
  };
}
