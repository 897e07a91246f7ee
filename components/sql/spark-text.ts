import { sparkString, standardString } from "./literals";

/** A piece of a text of Spark SQL: a literal with the value that Spark reads, a quoted name, or what is between them. */
export type Piece =
  | { readonly kind: "string"; readonly text: string; readonly value: string }
  | { readonly kind: "name" | "code"; readonly text: string };

const pieces = new RegExp(
  [
    String.raw`(?<comment>--[^\n]*|/\*[\s\S]*?\*/)`,
    "(?<name>`(?:[^`]|``)*`)",
    String.raw`(?<bytes>\b[xX]'[^']*')`,
    String.raw`(?<raw>\b[rR](?:'[^']*'|"[^"]*"))`,
    String.raw`(?<string>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")`,
    "(?<open>['\"`])",
    "(?<code>(?:(?!--|/\\*)[^'\"`xXrR]|[xXrR](?!['\"])|\\B[xXrR])+|[\\s\\S])",
  ].join("|"),
  "g",
);

/** The pieces of a text of Spark SQL without its comments, or why it has none. */
export function sparkPieces(text: string): { pieces: Piece[] } | { problem: string } {
  const found: Piece[] = [];
  for (const { 0: part, groups = {} } of text.matchAll(pieces)) {
    if (groups["open"] !== undefined) return { problem: `has ${part} without an end; close it` };
    if (groups["string"] !== undefined || groups["raw"] !== undefined) {
      const before = found.at(-1);
      if (before?.kind === "string") return { problem: doubled(before.text, part) };
      const isRaw = groups["raw"] !== undefined;
      found.push({ kind: "string", text: part, value: isRaw ? part.slice(2, -1) : unescaped(part) });
    } else if (groups["name"] !== undefined) found.push({ kind: "name", text: part });
    else addCode(found, groups["comment"] === undefined ? part : " ");
  }
  return { pieces: found };
}

/**
 * A text of the same length in which only names and operators are left to read: literals are of `x`, comments are blanks, and
 * placeholders are names of `_`. Undefined when a quote has no end.
 */
export function maskedText(text: string): string | undefined {
  let masked = "";
  for (const { 0: part, groups = {} } of text.matchAll(pieces)) {
    if (groups["open"] !== undefined) return undefined;
    if (groups["comment"] !== undefined) masked += " ".repeat(part.length);
    else if (/^["`]\$?\{\s*\w+\s*\}["`]$/.test(part)) masked += "_".repeat(part.length);
    else if (groups["string"] !== undefined || groups["raw"] !== undefined)
      masked += `'${"x".repeat(part.length - 2)}'`;
    else masked += part.replace(/\$?\{[^{}]*\}/g, (word) => "_".repeat(word.length));
  }
  return masked;
}

/** What a comment divides is one piece again. */
function addCode(found: Piece[], text: string): void {
  const last = found.at(-1);
  if (last?.kind !== "code") found.push({ kind: "code", text });
  else found.splice(-1, 1, { kind: "code", text: last.text + text });
}

const doubled = (first: string, second: string) =>
  `has ${first}${second}, which Spark reads as two literals put together; write \\' for a quote`;

/** The pieces as one line of Spark SQL in which every literal is written one way. */
export const sparkLine = (all: readonly Piece[]): string =>
  written(all, sparkString)
    .replace(/[\s;]+$/, "")
    .trim();

/** The pieces as the parser reads them: its dialect knows no escapes. */
export const parserText = (all: readonly Piece[]): string => written(all, standardString);

function written(all: readonly Piece[], literal: (value: string) => string): string {
  return all
    .map((piece) => {
      if (piece.kind === "string") return literal(piece.value);
      return piece.kind === "code" ? piece.text.replace(/\s+/g, " ") : piece.text;
    })
    .join("");
}

const controls: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
  // Kept for LIKE.
  "%": "\\%",
  _: "\\_",
};

/** The value of a quoted literal, as Spark 3.5 reads it. */
const unescaped = (literal: string): string =>
  literal.slice(1, -1).replace(/\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[01][0-7]{2}|[\s\S])/g, (escape) => {
    const code = escape.slice(1);
    if (/^[uU]./.test(code)) return String.fromCodePoint(Math.min(parseInt(code.slice(1), 16), 0x10ffff));
    return code.length === 1 ? (controls[code] ?? code) : String.fromCharCode(parseInt(code, 8));
  });
