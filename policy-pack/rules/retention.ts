import { fail, pass, show, undecided, type Result } from "../finding";
import { recordDays } from "../../components/facts/retention";
import { layerOf, lifecycleOf, retentionDays, tagOf, type LifecycleRule } from "../graph/buckets";
import { bucketTypes, type GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphContext, GraphRule } from "../rule";

/** How the objects of a layer end: by their age, or by deleting rows from the tables they belong to. */
const endings: Readonly<Record<string, { by: "age" | "table"; leastDays: number }>> = {
  bronze: { by: "age", leastDays: recordDays },
  silver: { by: "table", leastDays: 0 },
  gold: { by: "table", leastDays: 0 },
  feature: { by: "table", leastDays: 0 },
  results: { by: "age", leastDays: 0 },
  logs: { by: "age", leastDays: 0 },
  audit: { by: "age", leastDays: recordDays },
};

/** Days that an erased object may live on as an old version, so that erasure ends within the month of GDPR Art. 12(3). */
const survivalDays = 14;
const uploadDays = 7;

const lifecycleFix = "use lifecycleRules() of components/lake";

/** Runs a check over the lifecycle of a bucket of a known layer; other buckets are not judged. */
function withLifecycle(
  bucket: GraphResource,
  { index }: Pick<GraphContext, "index">,
  check: (rules: readonly LifecycleRule[], ending: { by: "age" | "table"; leastDays: number }) => Result[],
): Result[] {
  const layer = layerOf(bucket);
  if (layer === UNKNOWN) return [notYetKnown("tags", "has tag dp:layer", "give a literal text")];
  const ending = layer === undefined ? undefined : endings[layer];
  if (ending === undefined) return [];
  const rules = lifecycleOf(bucket, index);
  if (rules === UNKNOWN) return [notYetKnown("rules", "has a lifecycle", lifecycleFix)];
  return check(rules, ending);
}

const underObligation = (bucket: GraphResource): boolean => tagOf(bucket, "dp:obligation") !== "false";

const ret01: GraphRule = {
  id: "RET-01",
  name: "ret-01-lifecycle-by-layer",
  title: "Objects go when their layer's retention ends, and never from under a table",
  rationale:
    "Bronze, logs and results end by age. Silver, gold and features are Iceberg: a manifest still names a file that S3 deletes, so " +
    "the table breaks; there maintenance deletes rows. Records under a legal duty stay at least seven years.",
  remediation:
    "Let lifecycleRules() write the rules and tagsFor() the retention, from the same number of days.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 5(1)(e)" },
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" },
    { framework: "SOX", version: "15 U.S.C.", control: "802" },
    { framework: "HIPAA", version: "45 CFR", control: "164.316(b)(2)(i)" },
  ],
  reads: ["rules[].expiration.days", "tags.dp:retention"],
  check: (bucket, context) =>
    withLifecycle(bucket, context, (rules, { by, leastDays }) => {
      const ageing = rules.filter(({ enabled, expiresAfter }) => enabled !== false && expiresAfter != null);
      if (by === "table") {
        const what = "deletes current objects by age although they belong to tables";
        const fix = "leave expiration out and let table maintenance delete rows";
        return ageing.length === 0
          ? [pass("rules")]
          : ageing.map(({ path }) => fail(`${path}.expiration`, what, fix));
      }
      const tag = tagOf(bucket, "dp:retention");
      if (tag === UNKNOWN) return [notYetKnown("tags", "has tag dp:retention", "give a literal")];
      const least = underObligation(bucket) ? leastDays : 0;
      return [checkFloor(bucket, tag, least), ...ageing.map((rule) => checkExpiry(bucket, rule, tag))];
    }),
};

function checkFloor(bucket: GraphResource, tag: unknown, least: number): Result {
  const path = "tags.dp:retention";
  const days = retentionDays(tag);
  if (days !== undefined && days >= least) return pass(path);
  return fail(path, `has tag dp:retention ${show(bucket, path, tag)}`, `keep it ${least}d or longer`);
}

function checkExpiry(bucket: GraphResource, rule: LifecycleRule, tag: unknown): Result {
  const path = `${rule.path}.expiration.days`;
  if (rule.expiresAfter === UNKNOWN || rule.enabled === UNKNOWN)
    return notYetKnown(path, "has an expiry", lifecycleFix);
  if (rule.expiresAfter === retentionDays(tag)) return pass(path);
  const what = `deletes objects after ${show(bucket, path, rule.expiresAfter)} days although dp:retention says ${show(bucket, path, tag)}`;
  return fail(path, what, "give both the same number of days");
}

