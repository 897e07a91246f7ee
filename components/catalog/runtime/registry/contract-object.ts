import { createHash } from "node:crypto";

import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from "@aws-sdk/client-s3";

import { registryDocumentSchema, type RegistryDocument } from "../../registry-document";
import { UnreadableMessage, type Change } from "./changes";

/** Largest object that is read, in bytes: its text becomes one attribute, and an item of DynamoDB has at most 400 KB. */
export const largestContract = 256 * 1024;

/** A contract's object as it was read. */
export interface ContractObject {
  readonly document: RegistryDocument;
  /** The object's own text. */
  readonly text: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly digest: string;
  readonly versionId?: string;
}

const missing = new Set(["NoSuchKey", "NoSuchVersion", "NotFound"]);

/**
 * The object that a change is about. A created version is read as it was then, whatever was written since; after a removal what
 * counts is what is left: an older version, or nothing.
 * @returns undefined when there is no such object any more
 * @throws UnreadableMessage when it is not a contract of ours
 */
export async function readContract(s3: S3Client, change: Change): Promise<ContractObject | undefined> {
  const { bucket, key, kind, versionId } = change;
  const found = await get(s3, {
    Bucket: bucket,
    Key: key,
    ...(kind === "created" && versionId !== undefined && { VersionId: versionId }),
  });
  if (found === undefined) return undefined;
  const text = await textOf(found, key);
  const document = documentOf(text, key);
  if (document.product !== change.product)
    throw new UnreadableMessage(`${key}: is a contract of ${document.product}`);
  const digest = createHash("sha256").update(text).digest("hex");
  return { document, text, digest, ...(found.VersionId !== undefined && { versionId: found.VersionId }) };
}

async function get(
  s3: S3Client,
  where: { Bucket: string; Key: string; VersionId?: string },
): Promise<GetObjectCommandOutput | undefined> {
  try {
    return await s3.send(new GetObjectCommand(where));
  } catch (error) {
    if (error instanceof Error && missing.has(error.name)) return undefined;
    throw error;
  }
}

async function textOf({ Body, ContentLength }: GetObjectCommandOutput, key: string): Promise<string> {
  if (Body === undefined || ContentLength === undefined)
    throw new Error(`${key}: S3 answered without a body`);
  if (ContentLength > largestContract) {
    // Unread bodies keep their connection.
    if ("destroy" in Body) Body.destroy();
    throw new UnreadableMessage(`${key}: has ${ContentLength} bytes, a contract at most ${largestContract}`);
  }
  return Body.transformToString("utf-8");
}

function documentOf(text: string, key: string): RegistryDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableMessage(`${key}: is not JSON`);
  }
  const checked = registryDocumentSchema.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UnreadableMessage(`${key}: is not a contract: ${issue?.path.join(".")} ${issue?.message}`);
}
