import { parseArn } from "../../components/residency/arn";
import type { ResidencyModel } from "../../components/residency/model";
import { availabilityOf } from "../../components/residency/services";
import { fail, pass, undecided, type Result } from "../finding";
import { append, bucketTypes, effectiveRegion, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { catalogOf, lakeOf, type LfTags } from "../graph/lake-index";
import { readOne } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphContext, GraphRule } from "../rule";

const location = "aws:lakeformation/resource:Resource";
const optimizer = "aws:glue/catalogTableOptimizer:CatalogTableOptimizer";

/** Layers whose buckets hold tables or their raw data. */
const tableLayers: ReadonlySet<unknown> = new Set(["bronze", "silver", "gold"]);

const lf04: GraphRule = {
  id: "LF-04",
  name: "lf-04-every-lake-bucket-registered",
  title: "Every bucket of the lake is registered with Lake Formation, once",
  rationale:
    "Lake Formation lends access only to registered places; a bucket that is not one is reached by IAM alone, and two registrations lend with two roles. Judged where the plan registers anything at all: a stack without a lake has a gap, which the evidence states.",
  remediation: "Register the bucket in the account that owns the catalog, with RegisteredLocation.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-3" },
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
  ],
  reads: ["arn"],
  check: checkRegistered,
};

function checkRegistered(bucket: GraphResource, { index }: GraphContext): Result[] {
  if (!tableLayers.has(readOne(bucket.props["tags"], "dp:layer")) || !index.byType.has(location)) return [];
  const { byBucket, unplaced } = objectsOf(index);
  const count = byBucket.get(bucket.urn) ?? 0;
  const fix = "register it once in the account that owns the catalog";
  if (count === 1) return [pass()];
  if (count > 1) return [fail(undefined, `is registered ${count} times with Lake Formation`, fix)];
  return unplaced
    ? [undecided(undefined, "is not registered by any location that is known before the deploy", fix)]
    : [fail(undefined, "is not registered with Lake Formation", fix)];
}

const neededTags = ["classification", "jurisdiction", "layer", "domain", "retention"] as const;

const lf07: GraphRule = {
  id: "LF-07",
  name: "lf-07-tagged-databases",
  title: "Every database carries the LF-tags by which access is granted",
  rationale:
    "Tables inherit their database's tags. Without them a new table is in no grant, or in one that was meant for something else.",
  remediation: "Tag the database with classification, jurisdiction, layer, domain and retention.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: ["aws:glue/catalogDatabase:CatalogDatabase"],
  controls: [
    { framework: "BCBS 239", version: "2013", control: "Principle 2" },
    { framework: "GDPR", version: "2016/679", control: "Art. 30" },
    { framework: "NIST 800-53", version: "r5", control: "AC-16" },
  ],
  reads: ["lfTags[]", "database.name"],
  check: (database, { index, model }) => {
    // A link or a federated database is a pointer: what it points at has the tags.
    if (["targetDatabase", "federatedDatabase"].some((key) => database.props[key] !== undefined)) return [];
    const { databaseTags, databaseOf, unplaced } = lakeOf(index);
    // Engines look at it before any query, so it is in every account; while it is empty nothing inherits from it.
    const isEmptyDefault = database.props["name"] === "default" && !holdsTables(database, databaseOf);
    if (isEmptyDefault) return [];
    const tags = databaseTags.get(database.urn);
    return neededTags.map((key) => checkTag({ key, tags, open: unplaced.has("lfTags"), model }));
  },
};

const holdsTables = (database: GraphResource, databaseOf: ReadonlyMap<string, GraphResource>): boolean =>
  [...databaseOf.values()].includes(database);

interface TagQuestion {
  key: (typeof neededTags)[number];
  tags: LfTags | undefined;
  /** True when there are tags of which nobody knows yet what they are on. */
  open: boolean;
  model: ResidencyModel;
}

function checkTag({ key, tags, open, model }: TagQuestion): Result {
  const values = tags?.get(key);
  const fix = `tag it with ${neededTags.join(", ")}`;
  if (values === undefined) {
    return open
      ? undecided(key, `has no LF-tag ${key} that is known before the deploy`, fix)
      : fail(key, `has no LF-tag ${key}`, fix);
  }
  const foreign = key === "jurisdiction" && !values.has(model.jurisdiction);
  if (!foreign) return pass(key);
  const told = `has LF-tag jurisdiction ${JSON.stringify([...values].join(", "))}`;
  return fail(key, told, `use ${model.jurisdiction}`);
}

/** Days: of the 30 for an erasure (GDPR Art. 12(3)), snapshots and orphan files take a week each. */
const survivalDays = 7;

const maintenance = [
  {
    type: "retention",
    path: "configuration.retentionConfiguration.icebergConfiguration.snapshotRetentionPeriodInDays",
  },
  {
    type: "orphan_file_deletion",
    path: "configuration.orphanFileDeletionConfiguration.icebergConfiguration.orphanFileRetentionPeriodInDays",
  },
] as const;