/** Stores whose own input says when entries go. Nothing and 0 mean never. */
export const finiteEnds: readonly { type: string; path: string }[] = [
  { type: "aws:cloudwatch/logGroup:LogGroup", path: "retentionInDays" },
  { type: "aws:cloudwatch/eventArchive:EventArchive", path: "retentionDays" },
  { type: "aws:backup/plan:Plan", path: "rules[].lifecycle.deleteAfter" },
];

const tableType = "aws:glue/catalogTable:CatalogTable";

const ret02: GraphRule = {
  id: "RET-02",
  name: "ret-02-no-indefinite-retention",
  title: "Every bucket, table, log group, archive and backup has an end",
  rationale:
    "Data about people may be kept no longer than its purpose needs, and nobody remembers later what has no end.",
  remediation:
    "Give buckets an expiry or a finite dp:retention, tables the LF-tag retention, log groups retentionInDays.",
  severity: "medium",
  family: "governance",
  scope: "graph",
  types: [...bucketTypes, tableType, ...new Set(finiteEnds.map(({ type }) => type))],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 5(1)(e)" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.100(a)(3)" },
  ],
  reads: [
    "rules[].expiration.days",
    "tags.dp:retention",
    "retentionInDays",
    "rules[].lifecycle.deleteAfter",
    "lfTags[].key",
  ],
  check: (resource, { index }) => {
    if (resource.type === tableType) return [checkTableEnd(resource, index)];
    const rows = finiteEnds.filter(({ type }) => type === resource.type);
    return rows.length > 0
      ? rows.flatMap(({ path }) => checkEnds(resource, path))
      : withLifecycle(resource, { index }, (rules, { by }) => [
          by === "age" ? expires(rules) : checkFloor(resource, tagOf(resource, "dp:retention"), 1),
        ]);
  },
};

function expires(rules: readonly LifecycleRule[]): Result {
  const ageing = rules.filter(({ expiresAfter, everything }) => expiresAfter != null && everything);
  if (ageing.some(({ enabled }) => enabled === true)) return pass("rules");
  if (ageing.some(({ enabled }) => enabled === UNKNOWN))
    return notYetKnown("rules", "has a lifecycle", lifecycleFix);
  return fail("rules", "has no lifecycle rule under which all its objects expire", lifecycleFix);
}

function checkEnds(resource: GraphResource, path: string): Result[] {
  const [list, ...rest] = path.split("[].");
  const holders =
    rest.length === 0 ? [{ path: "", value: resource.props }] : readPath(resource.props, `${list}[]`);
  return holders.map((holder) => {
    const reading = readPath(holder.value, rest.length === 0 ? path : rest.join("."))[0];
    const at = [holder.path, reading?.path ?? path].filter((part) => part !== "").join(".");
    if (typeof reading?.value === "number" && reading.value > 0) return pass(at);
    const fix = "give a number of days";
    return holder.value === UNKNOWN || reading?.value === UNKNOWN
      ? notYetKnown(at, `has ${path}`, fix)
      : fail(at, `keeps what it holds for ever: ${path} is ${show(resource, at, reading?.value)}`, fix);
  });
}

function checkTableEnd(table: GraphResource, index: GraphIndex): Result {
  const lake = lakeOf(index);
  const database = lake.databaseOf.get(table.urn);
  const tags = [lake.tableTags.get(table.urn), database && lake.databaseTags.get(database.urn)];
  if (tags.some((each) => each?.has("retention"))) return pass();
  const what = "has no LF-tag retention, nor has its database";
  const fix = "tag it with aws.lakeformation.ResourceLfTags";
  return lake.unplaced.has("lfTags") ? undecided(undefined, what, fix) : fail(undefined, what, fix);
}

