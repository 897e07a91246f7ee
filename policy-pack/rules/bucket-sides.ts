import { fail, undecided, type Result } from "../finding";
import type { GraphIndex } from "../graph/graph-index";
import { asList, isRecord, readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";

/** A kind of side resource that says one thing of a bucket, with the bucket's own older inputs for the same. */
export interface SideKind {
  /** Class of the side resource, as the program writes it. */
  name: string;
  types: readonly string[];
  /** Inputs of the side resource, as the bucket's own inputs would spell them. */
  inline(bucket: Readonly<Record<string, unknown>>): readonly Record<string, unknown>[];
}

/** What one side resource, or the bucket itself, says. */
export interface Side {
  /** Who says it: for secrets and for where values come from. */
  resource: GraphResource;
  props: Readonly<Record<string, unknown>>;
}

const typesOf = (name: string): string[] => {
  const module = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return [`aws:s3/${module}:${name}`, `aws:s3/${module}V2:${name}V2`];
};
const side = (name: string, inline: SideKind["inline"] = () => []): SideKind => ({
  name,
  types: typesOf(name),
  inline,
});

/** Values at the first pattern (`aws.s3.Bucket`) and the second (`aws.s3.BucketV2`). */
const values = (bucket: unknown, ...patterns: readonly string[]) =>
  patterns.flatMap((pattern) => readPath(bucket, pattern).map(({ value }) => value));

export const encryptionSide = side("BucketServerSideEncryptionConfiguration", (bucket) => {
  const rules = [
    ...values(bucket, "serverSideEncryptionConfiguration.rule"),
    ...values(bucket, "serverSideEncryptionConfigurations[].rules[]").map(singleDefault),
  ];
  return rules.length > 0 ? [{ rules }] : [];
});

/** BucketV2 has a list of one where the others have an object. */
const singleDefault = (rule: unknown) =>
  isRecord(rule)
    ? { ...rule, applyServerSideEncryptionByDefault: asList(rule["applyServerSideEncryptionByDefaults"])[0] }
    : rule;

export const policySide = side("BucketPolicy", (bucket) =>
  values(bucket, "policy").map((policy) => ({ policy })),
);
export const publicAccessSide = side("BucketPublicAccessBlock");
export const ownershipSide = side("BucketOwnershipControls");
export const versioningSide = side("BucketVersioning", (bucket) =>
  values(bucket, "versioning.enabled", "versionings[].enabled").map((enabled) => ({
    versioningConfiguration: {
      status: enabled === UNKNOWN ? UNKNOWN : enabled === true ? "Enabled" : "Suspended",
    },
  })),
);
export const loggingSide = side("BucketLogging", (bucket) =>
  values(bucket, "logging.targetBucket", "loggings[].targetBucket").map((targetBucket) => ({ targetBucket })),
);
export const objectLockSide = side("BucketObjectLockConfiguration", (bucket) =>
  values(
    bucket,
    "objectLockConfiguration.rule.defaultRetention",
    "objectLockConfiguration.rules[].defaultRetentions[]",
  ).map((defaultRetention) => ({ rule: { defaultRetention } })),
);

/**
 * What says this of the bucket, or the answer for a bucket of which nothing does. The bucket's own inputs count only
 * where there is no side resource: the two do not mix, and a deployed bucket's outputs repeat what AWS set by default.
 */
export function sidesOf(bucket: GraphResource, index: GraphIndex, kind: SideKind): Side[] | Result {
  const beside = (index.sidesOf.get(bucket.urn) ?? []).filter(({ type }) => kind.types.includes(type));
  if (beside.length > 0) return beside.map((resource) => ({ resource, props: resource.props }));
  const found = kind.inline(bucket.props).map((props) => ({ resource: bucket, props }));
  if (found.length > 0) return found;
  const fix = `give it an aws.s3.${kind.name}`;
  return kind.types.some((type) => index.unplacedSides.has(type))
    ? undecided(undefined, `has no ${kind.name} that is known to be its own`, fix)
    : fail(undefined, `has no ${kind.name}`, fix);
}

export function checkSides(
  bucket: GraphResource,
  index: GraphIndex,
  kind: SideKind,
  check: (side: Side) => readonly Result[],
): Result[] {
  const found = sidesOf(bucket, index, kind);
  return Array.isArray(found) ? found.flatMap(check) : [found];
}

/** Log targets: AWS delivers to them only under keys of S3. No tag makes one of a bucket that holds a domain's data. */
export function isLogTarget(bucket: GraphResource): boolean {
  const tag = (key: string) => readOne(bucket.props["tags"], key);
  return tag("dp:log-target") === "true" && !isDataLayer(tag("dp:layer"));
}

const dataLayers: ReadonlySet<unknown> = new Set(["bronze", "silver", "gold", "feature", "results"]);

/** Layers that hold data of a domain. */
export const isDataLayer = (layer: unknown): boolean => dataLayers.has(layer);
