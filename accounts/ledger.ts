import type { Contract, TableSpec } from "../components/catalog/contract";
import type { TableLayer } from "../components/catalog/contract-values";
import { filterFor, type FilterSpec } from "../components/catalog/filters";
import { isOpen, openTags, type Viewer } from "../components/catalog/visible-columns";
import { databaseName, linkName, type Naming } from "../components/naming/names";
import type { LinkedDatabase, LinkedTable } from "../components/sharing/resource-links";
import type { TagExpression } from "../components/sharing/tag-expression";
import type { Reader } from "./consumer";

/** A table that a reader sees through a filter of its own. */
export interface FilteredTable {
  /** `<domain>.<name>`. */
  readonly product: string;
  readonly database: string;
  readonly table: string;
  readonly filter: FilterSpec;
}

/** One reader's share of the catalog: what governance grants and what the reader's account links, from one source. */
export interface Share {
  readonly reader: Reader;
  /** Databases that the reader may see. */
  readonly databases: TagExpression;
  /** Tables and columns that the reader may read whole; absent when all of its tables have a row filter. */
  readonly tables?: TagExpression;
  /** Tables that the reader does not see whole. */
  readonly filters: readonly FilteredTable[];
  readonly links: readonly LinkedDatabase[];
}

/**
 * The share of one reader. `contracts` are all of the stack; those that the reader lists are shared.
 * @throws Error when a listed product does not exist, is not shareable or does not name the reader: the config checks say so
 * first, and nothing may be granted past them.
 */
export function shareOf(reader: Reader, contracts: readonly Contract[], naming: Naming): Share {
  const viewer: Viewer = { ...reader, jurisdiction: naming.jurisdiction };
  const shared = reader.products.map((product) => sharedContract(reader, product, contracts));
  // Lake Formation adds grants up, and tags are per product: beside a filter, the product's tags would undo it.
  const isWhole = ({ tables: own }: Contract) => own.every((table) => isOpen(table, viewer));
  const database = ({ domain }: Contract, { layer }: TableSpec) => databaseName(naming, { domain, layer });
  const tablesOf = (contract: Contract) =>
    contract.tables.map((table) => ({ contract, table, database: database(contract, table) }));
  const whole = shared.filter(isWhole).flatMap(tablesOf);
  const filters = shared
    .filter((contract) => !isWhole(contract))
    .flatMap(tablesOf)
    .flatMap(({ contract: { product }, table, database: name }): FilteredTable[] => {
      const filter = filterFor(table, viewer);
      return filter === undefined ? [] : [{ product, database: name, table: table.name, filter }];
    });
  const seen = unique([...whole, ...filters].map((each) => each.database));
  return {
    reader,
    databases: {
      domain: unique(shared.map(({ domain }) => domain)),
      layer: unique(shared.flatMap(({ tables }) => tables.map(({ layer }): TableLayer => layer))),
    },
    ...(whole.length > 0 && {
      tables: {
        product: unique(whole.map(({ contract }) => contract.product)),
        ...openTags(reader.clearance),
        shareable: ["true"],
      },
    }),
    filters,
    links: seen.map((target) => ({
      target,
      link: linkName(target),
      tables: whole.filter((each) => each.database === target).map(({ table }) => linkedTable(table)),
    })),
  };
}

function sharedContract(reader: Reader, product: string, contracts: readonly Contract[]): Contract {
  const contract = contracts.find((each) => each.product === product);
  const refusal =
    contract === undefined
      ? "is published by no contract of this stack"
      : !contract.shareable
        ? "is not shareable"
        : !contract.consumers.includes(reader.name)
          ? "does not list the reader among its consumers"
          : undefined;
  if (contract === undefined || refusal !== undefined) {
    throw new Error(
      `Share of "${reader.name}": product "${product}" ${refusal}; correct the contract or the stack's config.`,
    );
  }
  return contract;
}

/** Names the columns where some are personal: a column that the contract adds later is read by nobody before a reviewed plan names it. */
function linkedTable({ name, columns }: TableSpec): LinkedTable {
  const isPersonal = columns.some(({ pii }) => pii !== "none");
  return { name, ...(isPersonal && { columns: columns.map((column) => column.name) }) };
}

function unique<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
