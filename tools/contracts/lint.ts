import { basename, dirname, join, relative, resolve } from "node:path";

import { readContract } from "../../components/catalog/contract";
import { loadContracts } from "../../components/catalog/contract-files";
import { domainName, kebabName } from "../../components/catalog/contract-values";
import { InputError, formatIssue, type InputIssue } from "../../components/errors/input-error";
import { isMap } from "../../components/errors/key-path";
import { readInput } from "../../components/errors/read-input";
import { yamlValue } from "../../components/errors/yaml-value";
import { fileTitle, kebabCase } from "./names";

/** What is right with some contracts, and what is only kept in them. */
export interface LintReport {
  readonly count: number;
  readonly advisories: readonly InputIssue[];
}

/**
 * Reads contracts as a plan does, without stacks.
 * @param files default every contract of the project, also against each other
 * @throws {InputError} with every mistake of every file
 */
export function lint(root: string, files: readonly string[]): LintReport {
  const folder = join(root, "contracts");
  if (files.length === 0) {
    const contracts = loadContracts(folder);
    return { count: contracts.length, advisories: contracts.flatMap(({ advisories }) => advisories) };
  }
  const reads = files.map((path) => {
    const source = { file: relative(process.cwd(), resolve(path)), text: readInput(path) };
    return readContract(source, placeOf(folder, path, source.text));
  });
  const issues = reads.flatMap((read) => ("issues" in read ? read.issues : []));
  if (issues.length > 0) throw new InputError(issues);
  return {
    count: reads.length,
    advisories: reads.flatMap((read) => ("value" in read ? read.value.advisories : [])),
  };
}

/** A contract of the project has to be where it says; of others that is not asked. */
function placeOf(folder: string, path: string, text: string): { domain: string; name: string } {
  const full = resolve(path);
  if (dirname(dirname(full)) === resolve(folder))
    return { domain: basename(dirname(full)), name: basename(full).replace(/(?:\.odcs)?\.yaml$/, "") };
  const value = yamlValue(text)?.value;
  const { domain, name } = isMap(value) ? value : {};
  const own = (given: unknown, schema: typeof domainName, other: string) =>
    schema.safeParse(given).success ? String(given) : other;
  return {
    domain: own(domain, domainName, "adopted"),
    name: own(name, kebabName, kebabCase(fileTitle(path)) || "contract"),
  };
}

export const renderLint = ({ count, advisories }: LintReport): string =>
  [
    ...advisories.map((issue) => `note: ${formatIssue(issue)}`),
    `${count} ${count === 1 ? "contract is" : "contracts are"} right`,
  ].join("\n") + "\n";
