import { parseSql, type Dialect } from "../../components/sql/parser";
import { evaluatedTable } from "../../components/sql/placeholders";
import { sparkName } from "../../components/sql/literals";
import { ownNames, references } from "../../components/sql/select";
import { maskedText } from "../../components/sql/spark-text";
import { at, held, nameParts, wordOf } from "../../components/sql/tree";
import { changes, meant, type Renamed } from "./renames";

/** A text of SQL by the names of here, or the names in it that only a person can judge. */
export type RenamedSql = { readonly text: string } | { readonly unsure: readonly string[] };

/** A query of a check, in Spark's SQL with the standard's placeholders. */
export function renamedQuery(query: string, table: Renamed): RenamedSql {
  const masked = maskedText(query);
  if (masked === undefined) return renamedBy([], query, query, table);
  // Other databases write names in double quotes, which are texts to Spark.
  const quoted = [...query.matchAll(/"([^"]*)"/g)].flatMap(([, name = ""]) => name);
  const known = changes([table]).map((name) => name.toLowerCase());
  const texts = quoted.filter((name) => known.includes(name.toLowerCase()));
  if (texts.length > 0) return { unsure: [...new Set(texts)] };
  return renamed("spark", query, masked, table);
}

const before = "SELECT 1 FROM t WHERE ";

/** A row filter: one predicate in standard SQL, whose names in double quotes are names. */
export function renamedFilter(filter: string, table: Renamed): RenamedSql {
  const masked = filter.replace(/'[^']*'/g, (text) => `'${"x".repeat(text.length - 2)}'`);
  const result = renamed("ansi", before + filter, before + masked, table);
  return "text" in result ? { text: result.text.slice(before.length) } : result;
}

/** A name of the text that is to be another, by its place in characters. */
interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

function renamed(dialect: Dialect, text: string, masked: string, table: Renamed): RenamedSql {
  const plain = masked.replaceAll("\r", " ");
  const write = dialect === "spark" ? sparkName : (name: string) => name;
  const parsed = parseSql(dialect, plain);
  if ("problem" in parsed) return renamedBy([], text, plain, table);
  const own = ownNames(parsed.statements);
  const edits: Edit[] = [];
  const note = (identifier: unknown, name: string): void => {
    if (wordOf(identifier) === name) return;
    const place = placeOf(identifier, plain);
    if (place === undefined) return;
    const quote = at(identifier, "quote_style");
    const mark = typeof quote === "string" ? quote : "";
    edits.push({ ...place, text: mark === "" ? write(name) : mark + name + mark });
  };
  for (const path of references(parsed.statements)) {
    const [first, ...rest] = path;
    const word = wordOf(first);
    const isColumn = meant(word, table.parts) !== undefined;
    if (isColumn && !own.has(word)) walk(path, table.parts, note);
    else if (!isColumn && isTable(word, table)) {
      if (meant(word, [table]) !== undefined) note(first, table.is);
      walk(rest, table.parts, note);
    } else if (own.has(word) && !own.has(wordOf(rest[0]))) walk(rest, table.parts, note);
  }
  for (const { value } of held(parsed.statements, "Table")) {
    const name = at(value, "name");
    const parts = nameParts(name);
    if (Array.isArray(name) && meant(parts.join("."), [table]) !== undefined) {
      const [start, end] = [name[0], name.at(-1)].map((part) => placeOf(at(part, "Identifier"), plain));
      if (start && end && parts.join(".") !== table.is)
        edits.push({ from: start.from, to: end.to, text: write(table.is) });
    }
  }
  return renamedBy(edits, text, plain, table);
}

const isTable = (word: string, table: Renamed): boolean =>
  word === evaluatedTable || /^_+$/.test(word) || meant(word, [table]) !== undefined;

function walk(
  path: readonly unknown[],
  among: readonly Renamed[],
  note: (identifier: unknown, name: string) => void,
): void {
  const [first, ...rest] = path;
  const found = first === undefined ? undefined : meant(wordOf(first), among);
  if (found === undefined) return;
  note(first, found.is);
  walk(rest, found.parts, note);
}

/** Where an identifier stands; undefined when the parser's place does not hold it. */
function placeOf(identifier: unknown, text: string): { from: number; to: number } | undefined {
  const lines = text.split("\n");
  const [from, to] = (["start", "end"] as const).map((end) => {
    const line = Number(at(identifier, "span", end, "line"));
    const column = Number(at(identifier, "span", end, "column"));
    const above = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    // The parser counts characters, of which some are two here.
    return (
      above +
      Array.from(lines[line - 1] ?? "")
        .slice(0, column - 1)
        .join("").length
    );
  }) as [number, number];
  const held_ = text.slice(from, to).replace(/^["`]|["`]$/g, "");
  return held_.toLowerCase() === wordOf(identifier) ? { from, to } : undefined;
}

/** The text with the edits; or, where a name of before stands anywhere else, that name. */
function renamedBy(edits: readonly Edit[], text: string, masked: string, table: Renamed): RenamedSql {
  const places = new Map(edits.map((edit) => [edit.from, edit]));
  let [rest, blank] = [text, masked];
  for (const { from, to, text: name } of [...places.values()].sort((a, b) => b.from - a.from)) {
    rest = rest.slice(0, from) + name + rest.slice(to);
    blank = blank.slice(0, from) + " ".repeat(name.length) + blank.slice(to);
  }
  const unsure = changes([table]).filter((name) => {
    const escaped = name.replace(/[^\w]/g, "\\$&");
    return new RegExp(`(?<![\\w$])${escaped}(?![\\w$])`, "i").test(blank);
  });
  return unsure.length > 0 ? { unsure } : { text: rest };
}
