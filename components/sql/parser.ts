import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Dialects of the parser that texts here are written in. */
export type Dialect = "spark" | "ansi";

export type Parsed = { readonly statements: readonly unknown[] } | { readonly problem: string };

/** The part of the parser's WebAssembly module that is used. */
interface SqlModule {
  initSync(options: { module: Uint8Array }): unknown;
  parse_sql(dialect: Dialect, sql: string): unknown;
}

let loaded: SqlModule | undefined;

/**
 * The syntax trees of a text's statements, by sqlparser-rs: tagged values such as `{ BinaryOp: { left, op, right } }`.
 * Where the text is none, what the parser says, e.g. `expected an expression, found: =`.
 */
export function parseSql(dialect: Dialect, sql: string): Parsed {
  if (links(sql) > mostLinks) return { problem: `more than ${mostLinks} operators in one text` };
  try {
    return { statements: sqlModule().parse_sql(dialect, sql) as unknown[] };
  } catch (error) {
    // The parser throws plain objects; an Error is the machine's own, which the limit above is there to keep away.
    if (error instanceof Error) return { problem: `the parser gives up: ${error.message}` };
    return { problem: problemOf((error as { message?: unknown }).message) };
  }
}

/** The parser's stack ends between 500 and 1,000 links of `a AND b AND …`, and it cannot be used after that. */
const mostLinks = 400;

/** Operators that make trees deep, outside of texts. */
const links = (sql: string): number =>
  sql
    .replace(/'[^']*'/g, "")
    .match(/\b(?:and|or|is|not|in|between|r?like|union|except|intersect|div)\b|[-+*/%|&^<>=!:[]/gi)?.length ??
  0;

/** Loaded with the first text: 20 ms, which a contract without SQL does not pay. */
function sqlModule(): SqlModule {
  if (loaded !== undefined) return loaded;
  // The package's own entry can only be waited for, and contracts are read synchronously.
  const folder = join(dirname(require.resolve("@guanmingchiu/sqlparser-ts")), "..", "wasm");
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- on demand
  const module = require(join(folder, "sqlparser_rs_wasm.js")) as SqlModule;
  module.initSync({ module: readFileSync(join(folder, "sqlparser_rs_wasm_bg.wasm")) });
  loaded = module;
  return module;
}

/** Positions are of the text that was put together for the parser, and would mislead. */
function problemOf(message: unknown): string {
  const text = String(message)
    .replace(/^sql parser error: /, "")
    .replace(/ at Line: \d+, Column: \d+/g, "");
  return text.charAt(0).toLowerCase() + text.slice(1);
}
