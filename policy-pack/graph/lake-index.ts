import { accountOf, bucketNameIn, bucketOf, sourcesOf, type GraphIndex } from "./graph-index";
import { isRecord, readOne, readPath } from "./read";
import { UNKNOWN, type GraphResource } from "./types";

const tableType = "aws:glue/catalogTable:CatalogTable";
const databaseType = "aws:glue/catalogDatabase:CatalogDatabase";
/** Types that put LF-tags on databases, tables and columns. */
export const lfTagsTypes = [
  "aws:lakeformation/resourceLfTags:ResourceLfTags",
  "aws:lakeformation/resourceLfTag:ResourceLfTag",
];
const rulesetType = "aws:glue/dataQualityRuleset:DataQualityRuleset";
const replicationType = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";

/** LF-tag key → every value that the thing, or any of its columns, has. */
export type LfTags = ReadonlyMap<string, ReadonlySet<string>>;

/** What the catalog of a graph says about its buckets, databases and tables; built once for a graph. */
export interface LakeIndex {
  /** Bucket URN → tables whose files stand there. */
  tablesIn: ReadonlyMap<string, readonly GraphResource[]>;
  /** Bucket URN → databases whose default location is there. */
  databasesIn: ReadonlyMap<string, readonly GraphResource[]>;
  /** Bucket URN → buckets that are copied into it. */
  copiedInto: ReadonlyMap<string, readonly GraphResource[]>;
  /** Table URN → tags of the table and its columns. */
  tableTags: ReadonlyMap<string, LfTags>;
  /** Database URN → its tags, which its tables inherit. */
  databaseTags: ReadonlyMap<string, LfTags>;
  /** Table URN → its database, where the graph has it. */
  databaseOf: ReadonlyMap<string, GraphResource>;
  /** Table URNs that a quality ruleset targets. */
  withRules: ReadonlySet<string>;
  /** Kinds of things whose table or database could not be found out, so that "none" cannot be claimed. */
  unplaced: ReadonlySet<"lfTags" | "ruleset">;
}

const built = new WeakMap<GraphIndex, LakeIndex>();

/** The lake index of a graph. Linear in resources, once for each graph. */
export function lakeOf(index: GraphIndex): LakeIndex {
  let lake = built.get(index);
  if (lake === undefined) built.set(index, (lake = build(index)));
  return lake;
}

function build(index: GraphIndex): LakeIndex {
  const catalog = catalogOf(index);
  const tags = gatherTags(index, catalog);
  const withRules = new Set<string>();
  const unplaced = new Set(tags.unplaced);
  for (const ruleset of index.byType.get(rulesetType) ?? []) {
    const table = catalog.find(ruleset, { path: "targetTable", name: "tableName" });
    if (table === UNKNOWN) unplaced.add("ruleset");
    else if (table !== undefined) withRules.add(table.urn);
  }
  const placed = (type: string, location: (resource: GraphResource) => GraphResource | undefined) =>
    groupBy(index.byType.get(type) ?? [], (resource) => {
      const bucket = location(resource);
      return bucket === undefined ? [] : [[bucket.urn, resource] as const];
    });
  return {
    tablesIn: placed(tableType, (table) => bucketAt(table, tableLocation, index)),
    databasesIn: placed(databaseType, (database) => bucketAt(database, ["locationUri"], index)),
    copiedInto: groupBy(index.byType.get(replicationType) ?? [], (copy) => copiesOf(copy, index)),
    ...tags,
    databaseOf: catalog.databaseOf,
    withRules,
    unplaced,
  };
}

const tableLocation = [
  "openTableFormatInput.icebergInput.icebergTableInput.location",
  "storageDescriptor.location",
];

function bucketAt(
  resource: GraphResource,
  paths: readonly string[],
  index: GraphIndex,
): GraphResource | undefined {
  for (const path of paths) {
    const location = readOne(resource.props, path);
    if (location === UNKNOWN)
      return sourcesOf(resource, path, index).find((source) => bucketOf(source, index) === source);
    const name = typeof location === "string" ? bucketNameIn(location) : undefined;
    if (name !== undefined) return index.bucketByName.get(name);
  }
  return undefined;
}

function copiesOf(copy: GraphResource, index: GraphIndex): [string, GraphResource][] {
  const source = bucketOf(copy, index);
  if (source === undefined || source === UNKNOWN) return [];
  return readPath(copy.props, "rules[].destination.bucket").flatMap(({ value }) => {
    const name = typeof value === "string" ? (bucketNameIn(value) ?? value) : "";
    const target = index.bucketByName.get(name);
    return target === undefined ? [] : [[target.urn, source] as [string, GraphResource]];
  });
}

