import { LineCounter, parseDocument } from "yaml";

import { placeIssues, type UnplacedIssue } from "../../components/errors/check-yaml";
import type { InputIssue } from "../../components/errors/input-error";
import { toPosition, type KeyPath } from "../../components/errors/locate-yaml";

/** A stack file's text and name, for positions. An empty text places everything at the file's start. */
export interface StackFile {
  readonly text: string;
  /** As the user would name it, e.g. `Pulumi.prod-eu.yaml`. */
  readonly file: string;
}

/** Where the platform stands in a stack file. */
export const platformPath: KeyPath = ["config", "meridian:platform"];

/** The file's value, or every mistake in its YAML with its position. */
export function readYaml({ text, file }: StackFile): { value: unknown } | { issues: InputIssue[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  // A warning is a tag that nobody resolves: the value would not be what the file seems to say.
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    return {
      issues: faults.map(({ pos, message }) => ({
        file,
        ...toPosition(lineCounter, pos[0]),
        path: "",
        message: notYaml(message),
      })),
    };
  }
  try {
    const value: unknown = document.toJS();
    // Aliases can tie a value into a knot or let it explode; neither has a place in a stack file.
    JSON.stringify(value);
    return { value };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { issues: [{ file, line: 1, column: 1, path: "", message: notYaml(message) }] };
  }
}

const notYaml = (message: string): string =>
  `is not valid YAML: ${message.split("\n")[0] ?? ""}; correct the syntax`;

/** Places issues by their path from the file's root; paths inside the platform are shown from `platform` on. */
export function placeInStackFile(source: StackFile, issues: readonly UnplacedIssue[]): InputIssue[] {
  return placeIssues(source, issues).map((issue) => ({
    ...issue,
    path: issue.path.replace(/^config\["meridian:platform"\]/, "platform"),
  }));
}
