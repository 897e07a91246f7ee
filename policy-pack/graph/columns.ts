import { parseClassification, rankOf, type Classification } from "../../components/facts/classification";
import { piiKinds, type PiiKind } from "../../components/facts/personal-data";
import { accountOf, sourcesOf, type GraphIndex } from "./graph-index";
import { catalogOf, lfTagsTypes } from "./lake-index";
import { readOne, readPath } from "./read";
import { UNKNOWN, type GraphResource } from "./types";

/** A column as its LF-tags describe it; what no tag says, or an unknown one does, counts as the strictest. */
export interface TaggedColumn {
  readonly name: string;
  readonly classification: Classification;
  readonly pii: PiiKind;
}

/** What a grant gives of one table. */
export interface GrantedTable {
  readonly table: GraphResource;
  readonly columns: readonly TaggedColumn[];
}

type Tags = ReadonlyMap<string, unknown>;

/** Tables of a graph with the tags of each column. */
interface Columns {
  /** Table URN → its columns; a table without a schema in the graph has none. */
  of: ReadonlyMap<string, readonly TaggedColumn[]>;
  /** Table URN → tags of the table, those of its database among them. */
  tagsOf: ReadonlyMap<string, Tags>;
  /** `key=value` of a table's tags → tables. */
  byTag: ReadonlyMap<string, readonly GraphResource[]>;
  /** The data-cells filter that a grant names. */
  filterOf: (grant: GraphResource) => GraphResource | typeof UNKNOWN | undefined;
}

const tableType = "aws:glue/catalogTable:CatalogTable";
const filterType = "aws:lakeformation/dataCellsFilter:DataCellsFilter";
const schemaPaths = [
  "openTableFormatInput.icebergInput.icebergTableInput.schema.fields[].name",
  "storageDescriptor.columns[].name",
];

const built = new WeakMap<GraphIndex, Columns>();

function columnsIn(index: GraphIndex): Columns {
  let columns = built.get(index);
  if (columns === undefined) built.set(index, (columns = build(index)));
  return columns;
}

const pairsOf = ({ props }: GraphResource): [string, unknown][] =>
  ["lfTags[]", "lfTag"]
    .flatMap((path) => readPath(props, path))
    .flatMap(({ value: pair }) => {
      const key = readOne(pair, "key");
      return typeof key === "string" ? [[key, readOne(pair, "value")] as [string, unknown]] : [];
    });

function build(index: GraphIndex): Columns {
  const catalog = catalogOf(index);
  const own = new Map<string, Map<string, unknown>>();
  const ofColumn = new Map<string, Map<string, unknown>>();
  const add = (into: Map<string, Map<string, unknown>>, key: string, pairs: [string, unknown][]) => {
    const tags = into.get(key) ?? new Map<string, unknown>();
    into.set(key, tags);
    for (const [name, value] of pairs) tags.set(name, value);
  };
  for (const tagged of lfTagsTypes.flatMap((type) => index.byType.get(type) ?? [])) {
    for (const path of ["database", "table", "tableWithColumns"]) {
      if (tagged.props[path] === undefined) continue;
      const target = catalog.find(tagged, { path, name: "name" });
      if (target === undefined || target === UNKNOWN) continue;
      if (path !== "tableWithColumns") add(own, target.urn, pairsOf(tagged));
      else
        for (const { value } of readPath(tagged.props, `${path}.columnNames[]`))
          add(ofColumn, `${target.urn} ${String(value)}`, pairsOf(tagged));
    }
  }
  const of = new Map<string, TaggedColumn[]>();
  const tagsOf = new Map<string, Tags>();
  const byTag = new Map<string, GraphResource[]>();
  for (const table of index.byType.get(tableType) ?? []) {
    const database = catalog.databaseOf.get(table.urn);
    const tags = new Map([...((database && own.get(database.urn)) ?? []), ...(own.get(table.urn) ?? [])]);
    tagsOf.set(table.urn, tags);
    for (const [key, value] of tags) {
      const tagText = `${key}=${String(value)}`;
      const tables = byTag.get(tagText);
      if (tables === undefined) byTag.set(tagText, [table]);
      else tables.push(table);
    }
    const names = schemaPaths.flatMap((path) => readPath(table.props, path)).map(({ value }) => value);
    of.set(
      table.urn,
      names.flatMap((name) => {
        if (typeof name !== "string" || name === UNKNOWN) return [];
        return [tagged(name, new Map([...tags, ...(ofColumn.get(`${table.urn} ${name}`) ?? [])]))];
      }),
    );
  }
  return { of, tagsOf, byTag, filterOf: filtersIn(index) };
}

