import { join } from "node:path";

import type { Contract } from "../../components/catalog/contract";
import { readContracts } from "../../components/catalog/contract-files";
import { changesBetween, type Change } from "../../components/catalog/releases/changes";
import { readLock, lockName, type ReleaseLock } from "../../components/catalog/releases/lock-file";
import { lockText } from "../../components/catalog/releases/lock-text";
import { heldToReleases } from "../../components/catalog/releases/released";
import { releaseOf } from "../../components/catalog/releases/release-of";
import type { Release } from "../../components/catalog/releases/release";
import { InputError } from "../../components/errors/input-error";
import { readInput } from "../../components/errors/read-input";
import { configIn, stackNames } from "../stacks";
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
  const { contracts, issues } = heldToReleases(folder, readContracts(folder));
  if (issues.length > 0) throw new InputError(issues);
  const lock = readLock(folder);
  if ("issues" in lock) throw new InputError(lock.issues);
  const chosen = chosenProducts(contracts, products);
  const drafts = chosen.filter(isDraft);
  if (products.length > 0 && drafts.length > 0) throw new InputError(drafts.map(draftIssue));
  const next: ReleaseLock = { ...lock.value };
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

const isDraft = ({ status }: Contract): boolean => status === "draft" || status === "proposed";

const draftIssue = ({ product, file, status }: Contract) => ({
  file,
  path: "status",
  message: `"${status}" is not released; set ${product} to active first`,
});

/** Whether a release has columns that tables of the one before lack. */
function addsColumns(after: Release | undefined, now: Release): boolean {
  return Object.entries(after?.tables ?? {}).some(([name, { columns }]) =>
    Object.keys(now.tables[name]?.columns ?? {}).some((column) => !(column in columns)),
  );
}

/** The stack files that have the products' domains, with an entry for each whose tables lack columns now. One that waits already waits on. */
function waitingStacks(
  root: string,
  done: readonly Omit<ReleasedNow, "waiting">[],
  lock: ReleaseLock,
): { files: OutputFile[]; waiting: Map<string, string[]> } {
  const behind = done.flatMap(({ product, after }): TablesAt[] => {
    const releases = lock[product]?.releases ?? [];
    const before = releases.find(({ version }) => version === after);
    return after !== undefined && addsColumns(before, releases.at(-1)!) ? [{ product, version: after }] : [];
  });
  const waiting = new Map<string, string[]>();
  const files = stackNames(root).flatMap((stack): OutputFile[] => {
    const path = join(root, `Pulumi.${stack}.yaml`);
    const text = readInput(path);
    const domains = domainsOf(text);
    const own = behind.filter(({ product }) => domains.has(product.split(".")[0]!));
    own.forEach(({ product }) => waiting.set(product, [...(waiting.get(product) ?? []), stack]));
    const there = tablesAtIn(text);
    const more = own.filter(({ product }) => !there.some((each) => each.product === product));
    return more.length === 0 ? [] : [{ path, text: withTablesAt(text, [...there, ...more]) }];
  });
  return { files, waiting };
}

function domainsOf(text: string): Set<string> {
  const platform = configIn(text)["meridian:platform"];
  const { domains } = (platform ?? {}) as { domains?: readonly { name?: string }[] };
  return new Set((Array.isArray(domains) ? domains : []).map((each: { name?: string }) => each.name ?? ""));
}

/** What was released, for the terminal. */
export function renderRelease(done: readonly ReleasedNow[]): string {
  if (done.length === 0) return "nothing to release: every version is in contracts/contracts.lock\n";
  return (
    done
      .flatMap(({ product, version, after, waiting, changes }) => [
        `released ${product} ${version}${after === undefined ? "" : ` after ${after}`}`,
        ...changes.map(
          ({ kind, table, column, what }) =>
            `  ${kind}: ${[[table, column].filter(Boolean).join("."), what].filter(Boolean).join(" ")}`,
        ),
        ...(waiting.length === 0
          ? []
          : [
              `  tables wait for columns (tablesAt) in ${waiting.join(", ")}: deploy, then meridian contract altered`,
            ]),
      ])
      .join("\n") + "\n"
  );
}
