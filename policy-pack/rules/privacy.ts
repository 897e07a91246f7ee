import { personalDataKinds } from "../../components/facts/personal-data";
import { bucketSuffixesIn } from "../../components/residency/bucket-suffix";
import { jurisdictionIds, jurisdictionOfRegion } from "../../components/residency/jurisdictions";
import { stages } from "../../components/residency/stages";
import type { ResidencyModel } from "../../components/residency/model";
import { hipaaEligibleServices } from "../data/hipaa-eligible";
import { policyDocuments } from "../data/policy-documents";
import { taggableTypes } from "../data/taggable-types";
import { fail, pass, show, undecided, type Result } from "../finding";
import { tagOf } from "../graph/buckets";
import { accountOf, bucketTypes, type GraphIndex } from "../graph/graph-index";
import { asList, readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { ask, notYetKnown, read } from "../known";
import type { GraphRule, ResourceRule } from "../rule";
import { sinksByType } from "../sinks";

const jobType = "aws:macie2/classificationJob:ClassificationJob";
const sensitive: ReadonlySet<unknown> = new Set(["Confidential", "Restricted"]);
const dataLayers: ReadonlySet<unknown> = new Set(["bronze", "silver", "gold", "feature", "results"]);

/** The buckets that discovery jobs look into. */
interface Discovery {
  /** `<account> <bucket>` that a job names. */
  named: ReadonlySet<string>;
  /** Accounts of jobs that choose by criteria, which only Macie can evaluate. */
  byCriteria: ReadonlySet<unknown>;
  /** Whether some job's buckets are not known yet. */
  isOpen: boolean;
}

const discoveries = new WeakMap<GraphIndex, Discovery>();

function discoveryOf(index: GraphIndex): Discovery {
  const known = discoveries.get(index);
  if (known !== undefined) return known;
  const named = new Set<string>();
  const byCriteria = new Set<unknown>();
  let isOpen = false;
  for (const job of index.byType.get(jobType) ?? []) {
    if (job.props["jobStatus"] === "CANCELLED") continue;
    if (readOne(job.props, "s3JobDefinition.bucketCriteria") !== undefined) byCriteria.add(accountOf(job));
    for (const { value } of readPath(job.props, "s3JobDefinition.bucketDefinitions[]")) {
      const account = readOne(value, "accountId");
      const buckets = readPath(value, "buckets[]").map((each) => each.value);
      isOpen ||= [value, account, ...buckets].includes(UNKNOWN);
      for (const bucket of buckets) named.add(`${String(account)} ${String(bucket)}`);
    }
  }
  const discovery = { named, byCriteria, isOpen };
  discoveries.set(index, discovery);
  return discovery;
}

const prv01: GraphRule = {
  id: "PRV-01",
  name: "prv-01-discovery-covers-buckets",
  title: "Sensitive data is looked for in every bucket that may hold it",
  rationale:
    "A classification is a claim; Macie checks it. A stack without any Macie job is judged nowhere by this rule: that is a gap of the " +
    "platform, which the evidence names, and not a fault of a bucket.",
  remediation: "Add the bucket to an aws.macie2.ClassificationJob; sample large buckets.",
  severity: "medium",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
    { framework: "GDPR", version: "2016/679", control: "Art. 35" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.81.5" },
  ],
  reads: ["s3JobDefinition.bucketDefinitions[].buckets", "s3JobDefinition.bucketDefinitions[].accountId"],
  check: (bucket, { index }) => {
    if ((index.byType.get(jobType) ?? []).length === 0) return [];
    if (!sensitive.has(tagOf(bucket, "dp:classification")) || !dataLayers.has(tagOf(bucket, "dp:layer")))
      return [];
    const { named, byCriteria, isOpen } = discoveryOf(index);
    const account = accountOf(bucket);
    if (named.has(`${String(account)} ${String(bucket.props["bucket"])}`)) return [pass()];
    const fix = "name it in the bucketDefinitions of a job";
    return byCriteria.size > 0 || isOpen || bucket.props["bucket"] === UNKNOWN
      ? [undecided(undefined, "is in no job that is known to cover it", fix)]
      : [fail(undefined, "is in no Macie job", fix)];
  },
};

/** What may name a store: destinations, documents, and copies of snapshots. */
const referring = [
  ...new Set([
    ...sinksByType.keys(),
    ...policyDocuments.keys(),
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:lambda/function:Function",
    "aws:glue/job:Job",
    "aws:glue/crawler:Crawler",
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:redshift/cluster:Cluster",
  ]),
].filter((type) => type.startsWith("aws:"));

/** What gives away a name of another stage; a bucket's says whose it is instead. */
interface Stranger {
  /** From our prefix to the end of the word: `acme-orders-data-eu-dev-x`, with what comes after the prefix. */
  head: RegExp;
  /** Where the name ends in the word. */
  ending: RegExp;
  /** Parts of which one is in every such name; cheaper to look for, and nearly never there. */
  hints: readonly string[];
}

const strangers = new Map<string, Stranger>();

function strangerOf({ prefix, stage }: ResidencyModel): Stranger {
  const key = `${prefix} ${stage}`;
  let stranger = strangers.get(key);
  if (stranger === undefined) {
    const others = stages.filter((each) => each !== stage);
    const ending = `[-_](?:${jurisdictionIds.join("|")})[-_](?:${others.join("|")})(?![a-z0-9])`;
    stranger = {
      head: new RegExp(`\\b${prefix}[-_]([a-z0-9_-]*)`, "g"),
      ending: new RegExp(ending, "g"),
      hints: others,
    };
    strangers.set(key, stranger);
  }
  return stranger;
}

const prv02: ResourceRule = {
  id: "PRV-02",
  name: "prv-02-stages-stay-apart",
  title: "No stage refers to another stage's buckets, keys, roles or tables",
  rationale:
    "Development works on made-up or masked data. A reference to production's storage would bring real people's data to where fewer " +
    "controls stand, and one from production to development would let test data into records.",
  remediation: "Copy masked data first and tag what takes it dp:masked=true; use generated data otherwise.",
  severity: "critical",
  family: "governance",
  scope: "resource",
  types: referring,
  controls: [{ framework: "GDPR", version: "2016/679", control: "Art. 25" }],
  reads: ["policy", "bucket"],
  check: (resource, model) => {
    if (tagOf(resource, "dp:masked") === "true") return [pass("tags.dp:masked")];
    const stranger = strangerOf(model);
    const found = Object.entries(resource.props).flatMap(([path, value]) => {
      const name = firstMatch(value, stranger, model);
      return name === undefined ? [] : [fail(path, `refers to ${show(resource, path, name)}`, stageFix)];
    });
    return found.length > 0 ? found : [pass()];
  },
};

const stageFix = "use storage of its own stage; masked copies are tagged dp:masked=true";

/** The first such name inside a value. */
function firstMatch(value: unknown, stranger: Stranger, model: ResidencyModel): string | undefined {
  if (typeof value === "string") {
    const named = stranger.hints.some((hint) => value.includes(hint)) ? nameIn(value, stranger) : undefined;
    return named ?? strangersBucket(value, model);
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const part of Object.values(value)) {
    const name = firstMatch(part, stranger, model);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The first name of another stage; a word is read once, for its last ending. */
function nameIn(text: string, { head, ending }: Stranger): string | undefined {
  for (const { 0: word, 1: rest = "" } of text.matchAll(head)) {
    const last = [...rest.matchAll(ending)].at(-1);
    if (last !== undefined) return word.slice(0, word.length - rest.length + last.index + last[0].length);
  }
  return undefined;
}

/** Characters of the longest bucket name. */
const longestBucket = 63;

/** A bucket of ours by name, in this jurisdiction, of an account that is not of this stack; others' are for residency to judge. */
function strangersBucket(text: string, model: ResidencyModel): string | undefined {
  if (!text.includes("-an")) return undefined;
  for (const { account, region, index } of bucketSuffixesIn(text)) {
    const isOwn = model.accounts.has(account) || account === model.managementAccount;
    if (isOwn || jurisdictionOfRegion(region) !== model.jurisdiction) continue;
    const [head = ""] = /[a-z0-9-]*$/.exec(text.slice(Math.max(0, index - longestBucket), index)) ?? [];
    if (head.startsWith(`${model.prefix}-`)) return `${head}-${account}-${region}-an`;
  }
  return undefined;
}

/** Names of features that are a person's identifier rather than something about one. */
const identifier =
  /(?:^|_)(?:ssn|iban|e_?mail|phone|passport|tax_id|mrn|(?:first|last|full|given|family)_name|address|card_number)(?:$|_)/i;

const prv03: ResourceRule = {
  id: "PRV-03",
  name: "prv-03-features-without-identifiers",
  title: "Feature groups hold no direct identifiers and can be erased from",
  rationale:
    "A model needs what people did, not who they are. Features in Iceberg can be deleted by person; Glue's plain files cannot.",
  remediation: "Drop or tokenise the feature; set offlineStoreConfig.tableFormat to Iceberg.",
  severity: "medium",
  level: "advisory",
  family: "governance",
  scope: "resource",
  types: ["aws:sagemaker/featureGroup:FeatureGroup"],
  controls: [{ framework: "GDPR", version: "2016/679", control: "Art. 25" }],
  reads: ["featureDefinitions[].featureName", "offlineStoreConfig.tableFormat"],
  check: (group) => [
    ...readPath(group.props, "featureDefinitions[]").map((each) => checkFeature(group, each)),
    checkFormat(group),
  ],
};

function checkFeature(group: GraphResource, { path, value }: { path: string; value: unknown }): Result {
  const name = value === UNKNOWN ? UNKNOWN : readOne(value, "featureName");
  const at = `${path}.featureName`;
  return ask(group, { path: at, value: name }).is(
    (each) => typeof each === "string" && !identifier.test(each),
    {
      has: "has a feature",
      what: `has feature ${show(group, at, name)}`,
      fix: "drop it, or replace it by a token",
    },
  );
}

function checkFormat(group: GraphResource): Result {
  const path = "offlineStoreConfig.tableFormat";
  const store = group.props["offlineStoreConfig"];
  // Without an offline store there are no files to erase.
  if (asList(store).length === 0) return pass(path);
  const format = readOne(group.props, path);
  return read(group, path).is((each) => each === "Iceberg", {
    has: "has a format",
    what: `stores features as ${show(group, path, format)}`,
    fix: "use Iceberg",
  });
}

const prv05: ResourceRule = {
  id: "PRV-05",
  name: "prv-05-hipaa-eligible-services",
  title: "Health information is held only by services that AWS's business associate addendum covers",
  rationale: "A service outside the addendum is a disclosure without a contract, which no one can approve.",
  remediation: "Move the data to an eligible service; the list is policy-pack/data/hipaa-eligible.ts.",
  severity: "critical",
  family: "governance",
  waivable: false,
  scope: "resource",
  types: [...taggableTypes],
  controls: [{ framework: "HIPAA", version: "45 CFR", control: "164.308(b)" }],
  reads: ["tags.dp:personal-data"],
  check: (resource) => {
    const path = "tags.dp:personal-data";
    const kind = tagOf(resource, "dp:personal-data");
    const isHealth = kind === "phi" || tagOf(resource, "dp:phi") === "true";
    // A misspelt kind must not make health data look like anything else.
    if (!isHealth && kind !== undefined && !personalDataKinds.some((each) => each === kind)) {
      const fix = `use one of ${personalDataKinds.join(", ")}`;
      if (kind === UNKNOWN) return [notYetKnown(path, "has tag dp:personal-data", fix)];
      return [fail(path, `has tag dp:personal-data ${show(resource, path, kind)}`, fix)];
    }
    if (!isHealth) return [];
    const [, service = resource.type] = /^aws:([^/]+)\//.exec(resource.type) ?? [];
    if (hipaaEligibleServices.has(service)) return [pass(path)];
    const what = `holds health information, for which ${service} is not eligible`;
    return [fail(path, what, "use an eligible service")];
  },
};

export const privacyRules = [prv01, prv02, prv03, prv05];
