import { relative } from "node:path";

import { InputError, type InputIssue } from "../errors/input-error";
import { readInput } from "../errors/read-input";
import { readContract, type Contract } from "./contract";
import { collisions } from "./contract-collisions";
import { contractFiles, type ContractFile } from "./contract-folder";
import { heldToReleases } from "./releases/released";

/** Every mistake in the contracts at once; same issue shape as the config's error. */
export class ContractError extends InputError {
  override readonly name = "ContractError";
}

/**
 * Reads `<dir>/<domain>/<name>.yaml`, sorted by product, and holds each to what was released of it.
 * @param domains the folders to read; default all of them
 * @throws ContractError with all mistakes of all files.
 */
export function loadContracts(dir: string, domains?: ReadonlySet<string>): Contract[] {
  const { contracts, issues, waiting } = heldToReleases(dir, readContracts(dir, domains), domains);
  const mistakes = [...issues, ...waiting];
  if (mistakes.length > 0) throw new ContractError(mistakes);
  return contracts;
}

/** The same without their releases. */
export function readContracts(dir: string, domains?: ReadonlySet<string>): Contract[] {
  const { files, issues } = contractFiles(dir, domains);
  const contracts = files.flatMap((file) => {
    const read = readOne(file);
    if ("issues" in read) issues.push(...read.issues);
    else return [read.value];
    return [];
  });
  // What could be read is held against each other whatever is wrong elsewhere, so that all mistakes come in one round.
  issues.push(...collisions(contracts));
  if (issues.length > 0) throw new ContractError(issues);
  return contracts.sort((a, b) => (a.product < b.product ? -1 : 1));
}

function readOne({ path, ...place }: ContractFile): { value: Contract } | { issues: readonly InputIssue[] } {
  try {
    return readContract({ file: relative(process.cwd(), path), text: readInput(path) }, place);
  } catch (error) {
    // A file that is no text is one mistake among the others.
    if (error instanceof InputError) return { issues: error.issues };
    throw error;
  }
}
