import type { Contract, TableSpec } from "../components/catalog/contract";
import { unshared } from "../components/catalog/contract-life";
import { filterFor, type FilterSpec } from "../components/catalog/filters";
import { isOpen, openTags, type Viewer } from "../components/catalog/visible-columns";
import { databaseName, type Naming } from "../components/naming/names";
import type { TagExpression } from "../components/sharing/tag-expression";
import type { TaggedDatabase } from "../components/sharing/tag-grants";
import type { Reader } from "./consumer";

/** A table that a reader sees through a filter of its own. */
export interface FilteredTable {
  /** `<domain>.<name>`. */
  readonly product: string;
  readonly database: string;
  readonly table: string;
  readonly filter: FilterSpec;
}

/** A database of which a reader sees something. */
export interface SharedDatabase extends TaggedDatabase {
  /** Literal, in the owner's catalog and as a link in the reader's. */
  readonly name: string;
  /** Its tables that the reader reads, whole or through a filter. */
  readonly tables: readonly string[];
}

/** One reader's share of the catalog: what governance grants and what the reader's account links, from one source. */
export interface Share {
  readonly reader: Reader;
  /** Databases that the reader may see, and no other: by name, each once. */
  readonly databases: readonly SharedDatabase[];
  /** Tables and columns that the reader may read whole; absent when all of its tables have a row filter. */
  readonly tables?: TagExpression;
  /** Tables that the reader does not see whole. */
  readonly filters: readonly FilteredTable[];
}

/**
 * The share of one reader. `contracts` are all of the stack; those that the reader lists are shared.
 * @throws Error when a listed product does not exist, is no longer or not yet shared, is not shareable or does not name the reader: the config checks say so
 * first, and nothing may be granted past them.
 */
export function shareOf(reader: Reader, contracts: readonly Contract[], naming: Naming): Share {
  const viewer: Viewer = { ...reader, jurisdiction: naming.jurisdiction };
  const shared = reader.products.map((product) => sharedContract(reader, product, contracts));
  // Lake Formation adds grants up, and tags are per product: beside a filter, the product's tags would undo it.
  const isWhole = ({ tables: own }: Contract) => own.every((table) => isOpen(table, viewer));
  const tablesOf = (contract: Contract) =>
    contract.tables.map((table) => ({
      contract,
      table,
      database: databaseName(naming, { domain: contract.domain, layer: table.layer }),
    }));
  const whole = shared.filter(isWhole).flatMap(tablesOf);
  const parts = shared
    .filter((contract) => !isWhole(contract))
    .flatMap(tablesOf)
    .flatMap((each) => {
      const filter = filterFor(each.table, viewer);
      return filter === undefined ? [] : [{ ...each, filter }];
    });
  return {
    reader,
    databases: databasesOf([...whole, ...parts]),
    ...(whole.length > 0 && {
      tables: {
        product: unique(whole.map(({ contract }) => contract.product)),
        ...openTags(reader.clearance),
        shareable: ["true"],
      },
    }),
    filters: parts.map(({ contract: { product }, database, table, filter }) => ({
      product,
      database,
      table: table.name,
      filter,
    })),
  };
}

/** The databases of the tables that are read: only these pairs of domain and layer are shared. */
function databasesOf(
  seen: readonly { contract: Contract; table: TableSpec; database: string }[],
): SharedDatabase[] {
  const found = new Map<string, SharedDatabase>();
  for (const { contract, table, database: name } of seen) {
    const tables = [...(found.get(name)?.tables ?? []), table.name];
    found.set(name, { name, domain: contract.domain, layer: table.layer, tables });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function sharedContract(reader: Reader, product: string, contracts: readonly Contract[]): Contract {
  const contract = contracts.find((each) => each.product === product);
  const refusal =
    contract === undefined ? "is published by no contract of this stack" : refused(contract, reader);
  if (contract === undefined || refusal !== undefined) {
    throw new Error(
      `Share of "${reader.name}": product "${product}" ${refusal}; correct the contract or the stack's config.`,
    );
  }
  return contract;
}

function refused(contract: Contract, { name }: Reader): string | undefined {
  const ended = unshared(contract);
  if (ended !== undefined) return ended.fault;
  if (!contract.shareable) return "is not shareable";
  return contract.consumers.includes(name) ? undefined : "does not list the reader among its consumers";
}

function unique<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
