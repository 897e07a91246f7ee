import { quote } from "../errors/check-yaml";
import { sparkName } from "./literals";
import { sparkPieces, type Piece } from "./spark-text";

/** What a query of a contract is about. */
export interface QuerySubject {
  /** The table's name in the catalog. */
  readonly table: string;
  /** Path of the column that the check stands at, if any. */
  readonly column?: string;
}

/** The name under which a ruleset of DQDL knows the table that it is about. */
export const evaluatedTable = "primary";

/** Words of the standard (`{object}`, `${table}`) and of its command line. */
const tableWords = ["table", "object", "model"];
const columnWords = ["column", "property", "field"];
const anyWord = /\$?\{\s*([^{}]*?)\s*\}/g;

/** A contract's query with its placeholders filled and its own table called as DQDL does; or what is wrong with them. */
export function filledQuery(
  query: string,
  subject: QuerySubject,
): { readonly pieces: Piece[] } | { readonly problems: string[] } {
  const read = sparkPieces(query);
  if ("problem" in read) return { problems: [read.problem] };
  const problems: string[] = [];
  const nameOf = (written: string, word: string): string => {
    if (tableWords.includes(word)) return evaluatedTable;
    if (!columnWords.includes(word)) {
      const known = [...tableWords, ...columnWords].map((each) => `{${each}}`).join(", ");
      problems.push(`has the placeholder ${quote(written)}, which nothing fills; use one of ${known}`);
    } else if (subject.column === undefined) {
      problems.push(`has ${written}, but the check is of the table; move it to a column, or name the column`);
    }
    return subject.column === undefined ? written : sparkName(subject.column);
  };
  const fill = (text: string) =>
    // The table's schema is nobody's business here: there is one table.
    text.replace(/\$?\{\s*schema\s*\}\s*\.\s*(?=["`]?\$?\{)/g, "").replace(anyWord, nameOf);
  const pieces = read.pieces.map((piece): Piece => {
    // A placeholder in quotes is a name in quotes, also in the double ones of other databases.
    const quoted = /^["`](\$?\{\s*\w+\s*\})["`]$/.exec(piece.text)?.[1];
    if (quoted !== undefined) return { kind: "code", text: fill(quoted) };
    return piece.kind === "string" ? piece : { kind: piece.kind, text: fill(piece.text) };
  });
  if (problems.length > 0) return { problems: [...new Set(problems)] };
  return { pieces: pieces.map((piece) => (piece.kind === "code" ? ownTable(piece, subject.table) : piece)) };
}

/** Some write the table's name where the standard has a placeholder; it is the same table. */
function ownTable(piece: Piece, table: string): Piece {
  const name = table.replace(/[^\w]/g, "\\$&");
  const text = piece.text
    .replace(new RegExp(`\\b(from|join)(\\s+)${name}\\b(?!\\s*[.(\`])`, "gi"), `$1$2${evaluatedTable}`)
    .replace(new RegExp(`(?<![\\w.\`])${name}(?=\\s*\\.\\s*\\w)`, "gi"), evaluatedTable);
  return { kind: "code", text };
}
