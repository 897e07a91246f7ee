import { parseClassification, type Classification } from "../../components/facts/classification";
import { readOne } from "./read";
import { UNKNOWN, type GraphResource, type ResourceGraph } from "./types";

/** Bucket types, with the alias that the provider still accepts. */
export const bucketTypes = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

const bucketTypeSet: ReadonlySet<string> = new Set(bucketTypes);
const isBucket = (resource: GraphResource) => bucketTypeSet.has(resource.type);

/** Lookups over one graph, built once in linear time. */
export interface GraphIndex {
  stack: string;
  resources: readonly GraphResource[];
  /** Every custom resource whose token starts with `aws:`. */
  aws: readonly GraphResource[];
  byUrn: ReadonlyMap<string, GraphResource>;
  byType: ReadonlyMap<string, readonly GraphResource[]>;
  bucketByName: ReadonlyMap<string, GraphResource>;
  /** Bucket URN → its side resources (encryption, policy, public access block, …). */
  sidesOf: ReadonlyMap<string, readonly GraphResource[]>;
  /** Types of side resources whose bucket could not be found out, so that "none" cannot be claimed. */
  unplacedSides: ReadonlySet<string>;
}

export function indexGraph(graph: ResourceGraph): GraphIndex {
  const byUrn = new Map<string, GraphResource>();
  const byType = new Map<string, GraphResource[]>();
  const bucketByName = new Map<string, GraphResource>();
  for (const resource of graph.resources) {
    byUrn.set(resource.urn, resource);
    append(byType, resource.type, resource);
    const name = resource.props["bucket"];
    if (isBucket(resource) && typeof name === "string" && name !== UNKNOWN) bucketByName.set(name, resource);
  }
  const partial = { byUrn, bucketByName };
  const sidesOf = new Map<string, GraphResource[]>();
  const unplacedSides = new Set<string>();
  for (const [type, resources] of byType) {
    if (!type.startsWith("aws:s3/bucket") || bucketTypeSet.has(type)) continue;
    for (const side of resources) {
      const bucket = bucketOf(side, partial);
      if (bucket === UNKNOWN) unplacedSides.add(type);
      else if (bucket !== undefined) append(sidesOf, bucket.urn, side);
    }
  }
  return {
    stack: graph.stack,
    resources: graph.resources,
    aws: graph.resources.filter((resource) => resource.custom && resource.type.startsWith("aws:")),
    byUrn,
    byType,
    bucketByName,
    sidesOf,
    unplacedSides,
  };
}

/**
 * The bucket that a resource's `bucket` input means: by known name or ARN, else by where the value comes from.
 * UNKNOWN when the name is not known and leads nowhere; undefined when there is no such input or it names a bucket
 * that is not in the graph.
 */
export function bucketOf(
  resource: GraphResource,
  index: Pick<GraphIndex, "byUrn" | "bucketByName">,
): GraphResource | typeof UNKNOWN | undefined {
  if (isBucket(resource)) return resource;
  const value = resource.props["bucket"];
  if (typeof value !== "string") return undefined;
  if (value !== UNKNOWN) return index.bucketByName.get(bucketNameIn(value) ?? value);
  return sourcesOf(resource, "bucket", index).find(isBucket) ?? UNKNOWN;
}

/** The resources that a property's value was computed from, by the top-level name in `path`. */
export function sourcesOf(
  resource: GraphResource,
  path: string,
  index: Pick<GraphIndex, "byUrn">,
): readonly GraphResource[] {
  const top = path.split(/[.[]/, 1)[0] ?? path;
  return (resource.propertyDependencies[top] ?? []).flatMap((urn) => index.byUrn.get(urn) ?? []);
}

/** `arn:aws:s3:::name/key` or `s3://name/key` → `name`; undefined for anything else, such as other partitions. */
export function bucketNameIn(text: string): string | undefined {
  return /^(?:arn:aws:s3:::|s3[an]?:\/\/)([^/]+)/.exec(text)?.[1];
}

/** Where a resource is made: its own `region`, else its provider's. Undefined when neither says. */
export function effectiveRegion(resource: GraphResource): string | undefined {
  const own = resource.props["region"];
  if (typeof own === "string") return own;
  return resource.provider?.region;
}

/** The one account that a resource's provider is pinned to; UNKNOWN when computed, undefined when not pinned to one. */
export function accountOf(resource: GraphResource): string | undefined {
  if (resource.provider === undefined) return undefined;
  const { accountIds } = resource.provider;
  if (accountIds === undefined) return UNKNOWN;
  return accountIds.length === 1 ? accountIds[0] : undefined;
}

/**
 * The classification in a resource's own tags, else in those of the bucket it belongs to, else the fallback, by default
 * the strictest.
 */
export function classificationOf(
  resource: GraphResource,
  index: GraphIndex,
  fallback: Classification = "restricted",
): Classification {
  const own = taggedClassification(resource);
  if (own !== undefined) return own;
  const bucket = bucketOf(resource, index);
  if (bucket === undefined || bucket === UNKNOWN) return fallback;
  return taggedClassification(bucket) ?? fallback;
}

function taggedClassification(resource: GraphResource): Classification | undefined {
  const tag = readOne(resource.props["tags"], "dp:classification");
  return typeof tag === "string" ? parseClassification(tag) : undefined;
}

/** Adds values to a key's list in place: copying it for each would be quadratic. */
export function append<V>(map: Map<string, V[]>, key: string, ...values: readonly V[]): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [...values]);
  else list.push(...values);
}
