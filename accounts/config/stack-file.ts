import { placeIssues, type UnplacedIssue } from "../../components/errors/check-yaml";
import type { InputIssue } from "../../components/errors/input-error";
import type { KeyPath } from "../../components/errors/key-path";
import { yamlValue } from "../../components/errors/yaml-value";
import type { StackFile } from "./stack-text";

/** Where the platform stands in a stack file. */
export const platformPath: KeyPath = ["config", "meridian:platform"];

/** The file's value, or everything that is wrong with its YAML. */
export function readYaml(source: StackFile): { value: unknown } | { issues: InputIssue[] } {
  const read = yamlValue(source.text);
  if (read !== undefined && isTree(read.value)) return read;
  // On demand: the parser that says where and why costs more than the whole configuration.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- callers are synchronous
  const { readWithFaults } = require("./yaml-faults") as typeof import("./yaml-faults");
  return readWithFaults(source);
}

/** False when aliases tie the value into a knot or let it explode; neither has a place in a stack file. */
function isTree(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** Places issues by their path from the file's root; paths inside the project's own keys are shown from `platform` or `endpoint` on. */
export function placeInStackFile(source: StackFile, issues: readonly UnplacedIssue[]): InputIssue[] {
  return placeIssues(source, issues).map((issue) => ({
    ...issue,
    path: issue.path.replace(/^config\["meridian:(\w+)"\]/, "$1"),
  }));
}
