import { join } from "node:path";

import { siblingsIn } from "../../accounts/config/siblings";
import type { Contract } from "../../components/catalog/contract";
import { isDraft } from "../../components/catalog/contract-life";
import { readContracts } from "../../components/catalog/contract-files";
import {
  changesBetween,
  changeText,
  isAddedColumn,
  type Change,
} from "../../components/catalog/releases/changes";
import { lockName, type ReleaseLock } from "../../components/catalog/releases/lock-file";
import { lockText } from "../../components/catalog/releases/lock-text";
import { heldToReleases } from "../../components/catalog/releases/released";
import { releaseOf } from "../../components/catalog/releases/release-of";
import { InputError } from "../../components/errors/input-error";
import { readInput } from "../../components/errors/read-input";
import { writeFiles, type OutputFile } from "../write-files";
import { chosenProducts } from "./chosen-products";
import { tablesAtIn, withTablesAt, type TablesAt } from "./stack-tables";

/** One product that was released, or whose retirement was recorded. */
export interface ReleasedNow {
  readonly product: string;
  readonly version: string;
  /** The release before; absent for a first one. */
  readonly after?: string;
  readonly changes: readonly Change[];
  /** Stack files in which its tables now wait for columns. */
  readonly waiting: readonly string[];
}

/**
 * Records the contracts' versions in the lock beside them, and in the stack files which tables wait for columns.
 * @param products default every one that is not released as it is and is no draft
 * @throws {InputError} with what is wrong with contracts, lock or names; then nothing is written
 */
export function release(root: string, products: readonly string[]): ReleasedNow[] {
  const folder = join(root, "contracts");
  const { contracts, lock, issues } = heldToReleases(folder, readContracts(folder));
  if (issues.length > 0) throw new InputError(issues);
  const chosen = chosenProducts(contracts, products);
  const drafts = chosen.filter(isDraft);
  if (products.length > 0 && drafts.length > 0) throw new InputError(drafts.map(draftIssue));
  const next: ReleaseLock = { ...lock };
  const done: Omit<ReleasedNow, "waiting">[] = [];
  for (const contract of chosen.filter((each) => !isDraft(each))) {
    const before = next[contract.product];
    const now = releaseOf(contract, readInput(contract.file));
    const last = before?.releases.at(-1);
    const isNew = last?.version !== now.version;
    const isRetired = contract.status === "retired";
    if (!isNew && (before?.retired ?? false) === isRetired) continue;
    next[contract.product] = {
      id: contract.id,
      ...(isRetired && { retired: true }),
      releases: [...(before?.releases ?? []), ...(isNew ? [now] : [])],
    };
    done.push({
      product: contract.product,
      version: now.version,
      ...(last && { after: last.version }),
      changes: last === undefined ? [] : changesBetween(last, now),
    });
  }
  if (done.length === 0) return [];
  const stacks = waitingStacks(root, done, next);
  const files = [{ path: join(folder, lockName), text: lockText(next) }, ...stacks.files];
  writeFiles("contracts", folder, files);
  return done.map((each) => ({ ...each, waiting: stacks.waiting.get(each.product) ?? [] }));
}

const draftIssue = ({ product, file, status }: Contract) => ({
  file,
  path: "status",
  message: `"${status}" is not released; set ${product} to active first`,
});

/** The stack files that have the products' domains, with an entry for each whose tables lack columns now. One that waits already waits on. */
function waitingStacks(
  root: string,
  done: readonly Omit<ReleasedNow, "waiting">[],
  lock: ReleaseLock,
): { files: OutputFile[]; waiting: Map<string, string[]> } {
  const behind = done.flatMap(({ product, after, changes }): TablesAt[] => {
    const before = lock[product]?.releases.find(({ version }) => version === after);
    const isBehind = before !== undefined && changes.some((change) => isAddedColumn(change, before));
    return isBehind ? [{ product, version: before.version }] : [];
  });
  const waiting = new Map<string, string[]>();
  const files = siblingsIn(root).flatMap(({ stack, file, text, domains }): OutputFile[] => {
    const own = behind.filter(({ product }) => domains.includes(product.split(".")[0]!));
    own.forEach(({ product }) => waiting.set(product, [...(waiting.get(product) ?? []), stack]));
    const there = tablesAtIn(text);
    const more = own.filter(({ product }) => !there.some((each) => each.product === product));
    const path = join(root, file);
    return more.length === 0 ? [] : [{ path, text: withTablesAt(text, [...there, ...more]) }];
  });
  return { files, waiting };
}

/** What was released, for the terminal. */
export function renderRelease(done: readonly ReleasedNow[]): string {
  if (done.length === 0) return "nothing to release: every version is in contracts/contracts.lock\n";
  return (
    done
      .flatMap(({ product, version, after, waiting, changes }) => [
        `released ${product} ${version}${after === undefined ? "" : ` after ${after}`}`,
        ...changes.map((change) => `  ${change.kind}: ${changeText(change)}`),
        ...(waiting.length === 0
          ? []
          : [
              `  tables wait for columns (tablesAt) in ${waiting.join(", ")}: deploy, then meridian contract altered`,
            ]),
      ])
      .join("\n") + "\n"
  );
}
