import { isScalar, LineCounter, parse, parseDocument, YAMLParseError } from "yaml";

import type { InputIssue } from "./input-error";
import { pathText } from "./key-path";
import { positionOf, toPosition } from "./locate-yaml";
import type { UnplacedIssue, YamlSource } from "./yaml-source";

/**
 * The value of a text that the fast reader refused, or why it is no YAML, with its place.
 * @public loaded on demand by `check-yaml.ts`
 */
export function slowYamlValue({ text, file }: YamlSource): { value: unknown } | { issues: InputIssue[] } {
  try {
    return { value: parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const lineCounter = new LineCounter();
    parseDocument(text, { lineCounter });
    const position = toPosition(lineCounter, error.pos[0]);
    const [first = error.message] = error.message.split("\n");
    const message = `is not valid YAML; ${first.replace(/ at line \d+, column \d+:?$/, "")}`;
    return { issues: [{ file, ...position, path: "", message }] };
  }
}

/**
 * Gives each mistake its line and column in the file.
 * @public loaded on demand by `check-yaml.ts`
 */
export function placeIssues(source: YamlSource, issues: readonly UnplacedIssue[]): InputIssue[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter });
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
