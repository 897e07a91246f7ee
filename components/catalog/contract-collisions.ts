import type { InputIssue } from "../errors/input-error";
import { logicalNameOf } from "./compile";
import { contractIssue, type Contract } from "./contract";
import { columnTagGroups } from "./lf-tags";

/** Where two contracts claim one thing: a file, an id, a table, a name of a resource. Each is told at the later one. */
export function collisions(contracts: readonly Contract[]): InputIssue[] {
  const repeated = repeatedProducts(contracts);
  if (repeated.length > 0) return repeated;
  return [...repeatedIds(contracts), ...repeatedTables(contracts), ...repeatedNames(contracts)];
}

/** `a.yaml` and `a.odcs.yaml`. */
const repeatedProducts = (contracts: readonly Contract[]): InputIssue[] =>
  repeats(contracts, ({ product }) => [product]).map(({ item, first }) => ({
    file: item.file,
    path: "",
    message: `is ${item.product} a second time, beside ${first.file}; keep one of the files`,
  }));

const repeatedIds = (contracts: readonly Contract[]): InputIssue[] =>
  repeats(contracts, ({ id }) => [id]).map(({ item, first }) =>
    contractIssue(item, {
      path: ["id"],
      message: `"${item.id}" is already the id of ${first.product}, ${first.file}; give each contract its own`,
    }),
  );

/** Tables of a domain's layer share a database. */
const repeatedTables = (contracts: readonly Contract[]): InputIssue[] =>
  repeats(tablesOf(contracts), (each) => [databaseTable(each)]).map(({ item: { contract, table }, first }) =>
    contractIssue(contract, {
      path: ["schema", table.position, "name"],
      message: `"${table.name}" is already a ${table.layer} table of ${first.contract.product}; rename one`,
    }),
  );

/** Two tables whose resources would have one name: hyphens join the parts, and the parts may hold hyphens. */
function repeatedNames(contracts: readonly Contract[]): InputIssue[] {
  const namesOf = ({ contract, table }: PlacedTable) => {
    const name = logicalNameOf(contract, table);
    return [name, ...columnTagGroups(table).map((group) => `${name}-${group.name}`)];
  };
  return repeats(tablesOf(contracts), namesOf)
    .filter(({ item, first }) => databaseTable(item) !== databaseTable(first))
    .map(({ item: { contract, table }, first, key }) =>
      contractIssue(contract, {
        path: ["schema", table.position, "name"],
        message: `"${table.name}" makes a resource called ${key}, as "${first.table.name}" of ${first.contract.product} does; rename one`,
      }),
    );
}

interface PlacedTable {
  readonly contract: Contract;
  readonly table: Contract["tables"][number];
}

const tablesOf = (contracts: readonly Contract[]): PlacedTable[] =>
  contracts.flatMap((contract) => contract.tables.map((table) => ({ contract, table })));

const databaseTable = ({ contract: { domain }, table: { layer, name } }: PlacedTable): string =>
  `${domain}/${layer}/${name}`;

/** Each item one of whose keys another has before it, once, with the first that has it. */
function repeats<T>(items: readonly T[], keysOf: (item: T) => readonly string[]) {
  const owners = new Map<string, T>();
  return items.flatMap((item): { item: T; first: T; key: string }[] => {
    const keys = keysOf(item);
    const key = keys.find((each) => owners.has(each));
    for (const each of keys) if (!owners.has(each)) owners.set(each, item);
    return key === undefined ? [] : [{ item, first: owners.get(key)!, key }];
  });
}