const ret04: GraphRule = {
  id: "RET-04",
  name: "ret-04-erased-versions-go",
  title: "Old versions and unfinished uploads go in time for an erasure",
  rationale:
    "Deleting an object in a versioned bucket erases nothing. Of the 30 days for an erasure, snapshots and orphan files take up to 14, " +
    "so old versions have 14.",
  remediation: `Expire noncurrent versions within ${survivalDays} days and abort unfinished uploads within ${uploadDays}.`,
  severity: "high",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 17" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.105" },
  ],
  reads: [
    "rules[].noncurrentVersionExpiration.noncurrentDays",
    "rules[].abortIncompleteMultipartUpload.daysAfterInitiation",
    "rules[].status",
  ],
  check: (bucket, context) =>
    withLifecycle(bucket, context, (rules) => {
      // A store about nobody keeps old versions as long as it likes, but not for ever.
      const isImpersonal = tagOf(bucket, "dp:personal-data") === "none";
      return [
        within(rules, "noncurrentDays", isImpersonal ? Infinity : survivalDays),
        within(rules, "abortDays", uploadDays),
      ];
    }),
};

const named = {
  noncurrentDays: "noncurrentVersionExpiration.noncurrentDays",
  abortDays: "abortIncompleteMultipartUpload.daysAfterInitiation",
} as const;

/** One enabled rule over all objects has to act within `most` days. */
function within(rules: readonly LifecycleRule[], key: keyof typeof named, most: number): Result {
  const acting = rules.filter((rule) => rule.everything && rule.enabled !== false);
  const good = acting.some(({ [key]: days, enabled }) => enabled === true && isWithin(days, most));
  if (good) return pass(named[key]);
  const limit = most === Infinity ? "a number of days" : `${most} days or fewer`;
  const fix = `set ${named[key]} to ${limit}, in a rule for all objects`;
  if (acting.some((rule) => rule[key] === UNKNOWN || rule.enabled === UNKNOWN))
    return notYetKnown(named[key], `has ${named[key]}`, fix);
  const days = acting.map((rule) => rule[key]).find((each) => each !== undefined);
  const what = `has ${named[key]} ${days === undefined ? "nothing" : JSON.stringify(days)}`;
  return fail(named[key], what, fix);
}

const isWithin = (days: unknown, most: number) => typeof days === "number" && days > 0 && days <= most;

/** Classes from which a query cannot read without a restore of hours. */
const slow: ReadonlySet<unknown> = new Set([
  "GLACIER",
  "DEEP_ARCHIVE",
  "ARCHIVE_ACCESS",
  "DEEP_ARCHIVE_ACCESS",
]);
const tieringType = "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration";

const ret05: GraphRule = {
  id: "RET-05",
  name: "ret-05-tables-stay-readable",
  title: "Nothing under a table moves to an archive class",
  rationale: "A query that meets one archived file fails as a whole, and restoring takes hours.",
  remediation: "Use INTELLIGENT_TIERING without archive tiers under tables; archive bronze instead.",
  severity: "medium",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [{ framework: "BCBS 239", version: "2013", control: "Principle 5" }],
  reads: ["rules[].transitions[].storageClass"],
  check: (bucket, { index }) => {
    const holdsTables = (lakeOf(index).tablesIn.get(bucket.urn) ?? []).length > 0;
    const layer = layerOf(bucket);
    if (!holdsTables && (layer === undefined || layer === UNKNOWN || endings[layer]?.by !== "table"))
      return [];
    const rules = lifecycleOf(bucket, index);
    if (rules === UNKNOWN) return [notYetKnown("rules", "has a lifecycle", lifecycleFix)];
    const tiers = (index.sidesOf.get(bucket.urn) ?? [])
      .filter(({ type }) => type === tieringType)
      .flatMap(({ props }) => readPath(props, "tierings[].accessTier").map(({ value }) => value));
    const classes = [
      ...rules.filter(({ enabled }) => enabled !== false).flatMap((each) => each.classes),
      ...tiers,
    ];
    return classes.length === 0 ? [pass("rules")] : classes.map((each) => checkClass(bucket, each));
  },
};

function checkClass(bucket: GraphResource, storageClass: unknown): Result {
  const path = "rules[].transitions[].storageClass";
  const fix = "use INTELLIGENT_TIERING without archive tiers, or STANDARD_IA";
  if (storageClass === UNKNOWN) return notYetKnown(path, "has a storage class", fix);
  return slow.has(storageClass) || typeof storageClass !== "string"
    ? fail(path, `moves files of tables to ${show(bucket, path, storageClass)}`, fix)
    : pass(path);
}

export const retentionRules = [ret01, ret02, ret04, ret05];
