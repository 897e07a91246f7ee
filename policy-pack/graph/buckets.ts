import { layers, type Layer } from "../../components/naming/tags";
import type { GraphIndex } from "./graph-index";
import { asList, isRecord, readOne, readPath } from "./read";
import { UNKNOWN, type GraphResource } from "./types";

/** A value that is there, not there, or not known before the deploy. */
export type Maybe<T> = T | typeof UNKNOWN | undefined;

/** One rule of a bucket's lifecycle, in whichever of its two spellings it was given. */
export interface LifecycleRule {
  /** Of the rule in the resource that has it, e.g. `rules[0]`. */
  path: string;
  /** Whether it is switched on; UNKNOWN while that is computed. */
  enabled: boolean | typeof UNKNOWN;
  /** False when a prefix, tag or size leaves some objects out. */
  everything: boolean;
  /** Days until current objects go; undefined when they stay. A fixed date counts as an unreadable value. */
  expiresAfter: Maybe<unknown>;
  /** Days until replaced or deleted versions go. */
  noncurrentDays: Maybe<unknown>;
  /** Days until the parts of an unfinished upload go. */
  abortDays: Maybe<unknown>;
  /** Storage classes that objects move to. */
  classes: readonly unknown[];
}

/** The value of a tag as it stands in the program. */
export const tagOf = (resource: GraphResource, key: string): unknown =>
  readOne(resource.props["tags"], key) ?? (resource.props["tags"] === UNKNOWN ? UNKNOWN : undefined);

/** What a bucket's tag says it is for. Undefined when it says nothing that the platform knows. */
export function layerOf(bucket: GraphResource): Maybe<Layer> {
  const tag = tagOf(bucket, "dp:layer");
  return tag === UNKNOWN ? UNKNOWN : layers.find((layer) => layer === tag);
}

/** Days of a `dp:retention` tag such as `2557d`; undefined for anything that is no end. */
export function retentionDays(tag: unknown): number | undefined {
  const [, days] = typeof tag === "string" ? (/^(\d{1,6})d$/.exec(tag) ?? []) : [];
  return days === undefined ? undefined : Number(days);
}

const lifecycleTypes: ReadonlySet<string> = new Set([
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
]);

type Lifecycle = readonly LifecycleRule[] | typeof UNKNOWN;

const read = new WeakMap<GraphIndex, Map<string, Lifecycle>>();

/**
 * Every lifecycle rule of a bucket, from its side resources and its own old inputs; UNKNOWN while they, or which bucket
 * they belong to, are computed. Read once for a graph.
 */
export function lifecycleOf(bucket: GraphResource, index: GraphIndex): Lifecycle {
  const lifecycles = read.get(index) ?? new Map<string, Lifecycle>();
  read.set(index, lifecycles);
  const known = lifecycles.get(bucket.urn);
  if (known !== undefined) return known;
  const rules = readLifecycle(bucket, index);
  lifecycles.set(bucket.urn, rules);
  return rules;
}

function readLifecycle(bucket: GraphResource, index: GraphIndex): Lifecycle {
  const sides = (index.sidesOf.get(bucket.urn) ?? []).filter(({ type }) => lifecycleTypes.has(type));
  if (sides.length === 0 && [...lifecycleTypes].some((type) => index.unplacedSides.has(type))) return UNKNOWN;
  const readings = [
    ...sides.flatMap(({ props }) => readPath(props, "rules[]")),
    ...readPath(bucket.props, "lifecycleRules[]"),
  ];
  return readings.some(({ value }) => value === UNKNOWN)
    ? UNKNOWN
    : readings.map(({ path, value }) => ruleOf(path, value));
}

/** The first value at any of the paths: the alias types write lists where the others have one object. */
function firstOf(value: unknown, ...patterns: readonly string[]): unknown {
  for (const pattern of patterns) {
    const [reading] = readPath(value, pattern);
    if (reading !== undefined) return reading.value;
  }
  return undefined;
}

const noncurrent = ["noncurrentVersionExpiration", "noncurrentVersionExpirations[]"];
const under = (parents: readonly string[], key: string) => parents.map((parent) => `${parent}.${key}`);

function ruleOf(path: string, value: unknown): LifecycleRule {
  const expiration = firstOf(
    value,
    "expiration.days",
    "expirations[].days",
    "expiration.date",
    "expirations[].date",
  );
  const days = firstOf(value, ...under(noncurrent, "noncurrentDays"), ...under(noncurrent, "days"));
  const newer = firstOf(value, ...under(noncurrent, "newerNoncurrentVersions"));
  return {
    path,
    enabled: enabledOf(firstOf(value, "status", "enabled")),
    everything: coversEverything(value),
    // The old spelling writes 0 beside a delete marker's clean-up.
    expiresAfter: expiration === 0 ? undefined : expiration,
    // The newest of the old versions would stay whatever their age.
    noncurrentDays: newer === undefined || days === UNKNOWN ? days : "days, but not for the newest versions",
    abortDays: firstOf(
      value,
      "abortIncompleteMultipartUpload.daysAfterInitiation",
      "abortIncompleteMultipartUploadDays",
    ),
    classes: readPath(value, "transitions[].storageClass").map((each) => each.value),
  };
}

const enabledOf = (value: unknown) => (value === UNKNOWN ? UNKNOWN : value === "Enabled" || value === true);

function coversEverything(rule: unknown): boolean {
  const filter = readOne(rule, "filter");
  const prefixes = [readOne(rule, "prefix"), readOne(filter, "prefix")];
  if (prefixes.some((prefix) => prefix !== undefined && prefix !== "")) return false;
  if (readOne(rule, "tags") !== undefined) return false;
  const narrowing = isRecord(filter) ? Object.keys(filter).filter((key) => key !== "prefix") : [];
  return filter !== UNKNOWN && narrowing.every((key) => filterIsEmpty(readOne(filter, key)));
}

const filterIsEmpty = (value: unknown) => asList(value).length === 0;
