import { isMap } from "../errors/key-path";
import { columnAt, type SqlColumn } from "./columns";
import { parseSql } from "./parser";
import { evaluatedTable, filledQuery, type QuerySubject } from "./placeholders";
import { parserText, sparkLine } from "./spark-text";
import { at, held, nameParts, tagged, wordOf } from "./tree";

/** Functions that call any code of the machine that runs the query. */
const callsAnything = ["reflect", "java_method", "try_reflect"];

/** One line of Spark SQL over the table `primary` of a contract's query that has no problems. */
export function compiledQuery(query: string, subject: QuerySubject): string {
  const filled = filledQuery(query, subject);
  if ("problems" in filled)
    throw new TypeError(`A query passed its checks and ${filled.problems.join("; ")}.`);
  return sparkLine(filled.pieces);
}

/**
 * What is wrong with a contract's query, in the text after its place: it has to be one SELECT of one value over the
 * contract's own table, and name columns that are there.
 */
export function queryProblems(query: string, subject: QuerySubject, columns: readonly SqlColumn[]): string[] {
  const filled = filledQuery(query, subject);
  if ("problems" in filled) return [...filled.problems];
  const parsed = parseSql("spark", parserText(filled.pieces));
  if ("problem" in parsed) return [`is not SQL that Spark runs: ${parsed.problem}`];
  const [statement, ...others] = parsed.statements;
  if (statement === undefined || others.length > 0)
    return [`has ${parsed.statements.length} statements; write one SELECT`];
  const verb = tagged(statement)?.tag ?? "";
  if (verb !== "Query") return [`is a statement ${statementName(verb)}, not a query; write one SELECT`];
  const query_ = at(statement, "Query");
  const body = tagged(at(query_, "body"));
  if (body?.tag !== "Select") return ["is not one SELECT; put what it combines into one, FROM (…)"];
  return [
    ...new Set([
      ...shapeProblems(body.value),
      ...tableProblems(query_, subject),
      ...nameProblems(query_, columns),
    ]),
  ];
}

const statementName = (tag: string): string => tag.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toUpperCase();

function shapeProblems(select: unknown): string[] {
  const projection = at(select, "projection") as readonly unknown[];
  const problems: string[] = [];
  const wildcard = projection.some((item) =>
    ["Wildcard", "QualifiedWildcard"].includes(tagged(item)?.tag ?? ""),
  );
  if (projection.length !== 1 || wildcard)
    problems.push("does not select one value; a check compares exactly one");
  const groups = at(select, "group_by", "Expressions", 0);
  if (Array.isArray(groups) && groups.length > 0)
    problems.push("returns a row for each group; count them in a SELECT around it");
  if (at(select, "into")) problems.push("writes INTO a table; a check only reads");
  return problems;
}

/** Tables that are read: the contract's own and what the query itself names with WITH. */
function tableProblems(tree: unknown, { table }: QuerySubject): string[] {
  const own = new Set([...aliasesOf(tree, "cte_tables"), evaluatedTable]);
  return [...held(tree, "Table")].flatMap(({ value }) => {
    const parts = nameParts(at(value, "name"));
    if (parts.length === 0) return [];
    if (at(value, "args"))
      return [`reads from the function ${parts.join(".")}(); use {object} for the table`];
    if (parts.length === 1 && own.has(parts[0] ?? "")) return [];
    return [`reads "${parts.join(".")}", which is not the table of the check; use {object} for ${table}`];
  });
}

const aliasesOf = (tree: unknown, key: string): string[] =>
  [...held(tree, key)].flatMap(({ value }) =>
    (Array.isArray(value) ? value : [value]).map((each) => wordOf(at(each, "alias", "name"))),
  );

/** Names that the query makes itself, wherever it does: Spark says which of them stand where. */
export function ownNames(tree: unknown): Set<string> {
  const words: string[] = [];
  for (const { tag, value } of held(
    tree,
    "alias",
    "lateral_col_alias",
    "lateral_view_name",
    "Lambda",
    "columns",
  )) {
    if (tag === "alias") words.push(wordOf(value), wordOf(at(value, "name")));
    else if (tag === "lateral_view_name") words.push(...nameParts(value));
    else if (tag === "Lambda") words.push(...lambdaNames(at(value, "params")));
    else
      for (const each of Array.isArray(value) ? value : [])
        words.push(wordOf(each), wordOf(at(each, "name")));
  }
  return new Set(words);
}

function lambdaNames(params: unknown): string[] {
  const many = at(params, "Many");
  return Array.isArray(many)
    ? many.map((each) => wordOf(at(each, "name")))
    : [wordOf(at(params, "One", "name"))];
}

function nameProblems(tree: unknown, columns: readonly SqlColumn[]): string[] {
  const own = ownNames(tree).add(evaluatedTable);
  return [...references(tree)]
    .map((path) => path.map(wordOf))
    .flatMap((path) => {
      const [first = "", ...rest] = path;
      const known = columns.some((column) => column.name.toLowerCase() === first);
      if (own.has(first) && !known) {
        // Of a name that the query makes, only the table's columns can be followed.
        if (first !== evaluatedTable || rest.length === 0) return [];
        return problemOf(rest, columns);
      }
      return problemOf(path, columns);
    })
    .concat(callProblems(tree));
}

function problemOf(path: readonly string[], columns: readonly SqlColumn[]): string[] {
  const found = columnAt(path, columns);
  return "problem" in found ? [found.problem] : [];
}

/** Parts that hold no values: names of tables, functions and types, and fields of what is no plain column. */
const nameless = ["name", "alias", "lateral_view_name", "data_type", "Dot"];

/** Paths of the names that stand where values are: the identifiers of each, `{ value, quote_style, span }`. */
export function* references(tree: unknown): Generator<readonly unknown[]> {
  if (Array.isArray(tree)) for (const each of tree) yield* references(each);
  if (!isMap(tree)) return;
  for (const [tag, value] of Object.entries(tree)) {
    if (nameless.includes(tag)) continue;
    if (tag === "Identifier") yield [value];
    else if (tag === "CompoundIdentifier") yield value as unknown[];
    else yield* references(value);
  }
}

function callProblems(tree: unknown): string[] {
  return [...held(tree, "Function")].flatMap(({ value }) => {
    const name = nameParts(at(value, "name")).join(".");
    return callsAnything.includes(name)
      ? [`calls ${name}(), which runs code that is not in the query; remove it`]
      : [];
  });
}
