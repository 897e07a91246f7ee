import {
  classificationTag,
  parseClassification,
  rankOf,
  type Classification,
} from "../../components/facts/classification";
import { fail, label, pass, show, undecided, type Result } from "../finding";
import { tagOf } from "../graph/buckets";
import { bucketNameIn, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { readOne } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { GraphRule } from "../rule";

/** Where a type puts what it could not handle, which is the data itself. */
export interface ErrorSink {
  type: string;
  /** Input with the ARN or URI of the sink; a JSON text is read by `within`. */
  path: string;
  /** Key inside the JSON text at `path`. */
  within?: string;
  /** Input that names what the data comes from, for types that carry no tags; without it the resource itself. */
  of?: string;
}

export const errorSinkTable: readonly ErrorSink[] = [
  { type: "aws:sqs/queue:Queue", path: "redrivePolicy", within: "deadLetterTargetArn" },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    path: "redrivePolicy",
    within: "deadLetterTargetArn",
    of: "topic",
  },
  { type: "aws:lambda/function:Function", path: "deadLetterConfig.targetArn" },
  {
    type: "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    path: "destinationConfig.onFailure.destination",
    of: "functionName",
  },
  {
    type: "aws:lambda/eventSourceMapping:EventSourceMapping",
    path: "destinationConfig.onFailure.destinationArn",
    of: "functionName",
  },
  {
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    path: "extendedS3Configuration.s3BackupConfiguration.bucketArn",
  },
  { type: "aws:glue/job:Job", path: "defaultArguments.--TempDir" },
  { type: "aws:glue/job:Job", path: "defaultArguments.--spark-event-logs-path" },
];

const sinkTypes = [
  "aws:sqs/queue:Queue",
  "aws:sns/topic:Topic",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
];
const sourceTypes = ["aws:sns/topic:Topic", "aws:lambda/function:Function"];

const byName = new WeakMap<GraphIndex, Map<string, GraphResource>>();

/** Queues, topics, buckets and functions by their physical names. Linear, once for each graph. */
function namesOf(index: GraphIndex): Map<string, GraphResource> {
  const known = byName.get(index);
  if (known !== undefined) return known;
  const names = new Map<string, GraphResource>();
  for (const resource of [...sinkTypes, ...sourceTypes].flatMap((type) => index.byType.get(type) ?? [])) {
    const name = resource.props["bucket"] ?? resource.props["name"];
    if (typeof name === "string" && name !== UNKNOWN) names.set(name, resource);
  }
  byName.set(index, names);
  return names;
}

/** What an input refers to: by name, ARN or URI, else by where its value comes from. */
function referredBy(
  resource: GraphResource,
  { path, value }: { path: string; value: unknown },
  { index, types }: { index: GraphIndex; types: readonly string[] },
): GraphResource | undefined {
  if (value === UNKNOWN) return sourcesOf(resource, path, index).find(({ type }) => types.includes(type));
  if (typeof value !== "string") return undefined;
  return namesOf(index).get(bucketNameIn(value) ?? value.split(":").at(-1) ?? value);
}

const prv04: GraphRule = {
  id: "PRV-04",
  name: "prv-04-error-sinks-classified",
  title: "Dead letters and debug output are classified as high as what they come from",
  rationale:
    "A message that could not be handled is a whole message: the queue that takes it holds the same data as the source.",
  remediation: "Tag the sink with the source's dp:classification, and give it the source's key.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: [...new Set(errorSinkTable.map(({ type }) => type))],
  controls: [{ framework: "GDPR", version: "2016/679", control: "Art. 32" }],
  reads: ["tags.dp:classification"],
  check: (resource, { index }) =>
    errorSinkTable
      .filter(({ type }) => type === resource.type)
      .flatMap((row) => {
        const value = sinkValue(resource, row);
        return value === undefined || value === "" ? [] : [judge(resource, { row, value, index })];
      }),
};

function sinkValue(resource: GraphResource, { path, within }: ErrorSink): unknown {
  const value = readOne(resource.props, path);
  if (within === undefined || typeof value !== "string" || value === UNKNOWN) return value;
  try {
    return readOne(JSON.parse(value), within);
  } catch {
    return value;
  }
}

function judge(
  resource: GraphResource,
  { row, value, index }: { row: ErrorSink; value: unknown; index: GraphIndex },
): Result {
  const { path, of } = row;
  const sink = referredBy(resource, { path, value }, { index, types: sinkTypes });
  const fix = "send it to a sink of this stack that is tagged like the source";
  if (sink === undefined)
    return undecided(
      path,
      `sends failures to ${show(resource, path, value)}, whose classification is not known`,
      fix,
    );
  const source =
    of === undefined
      ? resource
      : referredBy(resource, { path: of, value: resource.props[of] }, { index, types: sourceTypes });
  const tag = tagOf(sink, "dp:classification");
  if (tag === UNKNOWN)
    return undecided(path, `sends failures to ${label(sink)}, whose tags are computed`, fix);
  const needed = (source && classified(source)) ?? "restricted";
  const has = classified(sink);
  if (has !== undefined && rankOf(has) >= rankOf(needed)) return pass(path);
  const what = `sends ${classificationTag(needed)} data to ${label(sink)}, which is ${has === undefined ? "not classified" : classificationTag(has)}`;
  return fail(path, what, `classify the sink ${classificationTag(needed)}`);
}

function classified(resource: GraphResource): Classification | undefined {
  const tag = tagOf(resource, "dp:classification");
  return typeof tag === "string" ? parseClassification(tag) : undefined;
}

export const errorSinkRules = [prv04];
