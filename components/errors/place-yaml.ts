import { isScalar, LineCounter, parseDocument, visit, type Alias } from "yaml";

import type { InputIssue } from "./input-error";
import { pathText } from "./key-path";
import { positionOf, toPosition } from "./locate-yaml";
import type { UnplacedIssue, YamlSource } from "./yaml-source";

/**
 * The value of a text that the fast reader refused, or why it is no YAML, with its place.
 * @public loaded on demand by `check-yaml.ts`
 */
export function slowYamlValue({ text, file }: YamlSource): { value: unknown } | { issues: InputIssue[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: "error" });
  const refused = (offset: number | undefined, message: string) => ({
    issues: [{ file, ...toPosition(lineCounter, offset ?? 0), path: "", message }],
  });
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) {
    const [first = error.message] = error.message.split("\n");
    const reason =
      error.code === "MULTIPLE_DOCS"
        ? "it holds several documents, keep one"
        : first.replace(/ at line \d+, column \d+:?$/, "");
    return refused(error.pos[0], `is not valid YAML; ${reason}`);
  }
  let loose: Alias | undefined;
  visit(document, {
    Alias(_, node) {
      if (node.resolve(document) !== undefined) return undefined;
      loose = node;
      return visit.BREAK;
    },
  });
  if (loose !== undefined) {
    const { source, range } = loose;
    return refused(range?.[0], `*${source} repeats nothing; put &${source} before what it stands for`);
  }
  try {
    return { value: document.toJS() as unknown };
  } catch (error) {
    // What repeats itself, or so much that it would not end.
    if (!(error instanceof ReferenceError)) throw error;
    return refused(0, `is not valid YAML; ${error.message}`);
  }
}

/**
 * Gives each mistake its line and column in the file.
 * @public loaded on demand by `check-yaml.ts`
 */
export function placeIssues(source: YamlSource, issues: readonly UnplacedIssue[]): InputIssue[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter, logLevel: "error" });
  return issues.map(({ path, message, at }) => ({
    file: source.file,
    ...positionOf(document, lineCounter, [...(source.root ?? []), ...path], at),
    path: pathText(path),
    message:
      at === "key"
        ? message
        : message + asWritten(source, document.getIn([...(source.root ?? []), ...path], true)),
  }));
}

/** How the value stands in the file, when that is not how it is read. */
function asWritten({ scalar }: YamlSource, node: unknown): string {
  if (scalar === undefined || !isScalar(node) || node.type !== "PLAIN" || !node.source) return "";
  const read = scalar(node.source);
  if (typeof read === "string")
    return read === node.source ? "" : `; ${node.source} without quotes is a point in time, put it in quotes`;
  return String(read) === node.source ? "" : `; ${node.source} without quotes is read as ${String(read)}`;
}