function tagged(name: string, tags: Tags): TaggedColumn {
  const classification = tags.get("classification");
  // A table that has no pii tag at all says nothing about its columns; a product without personal data says `none`.
  const pii = piiKinds.find((kind) => kind === (tags.get("pii") ?? "none"));
  return {
    name,
    classification:
      (typeof classification === "string" ? parseClassification(classification) : undefined) ?? "restricted",
    pii: pii ?? "phi",
  };
}

/** Finds the filter that a grant names: names are unique for a table. */
function filtersIn(index: GraphIndex): Columns["filterOf"] {
  const keyOf = (resource: GraphResource, path: string) => {
    const named = (name: string) => readOne(resource.props, `${path}.${name}`);
    const parts = [
      named("tableCatalogId") ?? accountOf(resource),
      ...["databaseName", "tableName", "name"].map(named),
    ];
    return parts.includes(UNKNOWN) ? UNKNOWN : JSON.stringify(parts);
  };
  const filters = index.byType.get(filterType) ?? [];
  const byKey = new Map(filters.map((filter) => [keyOf(filter, "tableData"), filter]));
  return (grant) => {
    const key = keyOf(grant, "dataCellsFilter");
    if (key !== UNKNOWN) return byKey.get(key);
    return sourcesOf(grant, "dataCellsFilter", index).find(({ type }) => type === filterType) ?? UNKNOWN;
  };
}

/** The columns of a table that the graph describes, with their tags in effect. */
export const columnsOf = (table: GraphResource, index: GraphIndex): readonly TaggedColumn[] =>
  columnsIn(index).of.get(table.urn) ?? [];

/** The data-cells filter that a grant names; undefined where the graph has none of that name, UNKNOWN while it is computed. */
export const filterOf: (grant: GraphResource, index: GraphIndex) => ReturnType<Columns["filterOf"]> = (
  grant,
  index,
) => columnsIn(index).filterOf(grant);

const textsAt = (props: unknown, path: string): string[] =>
  readPath(props, path).flatMap(({ value }) =>
    typeof value === "string" && value !== UNKNOWN ? [value] : [],
  );

/**
 * The columns that a grant of Lake Formation gives, table by table; undefined when the graph does not show them (a computed
 * name, a table of another stack). A grant on a database, a location or a tag gives none.
 */
export function grantedColumns(grant: GraphResource, index: GraphIndex): GrantedTable[] | undefined {
  const { of } = columnsIn(index);
  const { find } = catalogOf(index);
  const some = (target: ReturnType<typeof find>, keep: (name: string) => boolean) => {
    if (target === undefined || target === UNKNOWN) return undefined;
    const columns = (of.get(target.urn) ?? []).filter(({ name }) => keep(name));
    return [{ table: target, columns }];
  };
  const { props } = grant;
  if (props["dataCellsFilter"] !== undefined) {
    const filter = filterOf(grant, index);
    if (filter === undefined || filter === UNKNOWN) return undefined;
    const names = textsAt(filter.props, "tableData.columnNames[]");
    const excluded = textsAt(filter.props, "tableData.columnWildcard.excludedColumnNames[]");
    const target = find(filter, { path: "tableData", name: "tableName" });
    return some(target, (name) => (names.length > 0 ? names.includes(name) : !excluded.includes(name)));
  }
  if (props["tableWithColumns"] !== undefined) {
    const names = textsAt(props, "tableWithColumns.columnNames[]");
    const excluded = textsAt(props, "tableWithColumns.excludedColumnNames[]");
    const target = find(grant, { path: "tableWithColumns", name: "name" });
    return some(target, (name) => (names.length > 0 ? names.includes(name) : !excluded.includes(name)));
  }
  if (props["table"] !== undefined) return wholeTables(grant, index);
  if (props["lfTagPolicy"] !== undefined) return byTags(grant, index);
  return [];
}

