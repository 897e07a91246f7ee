import { isMap, isPair, isScalar, parseDocument, type Pair, type YAMLMap } from "yaml";

/** A product whose tables in a stack stand at an earlier release. */
export interface TablesAt {
  readonly product: string;
  readonly version: string;
}

/** What a stack file says of where its tables stand; empty where it says nothing. */
export function tablesAtIn(text: string): TablesAt[] {
  const list = platformIn(text)?.get("tablesAt", true);
  const value: unknown = (list as { toJSON?: () => unknown } | undefined)?.toJSON?.();
  return Array.isArray(value) ? (value as TablesAt[]) : [];
}

/**
 * The stack file with another list of where its tables stand, sorted; all else of it, comments too, stays as it is. The list itself is
 * written by commands, so what stands inside it is not kept.
 */
export function withTablesAt(text: string, entries: readonly TablesAt[]): string {
  const platform = platformIn(text);
  const domains = platform && pairOf(platform, "domains");
  if (platform === undefined || domains === undefined) return text;
  const lines = text.split("\n");
  const old = pairOf(platform, "tablesAt");
  const { from, to } = old ? linesOf(text, old) : { from: linesOf(text, domains).to, to: -1 };
  lines.splice(from, Math.max(0, to - from), ...block(indentOf(lines, text, domains), entries));
  return lines.join("\n");
}

function platformIn(text: string): YAMLMap | undefined {
  const found = parseDocument(text).getIn(["config", "meridian:platform"]);
  return isMap(found) ? found : undefined;
}

const pairOf = (map: YAMLMap, key: string): Pair | undefined =>
  map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length - 1;

interface Ranged {
  readonly range?: readonly [start: number, valueEnd: number, nodeEnd: number] | null;
}

/** The lines of a key and its value, from 0, the end exclusive. */
function linesOf(text: string, { key, value }: Pair): { from: number; to: number } {
  const start = (key as Ranged).range?.[0] ?? 0;
  const end = (value as Ranged | null)?.range?.[1] ?? start;
  // A block ends at the start of the line after it.
  return { from: lineAt(text, start), to: lineAt(text, text[end - 1] === "\n" ? end - 1 : end) + 1 };
}

function indentOf(lines: readonly string[], text: string, pair: Pair): string {
  return /^ */.exec(lines[linesOf(text, pair).from] ?? "")![0];
}

const block = (indent: string, entries: readonly TablesAt[]): string[] =>
  entries.length === 0
    ? []
    : [
        `${indent}tablesAt:`,
        ...[...entries]
          .sort((a, b) => (a.product < b.product ? -1 : 1))
          .flatMap(({ product, version }) => [
            `${indent}  - product: ${product}`,
            `${indent}    version: ${version}`,
          ]),
      ];
