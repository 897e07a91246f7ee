/**
 * Keeps the registry of data products: S3 says through a queue that a contract's object changed, and the table's entries follow.
 * Delivery is at least once and in any order; see registry-table.ts for why that does no harm.
 */
import { BatchProcessor, EventType, processPartialResponse } from "@aws-lambda-powertools/batch";
import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";

import { changesIn, type Change } from "./changes";
import { readContract } from "./contract-object";
import { RegistryTable } from "./registry-table";

/** Attempts of one call, with the SDK's growing pauses; what is still throttled then comes back from the queue. */
const maxAttempts = 5;

const logger = new Logger({ serviceName: "registry" });
const s3 = new S3Client({ maxAttempts });
const table = new RegistryTable(new DynamoDBClient({ maxAttempts }), setting("REGISTRY_TABLE"));
const processor = new BatchProcessor(EventType.SQS);

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set; the function's environment has to.`);
  return value;
}

/** Answers which messages of the batch have to come again; the others are done. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  logger.addContext(context);
  return processPartialResponse(event, handleMessage, processor, {
    context,
    // One bad message alone in its batch is no failure of the function, which would slow the whole queue down.
    throwOnFullBatchFailure: false,
  });
}

async function handleMessage({ messageId, body, attributes }: SQSRecord): Promise<void> {
  try {
    for (const change of changesIn(body)) {
      const { product, sequencer } = change;
      logger.info(await follow(change), { messageId, product, sequencer });
    }
  } catch (error) {
    const receipts = Number(attributes.ApproximateReceiveCount);
    logger.error("message will come again", { messageId, receipts, error: error as Error });
    throw error;
  }
}

async function follow(change: Change): Promise<string> {
  const contract = await readContract(s3, change);
  if (contract !== undefined)
    return (await table.register(change, contract)) ? "registered" : "already known";
  // A created version that is gone again has a removal of its own, which says what is left.
  if (change.kind === "created") return "already gone";
  return (await table.remove(change)) ? "removed" : "already known";
}
