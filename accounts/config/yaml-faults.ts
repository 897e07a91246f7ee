import { parseDocument } from "yaml";

import type { InputIssue } from "../../components/errors/input-error";
import type { Position } from "../../components/errors/locate-yaml";
import type { StackFile } from "./stack-text";

/**
 * The file's value, or what is wrong with its YAML: every key that stands twice and every tag that means nothing, and
 * the first error of any other kind, since after one the parser complains about all that follows.
 * @public loaded on demand by `stack-file.ts`
 */
export function readWithFaults({ text, file }: StackFile): { value: unknown } | { issues: InputIssue[] } {
  const document = parseDocument(text, { prettyErrors: false, logLevel: "error" });
  const { errors, warnings } = document;
  const [first] = errors.filter(({ code }) => code !== "DUPLICATE_KEY");
  const faults = [
    ...errors.filter((error) => error.code === "DUPLICATE_KEY" || error === first),
    ...warnings,
  ];
  if (faults.length > 0) {
    return {
      issues: faults.map(({ pos, message }) => ({
        file,
        ...positionAt(text, pos[0]),
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

/** Counted from the text: the parser's own line counter misses lines in what it could not parse. */
function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

const notYaml = (message: string): string =>
  `is not valid YAML: ${message.split("\n")[0] ?? ""}; correct the syntax`;