const lf10: GraphRule = {
  id: "LF-10",
  name: "lf-10-iceberg-maintenance-present",
  title: "Iceberg tables forget what was deleted from them",
  rationale:
    "A deleted row lives on in old snapshots and orphan files until table maintenance removes them: without it nothing is ever erased. Tables without personal data are held to it as well, because what is personal is decided later than the table. In a home region where AWS has no optimizers nothing is judged: the stack declares the gap.",
  remediation: `Give each Iceberg table retention and orphan_file_deletion optimizers of at most ${survivalDays} days, switched on.`,
  severity: "high",
  family: "governance",
  scope: "graph",
  types: ["aws:glue/catalogTable:CatalogTable"],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 17" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.105" },
  ],
  reads: ["type", "configuration.enabled", ...maintenance.map(({ path }) => path)],
  check: (table, { index, model }) => {
    if (readOne(table.props, "openTableFormatInput.icebergInput") === undefined) return [];
    // Where AWS has no optimizers nothing can be asked of the plan: the stack declares the gap, and the evidence shows it.
    const { homeRegion, confirmations } = model;
    const isHome = effectiveRegion(table) === homeRegion;
    if (isHome && availabilityOf("AWS::Glue::TableOptimizer", homeRegion, confirmations) === "no") return [];
    const { optimizersOf, looseOptimizers } = objectsOf(index);
    const own = optimizersOf.get(table.urn) ?? [];
    return maintenance.map((each) => checkMaintenance(each, own, looseOptimizers));
  },
};

function checkMaintenance(
  { type, path }: (typeof maintenance)[number],
  own: readonly GraphResource[],
  loose: boolean,
): Result {
  const found = own.find(({ props }) => props["type"] === type);
  const fix = `set its ${type} optimizer to at most ${survivalDays} days and switch it on`;
  if (found === undefined) {
    const open = loose || own.some(({ props }) => props["type"] === UNKNOWN);
    return open
      ? undecided(type, `has no ${type} optimizer that is known before the deploy`, fix)
      : fail(type, `has no ${type} optimizer`, fix);
  }
  const [enabled, days] = [readOne(found.props, "configuration.enabled"), readOne(found.props, path)];
  if (enabled === UNKNOWN || days === UNKNOWN) return notYetKnown(type, `has a ${type} optimizer`, fix);
  if (enabled !== true) return fail(type, `has a ${type} optimizer that is switched off`, fix);
  const limited = Number(days ?? Number.POSITIVE_INFINITY) <= survivalDays;
  return limited
    ? pass(type)
    : fail(type, `keeps ${type} files for ${JSON.stringify(days) ?? "AWS's default"} days`, fix);
}

/** What is registered and maintained in a graph; built once for a graph. */
interface LakeObjects {
  /** Bucket URN → how many registrations name the whole bucket. */
  byBucket: ReadonlyMap<string, number>;
  /** True when a registration's place is not known. */
  unplaced: boolean;
  /** Table URN → its optimizers. */
  optimizersOf: ReadonlyMap<string, readonly GraphResource[]>;
  /** True when an optimizer's table is not known. */
  looseOptimizers: boolean;
}

const built = new WeakMap<GraphIndex, LakeObjects>();

function objectsOf(index: GraphIndex): LakeObjects {
  let objects = built.get(index);
  if (objects === undefined)
    built.set(index, (objects = { ...registrationsIn(index), ...optimizersIn(index) }));
  return objects;
}

function registrationsIn(index: GraphIndex): Pick<LakeObjects, "byBucket" | "unplaced"> {
  const byBucket = new Map<string, number>();
  let unplaced = false;
  for (const registration of index.byType.get(location) ?? []) {
    const arn = registration.props["arn"];
    const isBucket = ({ type }: GraphResource) => (bucketTypes as readonly string[]).includes(type);
    const name =
      typeof arn === "string" && arn !== UNKNOWN ? parseArn(arn)?.resource.replace(/\/\*?$/, "") : undefined;
    const bucket =
      arn === UNKNOWN
        ? sourcesOf(registration, "arn", index).find(isBucket)
        : index.bucketByName.get(name ?? "");
    if (bucket !== undefined) byBucket.set(bucket.urn, (byBucket.get(bucket.urn) ?? 0) + 1);
    else unplaced ||= arn === UNKNOWN;
  }
  return { byBucket, unplaced };
}

function optimizersIn(index: GraphIndex): Pick<LakeObjects, "optimizersOf" | "looseOptimizers"> {
  const optimizersOf = new Map<string, GraphResource[]>();
  let looseOptimizers = false;
  const optimizers = index.byType.get(optimizer) ?? [];
  if (optimizers.length === 0) return { optimizersOf, looseOptimizers };
  const catalog = catalogOf(index);
  for (const each of optimizers) {
    const table = catalog.find(each, { path: "", name: "tableName" });
    if (table === UNKNOWN) looseOptimizers = true;
    else if (table !== undefined) append(optimizersOf, table.urn, each);
  }
  return { optimizersOf, looseOptimizers };
}

export const lakeObjectRules = [lf04, lf07, lf10];
