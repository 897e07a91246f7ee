import { relative, join } from "node:path";

import { placeIssues } from "../../errors/check-yaml";
import type { InputIssue } from "../../errors/input-error";
import { readInput } from "../../errors/read-input";
import type { Contract } from "../contract";
import { judgeRelease } from "./check";
import { lockName, readLock, type LockedProduct, type ReleaseLock } from "./lock-file";
import { releaseOf } from "./release-of";

/** Contracts with what was released of each, or every mistake against it. */
export interface Released {
  readonly contracts: Contract[];
  /** Empty where it is no lock. */
  readonly lock: ReleaseLock;
  readonly issues: readonly InputIssue[];
  /** What only releasing them mends. */
  readonly waiting: readonly InputIssue[];
}

/**
 * Holds contracts to the releases that stand beside them; needs no history but that file.
 * @param dir folder of the contracts
 * @param domains of which the contracts are; default all
 */
export function heldToReleases(
  dir: string,
  contracts: readonly Contract[],
  domains?: ReadonlySet<string>,
): Released {
  const lock = readLock(dir);
  if ("issues" in lock) return { contracts: [...contracts], lock: {}, issues: lock.issues, waiting: [] };
  const held = contracts.map((contract) => hold(contract, lock.value[contract.product]));
  return {
    contracts: held.map((each) => each.contract),
    lock: lock.value,
    issues: [...held.flatMap(({ issues }) => issues), ...gone(dir, lock.value, contracts, domains)],
    waiting: held.flatMap(({ waiting }) => waiting),
  };
}

function hold(contract: Contract, locked: LockedProduct | undefined) {
  const source = { file: contract.file, text: readInput(contract.file) };
  const { issues, waiting, notes } = judgeRelease(contract, releaseOf(contract, source.text), locked);
  const renamed =
    locked === undefined || locked.id === contract.id
      ? []
      : [
          {
            path: ["id"],
            message: `"${contract.id}" is not the id that was released; use "${locked.id}"`,
          },
        ];
  const advisories = notes.length === 0 ? [] : placeIssues(source, notes);
  return {
    contract: {
      ...contract,
      ...(locked && { releases: locked.releases }),
      advisories: [...contract.advisories, ...advisories],
    },
    issues: issues.length + renamed.length === 0 ? [] : placeIssues(source, [...renamed, ...issues]),
    waiting: waiting.length === 0 ? [] : placeIssues(source, waiting),
  };
}

/** Products that were released and have no contract any more; who reads them has to be told before. */
function gone(
  dir: string,
  lock: ReleaseLock,
  contracts: readonly Contract[],
  domains?: ReadonlySet<string>,
): InputIssue[] {
  const known = new Set(contracts.map(({ product }) => product));
  const missing = Object.entries(lock).filter(
    ([product, { retired }]) =>
      !known.has(product) && retired !== true && (domains?.has(product.split(".")[0]!) ?? true),
  );
  if (missing.length === 0) return [];
  const path = join(dir, lockName);
  const source = { file: relative(process.cwd(), path), text: readInput(path) };
  return placeIssues(
    source,
    missing.map(([product]) => ({
      path: [product],
      at: "key" as const,
      message: `is released and has no contract any more; put contracts/${product.replace(".", "/")}.yaml back and release it with status retired first`,
    })),
  );
}