/** Finds tables and databases by name in the catalogs of a graph. */
export interface Catalog {
  /**
   * The table or database that an input of a resource names; an empty path where the resource's own inputs do. Without a
   * `name` (the key of the last part) it is the database of what the input names.
   */
  find: (
    resource: GraphResource,
    at: { path: string; name?: string },
  ) => GraphResource | typeof UNKNOWN | undefined;
  databaseOf: ReadonlyMap<string, GraphResource>;
}

const catalogs = new WeakMap<GraphIndex, Catalog>();

/** The catalogs of a graph. Linear in resources, once for each graph. */
export function catalogOf(index: GraphIndex): Catalog {
  let catalog = catalogs.get(index);
  if (catalog === undefined) catalogs.set(index, (catalog = readCatalog(index)));
  return catalog;
}

function readCatalog(index: GraphIndex): Catalog {
  const byKey = new Map<string, GraphResource>();
  for (const database of index.byType.get(databaseType) ?? [])
    byKey.set(keyOf(database, database.props, [database.props["name"]]), database);
  const databaseOf = new Map<string, GraphResource>();
  for (const table of index.byType.get(tableType) ?? []) {
    const { databaseName, name } = table.props;
    byKey.set(keyOf(table, table.props, [databaseName, name]), table);
    const database =
      databaseName === UNKNOWN
        ? sourcesOf(table, "databaseName", index).find(({ type }) => type === databaseType)
        : byKey.get(keyOf(table, table.props, [databaseName]));
    if (database !== undefined) databaseOf.set(table.urn, database);
  }
  return {
    databaseOf,
    find: (resource, { path, name }) => {
      const target = path === "" ? resource.props : readOne(resource.props, path);
      const own = name === undefined ? undefined : readOne(target, name);
      const parts = [readOne(target, "databaseName"), own].filter((each) => each != null);
      if (target !== UNKNOWN && !parts.includes(UNKNOWN)) return byKey.get(keyOf(resource, target, parts));
      const sources = sourcesOf(resource, path === "" ? (name ?? "databaseName") : path, index);
      const types = path === "database" || name === undefined ? [databaseType] : [tableType];
      return sources.find(({ type }) => types.includes(type)) ?? UNKNOWN;
    },
  };
}

/** A catalog is an account's; where an input names none it is the provider's. */
function keyOf(resource: GraphResource, holder: unknown, parts: readonly unknown[]): string {
  const own = isRecord(holder) ? (holder["catalogId"] ?? holder["tableCatalogId"]) : undefined;
  const account = typeof own === "string" && own !== UNKNOWN ? own : accountOf(resource);
  return JSON.stringify([account, ...parts]);
}

function gatherTags(index: GraphIndex, catalog: Catalog) {
  const tableTags = new Map<string, Map<string, Set<string>>>();
  const databaseTags = new Map<string, Map<string, Set<string>>>();
  const unplaced = new Set<"lfTags" | "ruleset">();
  const targets = [
    { path: "database", into: databaseTags },
    { path: "table", into: tableTags },
    { path: "tableWithColumns", into: tableTags },
  ];
  for (const tagged of lfTagsTypes.flatMap((type) => index.byType.get(type) ?? [])) {
    for (const { path, into } of targets.filter(({ path: key }) => tagged.props[key] !== undefined)) {
      const target = catalog.find(tagged, { path, name: "name" });
      if (target === UNKNOWN) unplaced.add("lfTags");
      else if (target !== undefined) addTags(into, target.urn, tagged);
    }
  }
  return { tableTags, databaseTags, unplaced };
}

function addTags(into: Map<string, Map<string, Set<string>>>, urn: string, tagged: GraphResource): void {
  const tags = into.get(urn) ?? new Map<string, Set<string>>();
  into.set(urn, tags);
  for (const { value: pair } of ["lfTags[]", "lfTag"].flatMap((path) => readPath(tagged.props, path))) {
    const [key, value] = [readOne(pair, "key"), readOne(pair, "value")];
    if (typeof key !== "string" || typeof value !== "string") continue;
    tags.set(key, (tags.get(key) ?? new Set()).add(value));
  }
}

function groupBy<T>(
  items: readonly T[],
  entries: (item: T) => readonly (readonly [string, GraphResource])[],
): Map<string, GraphResource[]> {
  const groups = new Map<string, GraphResource[]>();
  for (const [key, member] of items.flatMap(entries)) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [member]);
    else group.push(member);
  }
  return groups;
}
