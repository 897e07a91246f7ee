import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

import type { InputIssue } from "../errors/input-error";
import { refusing } from "../errors/read-input";
import { lockName } from "./releases/lock-file";

/** A contract's file, with what its place says of it. */
export interface ContractFile {
  readonly path: string;
  /** The folder. */
  readonly domain: string;
  /** The file's name without `.yaml` or `.odcs.yaml`. */
  readonly name: string;
}

/** What editors, file managers and people leave beside contracts: it is nobody's mistake. */
const ignored = /^\..*|^#.*#$|~$|\.(swp|swo|bak|orig)$|^README\.md$|^(Thumbs\.db|desktop\.ini)$/i;

const contractName = /^(.+?)(?:\.odcs)?\.yaml$/;

/**
 * The contracts' files, `<dir>/<domain>/<name>.yaml` or `<name>.odcs.yaml`, sorted, and what stands there and would be overlooked.
 * @param domains the folders to read; default all of them
 * @throws {InputError} when a folder cannot be read
 */
export function contractFiles(
  dir: string,
  domains?: ReadonlySet<string>,
): { readonly files: ContractFile[]; readonly issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const files: ContractFile[] = [];
  const refuse = (path: string, message: string) =>
    issues.push({ file: relative(process.cwd(), path), path: "", message });
  for (const { name: domain, folder } of entriesOf(dir)) {
    if (!folder) {
      if (domain !== lockName) refuse(join(dir, domain), outside(domain));
      continue;
    }
    if (!(domains?.has(domain) ?? true)) continue;
    for (const { name: file, folder: nested } of entriesOf(join(dir, domain))) {
      const path = join(dir, domain, file);
      const name = contractName.exec(file)?.[1];
      if (nested) refuse(path, `is a folder in a domain's folder; move its contracts up to ${domain}/`);
      else if (name === undefined) refuse(path, notNamed(file));
      else files.push({ path, domain, name });
    }
  }
  return { files, issues };
}

const outside = (file: string): string =>
  /\.ya?ml$/.test(file)
    ? "is in no domain's folder and would not be read; move it to the folder of its domain"
    : "is no contract; move it out of this folder";

const notNamed = (file: string): string =>
  file.endsWith(".yml")
    ? `would not be read as a contract; name it ${file.slice(0, -".yml".length)}.yaml`
    : "is not a contract; name it <name>.yaml or move it";

function entriesOf(dir: string): { name: string; folder: boolean }[] {
  return refusing(dir, "a folder", () => readdirSync(dir, { withFileTypes: true }))
    .filter(({ name }) => !ignored.test(name))
    .map((entry) => ({ name: entry.name, folder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
