import {
  classificationTag,
  parseClassification,
  rankOf,
  type Classification,
} from "../../components/facts/classification";
import { fail, label, pass, show, type Result } from "../finding";
import { layerOf, tagOf } from "../graph/buckets";
import { bucketTypes, type GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphRule } from "../rule";

/** Data of a domain moves from left to right. */
const order = ["bronze", "silver", "gold", "results"] as const;

/** Something that a bucket holds or is filled from, with what is known of its classification. */
interface Source {
  classification: Classification;
  what: string;
}

const tag02: GraphRule = {
  id: "TAG-02",
  name: "tag-02-classification-never-falls",
  title: "A bucket is classified as high as anything in it or upstream of it",
  rationale:
    "Grants, keys and borders are decided from the bucket's tag. A lower tag on a copy would let out what the original keeps. Only " +
    "gold may be lower than what it was made from, where people can no longer be told apart in it.",
  remediation: "Raise dp:classification, or tag aggregates in gold dp:deidentified=true after review.",
  severity: "high",
  family: "governance",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "NIST 800-53", version: "r5", control: "AC-4" },
  ],
  reads: ["tags.dp:classification"],
  check: (bucket, { index }) => {
    const path = "tags.dp:classification";
    const sources = [...heldBy(bucket, index), ...upstreamOf(bucket, index)];
    if (sources.length === 0) return [];
    const tag = tagOf(bucket, "dp:classification");
    if (tag === UNKNOWN) return [notYetKnown(path, "has tag dp:classification", "give a literal")];
    const own = typeof tag === "string" ? parseClassification(tag) : undefined;
    // One answer, about the strictest: the others follow from it.
    const top = sources.reduce((one, other) =>
      rankOf(other.classification) > rankOf(one.classification) ? other : one,
    );
    return [compare(bucket, { path, own }, top)];
  },
};

function compare(
  bucket: GraphResource,
  { path, own }: { path: string; own?: Classification },
  top: Source,
): Result {
  if (own !== undefined && rankOf(own) >= rankOf(top.classification)) return pass(path);
  const has = own === undefined ? "nothing" : show(bucket, path, classificationTag(own));
  const least = classificationTag(top.classification);
  return fail(
    path,
    `has tag dp:classification ${has} although ${top.what} is ${least}`,
    `use ${least} or higher`,
  );
}

/** Tables, databases and replicated buckets in a bucket. */
function heldBy(bucket: GraphResource, index: GraphIndex): Source[] {
  const lake = lakeOf(index);
  const tables = (lake.tablesIn.get(bucket.urn) ?? []).flatMap((table) =>
    [...(lake.tableTags.get(table.urn)?.get("classification") ?? [])].flatMap((text) =>
      sourceOf(table, text),
    ),
  );
  const stores = [...(lake.databasesIn.get(bucket.urn) ?? []), ...(lake.copiedInto.get(bucket.urn) ?? [])];
  return [...tables, ...stores.flatMap((store) => sourceOf(store, tagOf(store, "dp:classification")))];
}

function sourceOf(resource: GraphResource, text: unknown): Source[] {
  const classification = typeof text === "string" ? parseClassification(text) : undefined;
  return classification === undefined ? [] : [{ classification, what: label(resource) }];
}

/** The strictest bucket of each earlier layer of the same domain. */
function upstreamOf(bucket: GraphResource, index: GraphIndex): Source[] {
  const layer = layerOf(bucket);
  const isAggregate = layer === "gold" && tagOf(bucket, "dp:deidentified") === "true";
  const position = order.findIndex((each) => each === layer);
  if (position < 1 || isAggregate) return [];
  const strictest = strictestOf(index);
  return order
    .slice(0, position)
    .flatMap((earlier) => strictest.get(`${earlier} ${String(tagOf(bucket, "dp:domain"))}`) ?? []);
}

const built = new WeakMap<GraphIndex, Map<string, Source>>();

/** Layer and domain → the bucket with the highest classification. Linear, once for each graph. */
function strictestOf(index: GraphIndex): Map<string, Source> {
  const known = built.get(index);
  if (known !== undefined) return known;
  const strictest = new Map<string, Source>();
  for (const bucket of bucketTypes.flatMap((type) => index.byType.get(type) ?? [])) {
    const key = `${String(layerOf(bucket))} ${String(tagOf(bucket, "dp:domain"))}`;
    for (const source of sourceOf(bucket, tagOf(bucket, "dp:classification"))) {
      const other = strictest.get(key);
      if (other === undefined || rankOf(source.classification) > rankOf(other.classification))
        strictest.set(key, source);
    }
  }
  built.set(index, strictest);
  return strictest;
}

export const classificationRules = [tag02];
