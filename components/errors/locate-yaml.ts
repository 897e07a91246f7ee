import { isMap, isScalar, type Document, type LineCounter, type Node } from "yaml";

import type { KeyPath } from "./key-path";

/** 1-based, as editors count. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where `path` stands in a document that was parsed with `lineCounter`. With `at: "key"` a map entry is placed at
 * its key (for a key that should not be there); otherwise at its value. What is missing is placed at the nearest
 * ancestor that exists: the key of a map entry, the start of a sequence's item.
 */
export function positionOf(
  document: Document,
  lineCounter: LineCounter,
  path: KeyPath,
  at: "key" | "value" = "value",
): Position {
  for (let length = path.length; length >= 0; length -= 1) {
    const found = path.slice(0, length);
    const offset =
      (length < path.length || at === "key" ? keyOffset(document, found) : undefined) ??
      valueOffset(document, found);
    if (offset !== undefined) return toPosition(lineCounter, offset);
  }
  return { line: 1, column: 1 };
}

/** The position of a parser's own complaint, from its offset. */
export function toPosition(lineCounter: LineCounter, offset: number): Position {
  const { line, col } = lineCounter.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function valueOffset(document: Document, path: KeyPath): number | undefined {
  return (document.getIn(path, true) as Node | undefined)?.range?.[0];
}

function keyOffset(document: Document, path: KeyPath): number | undefined {
  const last = path.at(-1);
  const parent = path.length === 0 ? undefined : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === last);
  return pair === undefined ? undefined : (pair.key as Node).range?.[0];
}
