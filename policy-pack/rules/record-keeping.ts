import { recordDays } from "../../components/facts/retention";
import { fail, pass, show, type Result } from "../finding";
import { layerOf, tagOf } from "../graph/buckets";
import { bucketTypes, type GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphRule } from "../rule";

const lockTypes: ReadonlySet<string> = new Set([
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
]);

/** The default retention of new objects, from whichever resource gives it. */
interface Lock {
  mode: unknown;
  days: unknown;
  years: unknown;
}

/** A bucket's lock; undefined when it has none, UNKNOWN while that, or whose lock it is, is computed. */
function lockOf(bucket: GraphResource, index: GraphIndex): Lock | typeof UNKNOWN | undefined {
  const sides = (index.sidesOf.get(bucket.urn) ?? []).filter(({ type }) => lockTypes.has(type));
  const found = [
    ...sides.flatMap(({ props }) => readPath(props, "rule.defaultRetention")),
    ...readPath(bucket.props, "objectLockConfiguration.rule.defaultRetention"),
    // The alias type has lists in both places.
    ...readPath(bucket.props, "objectLockConfiguration.rules[].defaultRetentions[]"),
  ][0]?.value;
  const isUnplaced = sides.length === 0 && [...lockTypes].some((type) => index.unplacedSides.has(type));
  if (found === UNKNOWN || (found === undefined && isUnplaced)) return UNKNOWN;
  const read = (key: string) => readOne(found, key);
  return found === undefined ? undefined : { mode: read("mode"), days: read("days"), years: read("years") };
}

const lockPath = "rule.defaultRetention";
const notKnown = notYetKnown(lockPath, "has a default retention", "give literal mode and days");

const ret03: GraphRule = {
  id: "RET-03",
  name: "ret-03-no-lock-against-erasure",
  title: "Nothing that must be erasable is locked for good",
  rationale:
    "Under Object Lock in compliance mode not even the root user deletes a version, so a person's claim to erasure cannot be met. " +
    "Iceberg writes and deletes files all the time; a default retention of any mode fills its bucket with files that cannot go.",
  remediation:
    "Use GOVERNANCE for records with personal data, or encrypt each person under a key of their own and tag the bucket dp:crypto-shred=true.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 17" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.105" },
  ],
  reads: ["tags.dp:personal-data", "tags.dp:crypto-shred"],
  check: (bucket, { index }) => {
    const lock = lockOf(bucket, index);
    if (lock === undefined) return [];
    if (lock === UNKNOWN || lock.mode === UNKNOWN) return [notKnown];
    return [checkErasable(bucket, lock, (lakeOf(index).tablesIn.get(bucket.urn) ?? []).length > 0)];
  },
};

const tableLayers: ReadonlySet<unknown> = new Set(["silver", "gold", "feature"]);
/** Logs are kept against everybody, also against those who are named in them (GDPR Art. 17(3)(b), (e)). */
const logLayers: ReadonlySet<unknown> = new Set(["audit", "logs"]);

function checkErasable(bucket: GraphResource, { mode }: Lock, holdsTables: boolean): Result {
  const layer = layerOf(bucket);
  if (holdsTables || tableLayers.has(layer)) {
    const what = `locks files of Iceberg tables (${show(bucket, lockPath, mode)})`;
    return fail(lockPath, what, "lock bronze instead");
  }
  const path = "tags.dp:personal-data";
  const kind = tagOf(bucket, "dp:personal-data");
  if (mode !== "COMPLIANCE" || logLayers.has(layer) || kind === "none") return pass(lockPath);
  if (tagOf(bucket, "dp:crypto-shred") === "true") return pass("tags.dp:crypto-shred");
  const fix = "use GOVERNANCE, or say dp:personal-data=none where it is true";
  return kind === UNKNOWN
    ? notYetKnown(path, "has tag dp:personal-data", fix)
    : fail(path, `is locked in COMPLIANCE mode with tag dp:personal-data ${show(bucket, path, kind)}`, fix);
}

const fin01: GraphRule = {
  id: "FIN-01",
  name: "fin-01-record-store",
  title: "Records under a legal duty are write-once for seven years",
  rationale:
    "MiFID II asks for records that cannot be altered, for five years and up to seven. Either mode of Object Lock will do: the duty " +
    "exempts the records from erasure (GDPR Art. 17(3)(b)), and RET-03 says when the strict one is not wanted. A stack outside " +
    "production only has to exercise the lock.",
  remediation: `Give bronze of the domain an Object Lock with a default retention of ${recordDays} days, at creation.`,
  severity: "high",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" },
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(7)" },
    { framework: "MiFID II", version: "2014/65/EU", control: "MiFIR Art. 25(1)" },
  ],
  reads: ["rule.defaultRetention.days", "rule.defaultRetention.years", "rule.defaultRetention.mode"],
  check: (bucket, { index, model }) => {
    if (layerOf(bucket) !== "bronze") return [];
    const [domain, obligation] = [tagOf(bucket, "dp:domain"), tagOf(bucket, "dp:obligation")];
    if (domain !== "trading" && obligation !== "true") return [];
    const fix = `lock new objects for ${recordDays} days or more`;
    const lock = lockOf(bucket, index);
    if (lock === undefined) return [fail(lockPath, "keeps records that can be altered", fix)];
    if (lock === UNKNOWN || Object.values(lock).includes(UNKNOWN)) return [notKnown];
    const days = numberOf(lock.days) + 365 * numberOf(lock.years);
    const least = model.stage === "prod" ? recordDays : 1;
    const isLock = lock.mode === "COMPLIANCE" || lock.mode === "GOVERNANCE";
    if (isLock && days >= least) return [pass(lockPath)];
    return [fail(lockPath, `locks records for ${days} days (${show(bucket, lockPath, lock.mode)})`, fix)];
  },
};

const numberOf = (value: unknown) => (typeof value === "number" ? value : 0);

export const recordKeepingRules = [ret03, fin01];
