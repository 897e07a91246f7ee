import { contractIssue, type Contract } from "../../components/catalog/contract";
import { lastDayOf } from "../../components/catalog/contract-life";
import type { InputIssue } from "../../components/errors/input-error";
import type { Platform } from "./platform";
import { readersOf } from "./readers";
import { placeInStackFile, platformPath } from "./stack-file";
import type { StackFile } from "./stack-text";

/**
 * What a stack and its contracts leave open, though nothing about it is wrong: who still reads a deprecated product, and a domain
 * of no contract.
 */
export function contractNotes(
  platform: Platform,
  contracts: readonly Contract[],
  source: StackFile,
): InputIssue[] {
  return [...deprecatedNotes(platform, contracts), ...emptyDomainNotes(platform, contracts, source)];
}

const deprecatedNotes = (platform: Platform, contracts: readonly Contract[]): InputIssue[] =>
  contracts
    .filter(({ status }) => status === "deprecated")
    .flatMap((contract) => {
      const readers = readersOf(platform).filter(({ products }) => products.includes(contract.product));
      if (readers.length === 0) return [];
      const names = readers.map(({ name }) => name).join(", ");
      const message = `${contract.product} is deprecated and still read by ${names}, until ${lastDayOf(contract) ?? "now"}`;
      return [contractIssue(contract, { path: ["status"], message })];
    });

function emptyDomainNotes(
  { domains }: Platform,
  contracts: readonly Contract[],
  source: StackFile,
): InputIssue[] {
  const empty = domains.flatMap(({ name }, index) =>
    contracts.some(({ domain }) => domain === name) ? [] : [{ name, index }],
  );
  if (empty.length === 0) return [];
  return placeInStackFile(
    source,
    empty.map(({ name, index }) => ({
      path: [...platformPath, "domains", index, "name"],
      message: `"${name}" has no contract yet; add one to contracts/${name}/`,
    })),
  );
}
