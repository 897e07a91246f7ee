import type { Contract, ContractColumn, TableSpec } from "../components/catalog/contract";
import type { PiiKind, TableLayer } from "../components/catalog/contract-values";
import { filterSpecs } from "../components/catalog/filters";
import { databaseName, type Naming } from "../components/naming/names";
import { classifications, rankOf, type Classification } from "../components/residency/classification";
import type { FilterTarget } from "../components/sharing/filter-grants";
import type { LinkedDatabase, LinkedTable } from "../components/sharing/resource-links";
import type { TagExpression } from "../components/sharing/tag-grants";
import type { Reader } from "./consumer";

/**
 * Kinds of personal data that a clearance covers. Names and contact data (`direct`) are never granted to another account: what
 * is left is the minimum that analysis needs (HIPAA 45 CFR 164.502(b), GDPR Art. 25).
 */
const coveredPersonalData: Record<Classification, readonly PiiKind[]> = {
  public: ["none"],
  internal: ["none"],
  confidential: ["none", "quasi"],
  restricted: ["none", "quasi", "phi"],
};

/** One reader's share of the catalog: what governance grants and what the reader's account links, from one source. */
export interface Share {
  readonly reader: Reader;
  /** Databases that the reader may see. */
  readonly databases: TagExpression;
  /** Tables and columns that the reader may read whole; absent when all of its tables have a row filter. */
  readonly tables?: TagExpression;
  /** Tables that the reader may read only through a filter. */
  readonly filters: readonly FilterTarget[];
  readonly links: readonly LinkedDatabase[];
}

/** Name of the reader's link to a database of the governance account: the same name, said to be a link. */
function linkName(database: string): string {
  return `${database}_link`;
}

/**
 * The share of one reader. `contracts` are all of the stack; those that the reader lists are shared.
 * @throws Error when a listed product does not exist, is not shareable or does not name the reader: the config checks say so
 * first, and nothing may be granted past them.
 */
export function shareOf(reader: Reader, contracts: readonly Contract[], naming: Naming): Share {
  const shared = reader.products.map((product) => sharedContract(reader, product, contracts));
  const tables = shared.flatMap((contract) => contract.tables.map((table) => ({ contract, table })));
  const whole = tables.filter(({ contract }) => !isFiltered(contract));
  const database = ({ domain }: Contract, { layer }: TableSpec) => databaseName(naming, { domain, layer });
  const names = unique(tables.map(({ contract, table }) => database(contract, table)));
  return {
    reader,
    databases: {
      domain: unique(shared.map(({ domain }) => domain)),
      layer: unique(tables.map(({ table }): TableLayer => table.layer)),
    },
    ...(whole.length > 0 && {
      tables: {
        product: unique(whole.map(({ contract }) => contract.product)),
        classification: classifications.filter((each) => rankOf(each) <= rankOf(reader.clearance)),
        pii: coveredPersonalData[reader.clearance],
        shareable: ["true"],
      },
    }),
    filters: tables
      .filter(({ contract }) => isFiltered(contract))
      .map(({ contract, table }) => ({
        database: database(contract, table),
        table: table.name,
        filter: filterOf(contract, table),
      })),
    links: names.map((target) => ({
      target,
      link: linkName(target),
      tables: whole
        .filter(({ contract, table }) => database(contract, table) === target)
        .map(({ table }) => linkedTable(table, reader.clearance)),
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

/** Tags are per product, so one table with a row rule moves its whole product to filters: tag grants would defeat the rule. */
function isFiltered(contract: Contract): boolean {
  return contract.tables.some(({ rowFilter }) => rowFilter !== undefined);
}

/** The narrowest of the table's filters: without sensitive columns where it has any. */
function filterOf(contract: Contract, table: TableSpec): string {
  const [narrowest] = filterSpecs(table);
  if (narrowest === undefined) {
    throw new Error(
      `Product "${contract.product}": table "${table.name}" has no filter but another of its tables has a row filter; move it to a product of its own.`,
    );
  }
  return narrowest.name;
}

/**
 * Names the columns where some are withheld (the local grant fails on a column that was not received) or personal (a
 * column that the contract adds later is then read by nobody before a reviewed plan names it).
 */
function linkedTable(table: TableSpec, clearance: Classification): LinkedTable {
  const covers = ({ classification, pii }: ContractColumn) =>
    rankOf(classification) <= rankOf(clearance) && coveredPersonalData[clearance].includes(pii);
  const columns = table.columns.filter(covers);
  const whole = columns.length === table.columns.length && columns.every(({ pii }) => pii === "none");
  return { name: table.name, ...(!whole && { columns: columns.map(({ name }) => name) }) };
}

function unique<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}
