import { productOfKey } from "../../registry-document";

/** What S3 says happened to one contract's object. */
export interface Change {
  /** `<domain>.<name>`, from the object's key. */
  readonly product: string;
  readonly bucket: string;
  readonly key: string;
  readonly kind: "created" | "removed";
  /** Version of the object that the event is about; none when the bucket keeps no versions. */
  readonly versionId?: string;
  /** Place of the event among those of the same key, as text that sorts: later is greater. */
  readonly sequencer: string;
  /** When S3 finished the request, ISO 8601. */
  readonly time: string;
}

/** A message that will not be understood at the next attempt either: the queue's redrive takes it aside. */
export class UnreadableMessage extends Error {
  override readonly name = "UnreadableMessage";
}

/** Longer than any that S3 sends (18 digits), so that all have one length. */
const sequencerDigits = 32;

/**
 * S3's sequencer is a hexadecimal number of varying length (S3 User Guide, "Event message structure"); padded on the left it can be
 * compared as text, which is how DynamoDB compares.
 */
export function sortableSequencer(sequencer: string): string {
  if (!/^[0-9a-f]{1,32}$/i.test(sequencer))
    throw new UnreadableMessage(`sequencer ${quoted(sequencer)} is not 1 to 32 hexadecimal digits`);
  return sequencer.toUpperCase().padStart(sequencerDigits, "0");
}

/** The changes in a message of S3 to its queue; none in the one that S3 sends when the notification is set up. */
export function changesIn(body: string): Change[] {
  const message = parsed(body);
  if (message["Event"] === "s3:TestEvent") return [];
  const records = message["Records"];
  if (!Array.isArray(records)) throw new UnreadableMessage("message has no list Records");
  return records.map((record: unknown) => changeOf(fieldsOf(record, "Records[]")));
}

function parsed(body: string): Fields {
  try {
    return fieldsOf(JSON.parse(body), "message");
  } catch (error) {
    if (error instanceof UnreadableMessage) throw error;
    throw new UnreadableMessage("message is not JSON");
  }
}

function changeOf(record: Fields): Change {
  const s3 = fieldsOf(record["s3"], "s3");
  const object = fieldsOf(s3["object"], "s3.object");
  // Keys are encoded as in a form: a blank is a plus sign.
  const key = decodeURIComponent(textOf(object, "key").replaceAll("+", " "));
  const product = productOfKey(key);
  if (product === undefined) throw new UnreadableMessage(`key ${quoted(key)} is not that of a contract`);
  const versionId = object["versionId"];
  return {
    product,
    bucket: textOf(fieldsOf(s3["bucket"], "s3.bucket"), "name"),
    key,
    kind: kindOf(textOf(record, "eventName")),
    ...(typeof versionId === "string" && versionId !== "" && { versionId }),
    sequencer: sortableSequencer(textOf(object, "sequencer")),
    time: textOf(record, "eventTime"),
  };
}

function kindOf(eventName: string): Change["kind"] {
  if (eventName.startsWith("ObjectCreated:")) return "created";
  if (eventName.startsWith("ObjectRemoved:")) return "removed";
  throw new UnreadableMessage(`event ${quoted(eventName)} neither creates nor removes an object`);
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown, what: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UnreadableMessage(`${what} is not an object`);
  return value as Fields;
}

function textOf(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== "string") throw new UnreadableMessage(`${name} is not a text`);
  return value;
}

/** At most 80 characters of what somebody else wrote, for a log line. */
const quoted = (text: string): string => JSON.stringify(text.slice(0, 80));
