import { accountOf, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { catalogOf, lakeOf, type Catalog } from "../graph/lake-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";

/** What of a table is tagged as personal. */
export interface Personal {
  /** True when the table itself, its database or all of its columns are. */
  all: boolean;
  columns: Set<string>;
}

/** What grants are judged by; built once for a graph. */
export interface Grants {
  catalog: Catalog;
  /** Table URN → its personal part; tables without one are left out. */
  personalOf: ReadonlyMap<string, Personal>;
  /** URNs of databases with a table that has a personal part. */
  personalIn: ReadonlySet<string>;
  /** Principals that administer a catalog. */
  admins: ReadonlySet<unknown>;
  /** The data-cells filters by what names them. */
  filterOf: (grant: GraphResource) => GraphResource | typeof UNKNOWN | undefined;
}

const built = new WeakMap<GraphIndex, Grants>();

/** Linear in resources, once for each graph. */
export function grantsOf(index: GraphIndex): Grants {
  let grants = built.get(index);
  if (grants === undefined) built.set(index, (grants = build(index)));
  return grants;
}

const tagTypes = [
  "aws:lakeformation/resourceLfTags:ResourceLfTags",
  "aws:lakeformation/resourceLfTag:ResourceLfTag",
];

function build(index: GraphIndex): Grants {
  const catalog = catalogOf(index);
  const personalOf = new Map<string, Personal>();
  const mark = (table: GraphResource | typeof UNKNOWN | undefined, columns: readonly string[] | "all") => {
    if (table === undefined || table === UNKNOWN) return;
    const known = personalOf.get(table.urn) ?? { all: false, columns: new Set<string>() };
    personalOf.set(table.urn, known);
    if (columns === "all") known.all = true;
    else columns.forEach((column) => known.columns.add(column));
  };
  for (const tagged of tagTypes.flatMap((type) => index.byType.get(type) ?? []).filter(isPersonal)) {
    if (tagged.props["table"] !== undefined)
      mark(catalog.find(tagged, { path: "table", name: "name" }), "all");
    if (tagged.props["tableWithColumns"] !== undefined)
      mark(catalog.find(tagged, { path: "tableWithColumns", name: "name" }), columnsOf(tagged));
  }
  const { databaseTags } = lakeOf(index);
  const personalIn = new Set<string>();
  for (const table of index.byType.get("aws:glue/catalogTable:CatalogTable") ?? []) {
    const database = catalog.databaseOf.get(table.urn);
    const inherited = database === undefined ? undefined : databaseTags.get(database.urn)?.get("pii");
    if (inherited !== undefined && [...inherited].some((value) => value !== "none")) mark(table, "all");
    if (database !== undefined && personalOf.has(table.urn)) personalIn.add(database.urn);
  }
  return { catalog, personalOf, personalIn, admins: adminsIn(index), filterOf: filtersIn(index) };
}

/** A pii tag of any value but `none`, also one that is not known. */
const isPersonal = ({ props }: GraphResource) =>
  ["lfTags[]", "lfTag"]
    .flatMap((path) => readPath(props, path))
    .some(({ value: pair }) => readOne(pair, "key") === "pii" && readOne(pair, "value") !== "none");

function columnsOf({ props }: GraphResource): readonly string[] | "all" {
  const names = readPath(props, "tableWithColumns.columnNames[]").map(({ value }) => value);
  const texts = names.filter((name) => typeof name === "string" && name !== UNKNOWN) as string[];
  return texts.length > 0 && texts.length === names.length ? texts : "all";
}

function adminsIn(index: GraphIndex): Set<unknown> {
  const settings = index.byType.get("aws:lakeformation/dataLakeSettings:DataLakeSettings") ?? [];
  const admins = settings.flatMap(({ props }) => readPath(props, "admins[]").map(({ value }) => value));
  return new Set(admins.filter((each) => each !== UNKNOWN));
}

/** Finds the filter that a grant names: names are unique for a table. */
function filtersIn(index: GraphIndex): Grants["filterOf"] {
  const keyOf = (resource: GraphResource, path: string) => {
    const named = (name: string) => readOne(resource.props, `${path}.${name}`);
    const parts = [
      named("tableCatalogId") ?? accountOf(resource),
      ...["databaseName", "tableName", "name"].map(named),
    ];
    return parts.includes(UNKNOWN) ? UNKNOWN : JSON.stringify(parts);
  };
  const filters = index.byType.get("aws:lakeformation/dataCellsFilter:DataCellsFilter") ?? [];
  const byKey = new Map(filters.map((filter) => [keyOf(filter, "tableData"), filter]));
  return (grant) => {
    const key = keyOf(grant, "dataCellsFilter");
    if (key !== UNKNOWN) return byKey.get(key);
    const isFilter = ({ type }: GraphResource) =>
      type === "aws:lakeformation/dataCellsFilter:DataCellsFilter";
    return sourcesOf(grant, "dataCellsFilter", index).find(isFilter) ?? UNKNOWN;
  };
}