function wholeTables(grant: GraphResource, index: GraphIndex): GrantedTable[] | undefined {
  const { of } = columnsIn(index);
  const { find, databaseOf } = catalogOf(index);
  const whole = readOne(grant.props, "table.wildcard") === true;
  const target = find(grant, whole ? { path: "table" } : { path: "table", name: "name" });
  if (target === undefined || target === UNKNOWN) return undefined;
  const tables = whole
    ? (index.byType.get(tableType) ?? []).filter(({ urn }) => databaseOf.get(urn) === target)
    : [target];
  return tables.map((table) => ({ table, columns: of.get(table.urn) ?? [] }));
}

/** Keys that columns have of their own; the others are a table's as a whole. */
const columnKeys: ReadonlySet<string> = new Set(["classification", "pii"]);

function byTags(grant: GraphResource, index: GraphIndex): GrantedTable[] | undefined {
  if (readOne(grant.props, "lfTagPolicy.resourceType") !== "TABLE") return [];
  const { of, tagsOf, byTag } = columnsIn(index);
  const expressions = readPath(grant.props, "lfTagPolicy.expressions[]").map(({ value }) => ({
    key: readOne(value, "key"),
    values: readPath(value, "values[]").map((reading) => reading.value),
  }));
  if (expressions.some(({ key, values }) => key === UNKNOWN || values.includes(UNKNOWN))) return undefined;
  const catalogId = readOne(grant.props, "lfTagPolicy.catalogId") ?? accountOf(grant);
  const ofTable = expressions.filter(({ key }) => !columnKeys.has(String(key)));
  const ofColumn = expressions.filter(({ key }) => columnKeys.has(String(key)));
  // The narrowest of a table's keys, so that a grant looks at its own tables and not at the whole catalog.
  const [narrow] = ofTable.toSorted((a, b) => rank(a.key) - rank(b.key));
  const candidates =
    narrow === undefined
      ? (index.byType.get(tableType) ?? [])
      : narrow.values.flatMap((value) => byTag.get(`${String(narrow.key)}=${String(value)}`) ?? []);
  return candidates.flatMap((table): GrantedTable[] => {
    const tags = tagsOf.get(table.urn);
    const owner = table.props["catalogId"] ?? accountOf(table);
    const fits = ofTable.every(({ key, values }) => values.includes(tags?.get(String(key))));
    if (!fits || owner !== catalogId) return [];
    const columns = (of.get(table.urn) ?? []).filter((column) =>
      ofColumn.every(({ key, values }) => values.includes(column[key as "classification" | "pii"])),
    );
    return [{ table, columns }];
  });
}

const selective = ["product", "domain"];
const rank = (key: unknown): number => {
  const position = selective.indexOf(String(key));
  return position < 0 ? selective.length : position;
};

/** The strictest class among the columns that a grant gives; undefined when it gives none or the graph does not show them. */
export function grantedClassification(grant: GraphResource, index: GraphIndex): Classification | undefined {
  const columns = (grantedColumns(grant, index) ?? []).flatMap((each) => each.columns);
  return columns.reduce<Classification | undefined>(
    (top, { classification }) =>
      top === undefined || rankOf(classification) > rankOf(top) ? classification : top,
    undefined,
  );
}
