import { mayRead } from "../../components/facts/visibility";
import { columnsOf } from "../graph/columns";
import type { GraphIndex } from "../graph/graph-index";
import { catalogOf, lakeOf, lfTagsTypes, type Catalog } from "../graph/lake-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";

/** What of a table nobody reads along with the rest: personal columns of any kind, and restricted ones. */
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
}

const built = new WeakMap<GraphIndex, Grants>();

/** Linear in resources, once for each graph. */
export function grantsOf(index: GraphIndex): Grants {
  let grants = built.get(index);
  if (grants === undefined) built.set(index, (grants = build(index)));
  return grants;
}

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
  for (const tagged of lfTagsTypes.flatMap((type) => index.byType.get(type) ?? []).filter(isPersonal)) {
    if (tagged.props["table"] !== undefined)
      mark(catalog.find(tagged, { path: "table", name: "name" }), "all");
    if (tagged.props["tableWithColumns"] !== undefined)
      mark(catalog.find(tagged, { path: "tableWithColumns", name: "name" }), namedColumns(tagged));
  }
  const { databaseTags } = lakeOf(index);
  const personalIn = new Set<string>();
  for (const table of index.byType.get("aws:glue/catalogTable:CatalogTable") ?? []) {
    const database = catalog.databaseOf.get(table.urn);
    const inherited = database === undefined ? undefined : databaseTags.get(database.urn)?.get("pii");
    if (inherited !== undefined && [...inherited].some((value) => value !== "none")) mark(table, "all");
    const hidden = columnsOf(table, index).filter(
      (column) => column.pii !== "none" || !mayRead(column, "restricted"),
    );
    if (hidden.length > 0)
      mark(
        table,
        hidden.map(({ name }) => name),
      );
    if (database !== undefined && personalOf.has(table.urn)) personalIn.add(database.urn);
  }
  return { catalog, personalOf, personalIn, admins: adminsIn(index) };
}

/** A pii tag of any value but `none`, also one that is not known. */
const isPersonal = ({ props }: GraphResource) =>
  ["lfTags[]", "lfTag"]
    .flatMap((path) => readPath(props, path))
    .some(({ value: pair }) => readOne(pair, "key") === "pii" && readOne(pair, "value") !== "none");

function namedColumns({ props }: GraphResource): readonly string[] | "all" {
  const names = readPath(props, "tableWithColumns.columnNames[]").map(({ value }) => value);
  const texts = names.filter((name) => typeof name === "string" && name !== UNKNOWN) as string[];
  return texts.length > 0 && texts.length === names.length ? texts : "all";
}

function adminsIn(index: GraphIndex): Set<unknown> {
  const settings = index.byType.get("aws:lakeformation/dataLakeSettings:DataLakeSettings") ?? [];
  const admins = settings.flatMap(({ props }) => readPath(props, "admins[]").map(({ value }) => value));
  return new Set(admins.filter((each) => each !== UNKNOWN));
}
