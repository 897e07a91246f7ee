import { retentionTag, retentionTagDays } from "../../components/facts/retention";
import { fail, pass, show, undecided, type Result } from "../finding";
import { retentionDays, tagOf } from "../graph/buckets";
import { bucketNameIn, type GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphRule } from "../rule";

const databaseType = "aws:glue/catalogDatabase:CatalogDatabase";
const tableType = "aws:glue/catalogTable:CatalogTable";
const fix = "let the stack's or domain's retention be the only number, through components/facts";

const ret06: GraphRule = {
  id: "RET-06",
  name: "ret-06-retention-agrees",
  title: "A database, its bucket, its LF-tag and its tables say the same retention",
  rationale:
    "People read the tag, table maintenance and erasure the LF-tag, S3 the lifecycle. Where they part, one of them deletes what another promises to keep.",
  remediation:
    "Change the days of the stack, the domain or the contract; the tags, LF-tags and lifecycles follow.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: [databaseType, tableType],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 5(1)(e)" },
    { framework: "SOX", version: "15 U.S.C.", control: "802" },
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" },
  ],
  reads: ["tags.dp:retention", "lfTags[].value"],
  check: (resource, { index }) =>
    resource.type === databaseType ? checkDatabase(resource, index) : checkTable(resource, index),
};

/** The value of the LF-tag `retention`; UNKNOWN where a tag's target or value is computed. */
function lfTagOf(
  resource: GraphResource,
  index: GraphIndex,
  of: "databaseTags" | "tableTags",
): string | undefined {
  const lake = lakeOf(index);
  const [value] = lake[of].get(resource.urn)?.get("retention") ?? [];
  return value ?? (lake.unplaced.has("lfTags") ? UNKNOWN : undefined);
}

function checkDatabase(database: GraphResource, index: GraphIndex): Result[] {
  const path = "tags.dp:retention";
  const tag = tagOf(database, "dp:retention");
  const days = retentionDays(tag);
  // A database without a tag has its own rule; a link holds nothing.
  if (tag === undefined || database.props["targetDatabase"] !== undefined) return [];
  const lfTag = lfTagOf(database, index, "databaseTags");
  if (tag === UNKNOWN || lfTag === UNKNOWN) return [notYetKnown(path, "has a retention", fix)];
  if (days === undefined) return [fail(path, `has tag dp:retention ${show(database, path, tag)}`, fix)];
  const said = `says ${days} days`;
  const wanted = retentionTag(days);
  const tagged =
    lfTag === undefined || lfTag === wanted
      ? pass(path)
      : fail(path, `${said}, but its LF-tag retention says "${lfTag}" and not "${wanted}"`, fix);
  const location = database.props["locationUri"];
  const bucketName = typeof location === "string" ? bucketNameIn(location) : undefined;
  const bucket = bucketName === undefined ? undefined : index.bucketByName.get(bucketName);
  if (bucket === undefined) return [tagged];
  const own = tagOf(bucket, "dp:retention");
  if (own === UNKNOWN)
    return [tagged, undecided(path, "has a bucket whose retention is not known before the deploy", fix)];
  if (own === tag) return [tagged, pass(path)];
  return [tagged, fail(path, `${said}, but its bucket says ${show(bucket, path, own)}`, fix)];
}

/** A table may be kept longer than its database says, by its contract, and not shorter. */
function checkTable(table: GraphResource, index: GraphIndex): Result[] {
  const path = "name";
  const database = lakeOf(index).databaseOf.get(table.urn);
  const own = lfTagOf(table, index, "tableTags");
  const around = database === undefined ? undefined : lfTagOf(database, index, "databaseTags");
  if (own === undefined || around === undefined) return [];
  if (own === UNKNOWN || around === UNKNOWN) return [notYetKnown(path, "has a retention", fix)];
  const [days, least] = [own, around].map(retentionTagDays);
  if (days === undefined || least === undefined || days >= least) return [pass(path)];
  const what = `is kept "${own}" by its LF-tag, shorter than the "${around}" of its database`;
  return [fail(path, what, fix)];
}

export const retentionAgreesRules = [ret06];
