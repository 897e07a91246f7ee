import { join } from "node:path";

import { parseStack } from "../../accounts/config";
import { readersOf } from "../../accounts/config/readers";
import type { Contract } from "../../components/catalog/contract";
import { readContracts } from "../../components/catalog/contract-files";
import { changesBetween, changeText, kindOf, type Change } from "../../components/catalog/releases/changes";
import { readLock } from "../../components/catalog/releases/lock-file";
import { releaseOf } from "../../components/catalog/releases/release-of";
import type { Release } from "../../components/catalog/releases/release";
import { leastVersion } from "../../components/catalog/releases/versions";
import { InputError } from "../../components/errors/input-error";
import { readInput } from "../../components/errors/read-input";
import type { Classification } from "../../components/facts/classification";
import { mayRead } from "../../components/facts/visibility";
import { stackNames } from "../stacks";
import { chosenProducts } from "./chosen-products";

/** Who reads a product in a stack. */
export interface ProductReader {
  readonly stack: string;
  readonly reader: string;
  readonly clearance: Classification;
}

/** A change and the readers that it breaks, `<stack>/<reader>`. */
export type ReachingChange = Change & { readonly breaks: readonly string[] };

/** What is different in a contract from its last release. */
export interface ProductChanges {
  readonly product: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** The version that the changes ask for at least. */
  readonly least: string;
  readonly changes: readonly ReachingChange[];
}

/**
 * Compares contracts with their last releases; needs no history but the lock.
 * @param products default all
 * @throws {InputError} with what is wrong with contracts, lock, stack files or names
 */
export function contractChanges(root: string, products: readonly string[], today: string): ProductChanges[] {
  const folder = join(root, "contracts");
  const contracts = readContracts(folder);
  const lock = readLock(folder);
  if ("issues" in lock) throw new InputError(lock.issues);
  const readers = readersByProduct(root, today);
  return chosenProducts(contracts, products).flatMap((contract): ProductChanges[] => {
    const { product, file, version } = contract;
    const last = lock.value[product]?.releases.at(-1);
    if (last === undefined) return [];
    const changes = changesBetween(last, releaseOf(contract, readInput(file)));
    if (changes.length === 0) return [];
    const own = readers.get(product) ?? [];
    return [
      {
        product,
        file,
        from: last.version,
        to: version,
        least: leastVersion(last.version, kindOf(changes)),
        changes: changes.map((change) => ({ ...change, breaks: brokenBy(change, last, contract, own) })),
      },
    ];
  });
}

/** Readers of the stack files, by what they read. */
function readersByProduct(root: string, today: string): Map<string, ProductReader[]> {
  const found = new Map<string, ProductReader[]>();
  for (const stack of stackNames(root)) {
    const file = `Pulumi.${stack}.yaml`;
    const settings = parseStack(readInput(join(root, file)), file, stack, today);
    if (settings.kind !== "platform") continue;
    for (const { name, clearance, products } of readersOf(settings))
      for (const product of products)
        found.set(product, [...(found.get(product) ?? []), { stack, reader: name, clearance }]);
  }
  return found;
}

/** The readers that saw what a breaking change is about: of a column, those whose clearance or whose statement opened it. */
function brokenBy(
  { kind, table, column }: Change,
  last: Release,
  { tables }: Contract,
  readers: readonly ProductReader[],
): string[] {
  if (kind !== "breaking") return [];
  const was = table === undefined || column === undefined ? undefined : last.tables[table]?.columns[column];
  const opened = tables.find(({ name }) => name === table)?.columnAccess ?? [];
  const saw = ({ reader, clearance }: ProductReader) =>
    was === undefined ||
    mayRead(was, clearance) ||
    opened.some((statement) => statement.reader === reader && statement.columns.includes(column!));
  return readers.filter(saw).map(({ stack, reader }) => `${stack}/${reader}`);
}

/** Lines for a terminal; one that says so where nothing is different. */
export function renderChanges(products: readonly ProductChanges[]): string {
  if (products.length === 0) return "no contract differs from its last release\n";
  return (
    products
      .flatMap(({ product, file, from, to, least, changes }) => [
        `${product}  ${from} → ${to}${least === to ? "" : `, needs ${least}`}  (${file})`,
        ...changes.map((change) => {
          const who = change.breaks.length === 0 ? "" : `; breaks ${change.breaks.join(", ")}`;
          return `  ${change.kind.padEnd(8)}  ${changeText(change)}${who}`;
        }),
      ])
      .join("\n") + "\n"
  );
}
