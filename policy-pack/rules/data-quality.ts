import { fail, pass, undecided, type Result } from "../finding";
import { tagOf } from "../graph/buckets";
import type { GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown, read } from "../known";
import type { GraphContext, GraphRule, ResourceRule } from "../rule";

const tableType = "aws:glue/catalogTable:CatalogTable";

/** The layer of a table's database, by its tag or its LF-tag. */
function layerOfTable(table: GraphResource, index: GraphIndex): unknown {
  const lake = lakeOf(index);
  const database = lake.databaseOf.get(table.urn);
  if (database === undefined) return undefined;
  return tagOf(database, "dp:layer") ?? [...(lake.databaseTags.get(database.urn)?.get("layer") ?? [])][0];
}

/** Tables of the given layers; links to tables elsewhere are judged where the table is. */
const isTableOf = (table: GraphResource, { index }: Pick<GraphContext, "index">, layers: readonly string[]) =>
  readOne(table.props, "targetTable") === undefined &&
  layers.some((layer) => layer === layerOfTable(table, index));

const dq01: GraphRule = {
  id: "DQ-01",
  name: "dq-01-quality-rules",
  title: "Every silver and gold table has quality rules",
  rationale:
    "A number in a report is as good as the checks on what it was made from; Glue runs them where the table is.",
  remediation:
    "Let the contract's quality section compile to an aws.glue.DataQualityRuleset with the table as targetTable.",
  severity: "medium",
  level: "advisory",
  family: "governance",
  scope: "graph",
  types: [tableType],
  controls: [
    { framework: "BCBS 239", version: "2013", control: "Principle 3" },
    { framework: "BCBS 239", version: "2013", control: "Principle 4" },
    { framework: "BCBS 239", version: "2013", control: "Principle 5" },
    { framework: "BCBS 239", version: "2013", control: "Principle 6" },
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
  ],
  reads: ["targetTable.tableName", "targetTable.databaseName"],
  check: (table, context) => {
    if (!isTableOf(table, context, ["silver", "gold"])) return [];
    const { withRules, unplaced } = lakeOf(context.index);
    if (withRules.has(table.urn)) return [pass()];
    const fix = "give it an aws.glue.DataQualityRuleset";
    return unplaced.has("ruleset")
      ? [undecided(undefined, "has no quality rules that are known to be its own", fix)]
      : [fail(undefined, "has no quality rules", fix)];
  },
};

/** How each kind of job says that it reports what it read and wrote. */
export const lineageEmitters: readonly { type: string; path: string; says: RegExp; fix: string }[] = [
  {
    type: "aws:glue/crawler:Crawler",
    path: "lineageConfiguration.crawlerLineageSettings",
    says: /^ENABLE$/,
    fix: "set crawlerLineageSettings to ENABLE",
  },
  {
    type: "aws:glue/job:Job",
    path: "defaultArguments.--conf",
    says: /openlineage/i,
    fix: "add spark.extraListeners=io.openlineage.spark.agent.OpenLineageSparkListener to --conf",
  },
];

const dq02: ResourceRule = {
  id: "DQ-02",
  name: "dq-02-lineage",
  title: "Crawlers and jobs report lineage",
  rationale: "Whoever has to explain a figure needs the way back to its sources without reading the jobs.",
  remediation: "Switch lineage on in the crawler, or add the OpenLineage listener to the job.",
  severity: "low",
  level: "advisory",
  family: "governance",
  scope: "resource",
  types: [...new Set(lineageEmitters.map(({ type }) => type))],
  controls: [
    { framework: "BCBS 239", version: "2013", control: "Principle 2" },
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" },
  ],
  reads: lineageEmitters.map(({ path }) => path),
  check: (job) =>
    lineageEmitters.filter(({ type }) => type === job.type).map((row) => checkLineage(job, row)),
};

function checkLineage(job: GraphResource, { path, says, fix }: (typeof lineageEmitters)[number]): Result {
  return read(job, path).is((value) => typeof value === "string" && says.test(value), {
    what: "reports no lineage",
    fix,
  });
}

const propertiesPath = "openTableFormatInput.icebergInput.icebergTableInput.properties";

const registered = new WeakMap<GraphIndex, Map<string, number>>();

/** Product and table name → how many tables of the graph claim to be it. Linear, once for each graph. */
function claimsOf(index: GraphIndex): Map<string, number> {
  const known = registered.get(index);
  if (known !== undefined) return known;
  const claims = new Map<string, number>();
  for (const table of index.byType.get(tableType) ?? []) {
    const claim = claimOf(table, index);
    if (claim !== undefined) claims.set(claim, (claims.get(claim) ?? 0) + 1);
  }
  registered.set(index, claims);
  return claims;
}

/** The contract's name for a table: its product and its own name. */
function claimOf(table: GraphResource, index: GraphIndex): string | undefined {
  const product =
    [...(lakeOf(index).tableTags.get(table.urn)?.get("product") ?? [])][0] ??
    property(table, "meridian.product");
  const { name } = table.props;
  return typeof product === "string" && product !== UNKNOWN && typeof name === "string" && name !== UNKNOWN
    ? `${product}/${name}`
    : undefined;
}

/** Names of Iceberg's properties have dots, so they cannot be read by path. */
function property(table: GraphResource, key: string): unknown {
  const [holder] = readPath(table.props, propertiesPath);
  if (holder === undefined) return undefined;
  return holder.value === UNKNOWN ? UNKNOWN : (holder.value as Record<string, unknown>)[key];
}

const b23901: GraphRule = {
  id: "B239-01",
  name: "b239-01-single-source",
  title: "Every gold table is registered once, with an owner, its product and what it is made from",
  rationale:
    "Aggregates of risk need one authoritative source, somebody who answers for it, and a way back to its inputs. The owner is the " +
    "database's, the glossary entry is the data product.",
  remediation: "Write the table as a contract: its product, owner and upstream follow from it.",
  severity: "medium",
  level: "advisory",
  family: "governance",
  scope: "graph",
  types: [tableType],
  controls: [
    { framework: "BCBS 239", version: "2013", control: "Principle 1" },
    { framework: "BCBS 239", version: "2013", control: "Principle 2" },
    { framework: "BCBS 239", version: "2013", control: "Principle 6" },
  ],
  reads: ["tags.dp:owner", propertiesPath, "lfTags[].key"],
  check: (table, context) => {
    if (!isTableOf(table, context, ["gold"])) return [];
    const { index } = context;
    const database = lakeOf(index).databaseOf.get(table.urn);
    const claim = claimOf(table, index);
    return [
      known(database && tagOf(database, "dp:owner"), "owner", "tag its database with dp:owner"),
      claim === undefined && lakeOf(index).unplaced.has("lfTags")
        ? known(UNKNOWN, "product", "tag it with the LF-tag product")
        : known(claim, "product", "tag it with the LF-tag product"),
      known(property(table, "meridian.upstream"), "upstream", "give the property meridian.upstream"),
      claim !== undefined && (claimsOf(index).get(claim) ?? 0) > 1
        ? fail(undefined, `is one of several tables that are ${claim}`, "keep one and link to it")
        : pass(),
    ];
  },
};

function known(value: unknown, what: string, fix: string): Result {
  if (value === UNKNOWN) return notYetKnown(undefined, `has an ${what}`, fix);
  return typeof value === "string" && value.trim() !== "" ? pass() : fail(undefined, `says no ${what}`, fix);
}

export const dataQualityRules = [dq01, dq02, b23901];
