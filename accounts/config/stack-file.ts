import { placeIssues, type UnplacedIssue } from "../../components/errors/check-yaml";
import { goScalar } from "../../components/errors/go-scalar";
import type { InputIssue } from "../../components/errors/input-error";
import type { KeyPath } from "../../components/errors/key-path";
import { pulumiYaml } from "../../components/errors/pulumi-yaml";
import type { YamlFault } from "../../components/errors/yaml-quirks";
import type { StackFile } from "./stack-text";

/** Where the platform stands in a stack file. */
export const platformPath: KeyPath = ["config", "meridian:platform"];

/** What can be read of a stack file, and everything that is wrong with its YAML. */
export interface ReadYaml {
  readonly issues: InputIssue[];
  /** As the Pulumi CLI reads it. */
  readonly value: unknown;
  /** False when the structure breaks somewhere: the value then holds only the sections above that place. */
  readonly whole: boolean;
}

export function readYaml({ text, file }: StackFile): ReadYaml {
  const { value, faults } = pulumiYaml(text);
  const place = ({ offset, message }: YamlFault): InputIssue => {
    const before = text.slice(0, offset).split("\n");
    return { file, line: before.length, column: before.at(-1)!.length + 1, path: "", message };
  };
  if (value !== undefined) return { value, whole: true, issues: faults.map(place) };
  // On demand: the parser that says why costs more than the whole configuration.
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- callers are synchronous
  const { syntaxFault } = require("./yaml-faults") as typeof import("./yaml-faults");
  const fault = syntaxFault(text) ?? faults[0]!;
  const above = pulumiYaml(sectionsBefore(text, fault.offset));
  return { value: above.value ?? null, whole: false, issues: [...above.faults, fault].map(place) };
}

/** The lines above the section of the platform, or of the file, in which `offset` is. */
function sectionsBefore(text: string, offset: number): string {
  const starts = [...text.slice(0, offset).matchAll(/^ {0,4}[^\s-]/gm)].map(({ index }) => index);
  return text.slice(0, starts.at(-1) ?? 0);
}

/** Places issues by their path from the file's root; paths inside the project's own keys are shown from `platform` or `endpoint` on. */
export function placeInStackFile(source: StackFile, issues: readonly UnplacedIssue[]): InputIssue[] {
  return placeIssues({ ...source, scalar: goScalar }, issues).map((issue) => ({
    ...issue,
    path: issue.path.replace(/^config\["meridian:(\w+)"\]/, "$1"),
  }));
}
