import { accountOf, effectiveRegion, type GraphIndex } from "../graph/graph-index";
import { asList, readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";

export const trailType = "aws:cloudtrail/trail:Trail";

/** What the trails of one account and region record of S3 objects. */
interface Recording {
  everything: boolean;
  buckets: Set<string>;
  /** Some selector is not known yet. */
  uncertain: boolean;
}

const recordings = new WeakMap<GraphIndex, ReadonlyMap<string, Recording>>();

/**
 * True when a trail of the bucket's account and region records reads and writes of all its objects; UNKNOWN while that
 * is computed; `no trails` where the graph has none at all, which says nothing of this bucket.
 */
export function recordingOf(
  bucket: GraphResource,
  index: GraphIndex,
): boolean | typeof UNKNOWN | "no trails" {
  let known = recordings.get(index);
  if (known === undefined) recordings.set(index, (known = recordAll(index)));
  if (known.size === 0) return "no trails";
  const name = bucket.props["bucket"];
  const places = [placeOf(bucket), `${accountOf(bucket)} *`, "*"];
  const here = places.flatMap((place) => known.get(place) ?? []);
  if (here.some(({ everything, buckets }) => everything || (typeof name === "string" && buckets.has(name))))
    return true;
  return (name === UNKNOWN || name === undefined || here.some(({ uncertain }) => uncertain)) &&
    here.length > 0
    ? UNKNOWN
    : false;
}

const placeOf = (resource: GraphResource) => `${accountOf(resource)} ${effectiveRegion(resource)}`;

function recordAll(index: GraphIndex): ReadonlyMap<string, Recording> {
  const known = new Map<string, Recording>();
  for (const trail of index.byType.get(trailType) ?? []) {
    const { isOrganizationTrail, isMultiRegionTrail } = trail.props;
    const everywhere = isMultiRegionTrail === true ? `${accountOf(trail)} *` : placeOf(trail);
    const place = isOrganizationTrail === true ? "*" : everywhere;
    const recording = known.get(place) ?? { everything: false, buckets: new Set(), uncertain: false };
    known.set(place, recording);
    for (const prefix of objectPrefixes(trail)) note(recording, prefix);
  }
  return known;
}

function note(recording: Recording, prefix: unknown): void {
  if (prefix === UNKNOWN) recording.uncertain = true;
  if (typeof prefix !== "string") return;
  const [, bucket] = /^arn:aws[\w-]*:s3:::([^/]+)\/$/.exec(prefix) ?? [];
  if (bucket !== undefined) recording.buckets.add(bucket);
  if (/^arn:aws[\w-]*:s3(?::::?)?$/.test(prefix)) recording.everything = true;
}

/** ARN prefixes of objects whose reads and writes are all recorded; `arn:aws:s3` is every object. */
function objectPrefixes(trail: GraphResource): unknown[] {
  return [
    ...readPath(trail.props, "advancedEventSelectors[]").flatMap(({ value }) => prefixesOfAdvanced(value)),
    ...readPath(trail.props, "eventSelectors[]").flatMap(({ value }) => prefixesOfBasic(value)),
  ];
}

function prefixesOfAdvanced(selector: unknown): readonly unknown[] {
  const fields = fieldsOf(selector);
  if (fields === UNKNOWN) return [UNKNOWN];
  if (fields.get("eventCategory")?.equals[0] !== "Data") return [];
  if (fields.get("resources.type")?.equals.includes("AWS::S3::Object") !== true) return [];
  const arns = fields.get("resources.ARN");
  // Any further field records less than everything.
  if (fields.size > (arns === undefined ? 2 : 3)) return [];
  return arns === undefined ? ["arn:aws:s3"] : arns.startsWith;
}

interface Field {
  equals: readonly unknown[];
  startsWith: readonly unknown[];
}

function fieldsOf(selector: unknown): ReadonlyMap<unknown, Field> | typeof UNKNOWN {
  const fields = new Map<unknown, Field>();
  for (const { value } of readPath(selector, "fieldSelectors[]")) {
    if (value === UNKNOWN) return UNKNOWN;
    fields.set(readOne(value, "field"), {
      equals: asList(readOne(value, "equals")),
      startsWith: asList(readOne(value, "startsWiths")),
    });
  }
  return fields.has(UNKNOWN) || selector === UNKNOWN ? UNKNOWN : fields;
}

function prefixesOfBasic(selector: unknown): readonly unknown[] {
  if (selector === UNKNOWN) return [UNKNOWN];
  if ((readOne(selector, "readWriteType") ?? "All") !== "All") return [];
  return readPath(selector, "dataResources[]").flatMap(({ value }) => {
    if (value === UNKNOWN) return [UNKNOWN];
    return readOne(value, "type") === "AWS::S3::Object" ? asList(readOne(value, "values")) : [];
  });
}

/** True when the trail records reads and writes of the control plane; without any selector AWS does. */
export function recordsManagement({ props }: GraphResource): boolean | typeof UNKNOWN {
  const advanced = readPath(props, "advancedEventSelectors[]").map(({ value }) => fieldsOf(value));
  const basic = readPath(props, "eventSelectors[]").map(({ value }) => value);
  if (advanced.length + basic.length === 0) return true;
  const complete =
    advanced.some(
      (fields) =>
        fields !== UNKNOWN && fields.size === 1 && fields.get("eventCategory")?.equals[0] === "Management",
    ) ||
    basic.some(
      (selector) =>
        selector !== UNKNOWN &&
        (readOne(selector, "includeManagementEvents") ?? true) === true &&
        (readOne(selector, "readWriteType") ?? "All") === "All" &&
        readPath(selector, "excludeManagementEventSources[]").length === 0,
    );
  return complete || (advanced.includes(UNKNOWN) || basic.includes(UNKNOWN) ? UNKNOWN : false);
}
