import { quote } from "../errors/check-yaml";
import { columnAt, withArticle, type SqlColumn } from "./columns";
import { partiqlWords } from "./partiql-words";
import { parseSql } from "./parser";
import { at, tagged, wordOf } from "./tree";

/** Lake Formation Developer Guide, "PartiQL support in row filter expressions": shorter than this. */
const lengthLimit = 2048;

/** Types that it compares, and the kind of literal that each takes. */
const comparable: Readonly<Record<string, readonly string[]>> = {
  string: ["string"],
  integer: ["integer"],
  number: ["integer", "number"],
  boolean: ["boolean"],
};

const comparisons = new Set(["Eq", "NotEq", "Gt", "GtEq", "Lt", "LtEq"]);
const syntax =
  "Lake Formation compares columns with values by =, <>, !=, <, <=, >, >=, BETWEEN, IN, LIKE and IS [NOT] NULL, joined by AND, OR and NOT";

/**
 * What is wrong with a row filter, in the text after its place. Lake Formation takes one predicate that compares columns of the
 * table with values: no functions, no other tables, no comparison of two columns.
 */
export function filterProblems(filter: string, columns: readonly SqlColumn[]): string[] {
  if (filter.length >= lengthLimit)
    return [`has ${filter.length} characters; Lake Formation takes fewer than ${lengthLimit}`];
  if (/--|\/\*/.test(filter.replace(/'[^']*'/g, ""))) return ["has a comment; say it in the description"];
  const parsed = parseSql("ansi", whole(filter));
  if ("problem" in parsed) return [`${quote(filter)} is no predicate: ${parsed.problem}`];
  const predicate = at(parsed.statements[0], "Query", "body", "Select", "selection");
  // All that is not the predicate has to be what was put around it.
  if (bare(parsed.statements) !== bare(statementsOf("TRUE")))
    return [`${quote(filter)} is more than a predicate; ${syntax}`];
  return [...new Set(termProblems(predicate, columns))];
}

const whole = (filter: string): string => `SELECT 1 FROM t WHERE ${filter}`;

function statementsOf(filter: string): readonly unknown[] {
  const parsed = parseSql("ansi", whole(filter));
  return "statements" in parsed ? parsed.statements : [];
}

const bare = (statements: readonly unknown[]): string =>
  JSON.stringify(statements, (key, value: unknown) =>
    key === "selection" || key === "span" || key === "select_token" ? undefined : value,
  );

function termProblems(node: unknown, columns: readonly SqlColumn[]): string[] {
  const { tag, value } = tagged(node) ?? { tag: "", value: undefined };
  const inner = (...keys: string[]) => keys.flatMap((key) => termProblems(at(value, key), columns));
  const op = String(at(value, "op"));
  if (tag === "Nested") return termProblems(value, columns);
  if (tag === "UnaryOp" && op === "Not") return inner("expr");
  if (tag === "BinaryOp" && (op === "And" || op === "Or")) return inner("left", "right");
  if (tag === "BinaryOp" && comparisons.has(op))
    return compared(at(value, "left"), [at(value, "right")], columns);
  if (tag === "Between") return between(value, columns);
  if (tag === "InList") return compared(at(value, "expr"), at(value, "list") as unknown[], columns);
  if (tag === "Like" && !at(value, "escape_char")) {
    const like = compared(at(value, "expr"), [at(value, "pattern")], columns);
    return like.length > 0 ? like : likeProblems(at(value, "expr"), columns);
  }
  if (tag === "IsNull" || tag === "IsNotNull") return nullProblems(value, columns);
  return [notTaken(node)];
}

/** What a part is that Lake Formation does not take. */
function notTaken(node: unknown): string {
  const { tag, value } = tagged(node) ?? { tag: "", value: undefined };
  const function_ = (at(value, "name") as unknown[] | undefined)?.[0];
  const path = pathOf(node);
  if (tag === "Function")
    return `calls ${wordOf(at(function_, "Identifier"))}(); Lake Formation takes no functions in a row filter`;
  if (["Subquery", "InSubquery", "Exists"].includes(tag))
    return "has a query inside; Lake Formation takes none in a row filter";
  if (path !== undefined)
    return `names ${path.join(".")} without a comparison; write ${path.join(".")} = true`;
  if (literalKind(node) !== undefined) return `has ${literalText(node)} without a column; ${syntax}`;
  const what = tag === "BinaryOp" ? `the operator ${String(at(value, "op"))}` : tag || "nothing";
  return `has ${what}, which no row filter may; ${syntax}`;
}

/** The words of a column; undefined for what is none. */
function pathOf(node: unknown): string[] | undefined {
  const { tag, value } = tagged(node) ?? { tag: "", value: undefined };
  if (tag === "Nested") return pathOf(value);
  if (tag === "Identifier") return [String(at(value, "value"))];
  if (tag === "CompoundIdentifier") return (value as unknown[]).map((part) => String(at(part, "value")));
  return undefined;
}

function resolved(
  node: unknown,
  columns: readonly SqlColumn[],
): { column: SqlColumn } | { problems: string[] } {
  const path = pathOf(node);
  if (path === undefined) {
    return {
      problems: [
        literalKind(node) === undefined
          ? notTaken(node)
          : "does not begin a comparison with a column; write the column first",
      ],
    };
  }
  const found = columnAt(path, columns);
  if ("problem" in found) return { problems: [found.problem] };
  const identifiers =
    tagged(node)?.tag === "Identifier" ? [tagged(node)?.value] : (tagged(node)?.value as unknown[]);
  const reserved = identifiers.find((part) => !at(part, "quote_style") && partiqlWords.has(wordOf(part)));
  if (reserved !== undefined) {
    const word = String(at(reserved, "value"));
    return { problems: [`names ${word}, a word of PartiQL; write it in double quotes: "${word}"`] };
  }
  const { type = "string" } = found.column;
  if (comparable[type] === undefined) {
    const able = columns.filter((column) => comparable[column.type ?? "string"] !== undefined);
    const use =
      able.length === 0 ? "there is none here" : `use one of ${able.map(({ name }) => name).join(", ")}`;
    return {
      problems: [
        `names ${path.join(".")}, ${withArticle(type)}, which Lake Formation does not compare in a row filter; ${use}`,
      ],
    };
  }
  return found;
}

function compared(left: unknown, rights: readonly unknown[], columns: readonly SqlColumn[]): string[] {
  const found = resolved(left, columns);
  if ("problems" in found) return found.problems;
  const { name, type = "string" } = found.column;
  return rights.flatMap((right) => {
    const kind = literalKind(right);
    const path = pathOf(right);
    if (path !== undefined) {
      const other = columnAt(path, columns);
      if ("problem" in other)
        return [
          `compares ${name} with ${path.join(".")}, which is no value; write a text in single quotes: '${path.join(".")}'`,
        ];
      return [
        `compares ${name} with the column ${path.join(".")}; Lake Formation compares columns with values only`,
      ];
    }
    if (kind === undefined) return [notTaken(right)];
    if (kind === "null")
      return [`compares ${name} with NULL, which is never true; use IS NULL or IS NOT NULL`];
    if (comparable[type]?.includes(kind)) return [];
    return [
      `compares ${name}, ${withArticle(type)}, with ${literalText(right)}, which is ${withArticle(kind)}`,
    ];
  });
}

function between(value: unknown, columns: readonly SqlColumn[]): string[] {
  const [low, high] = [at(value, "low"), at(value, "high")];
  const problems = compared(at(value, "expr"), [low, high], columns);
  const [from, to] = [low, high].map((end) => Number(literalText(end)));
  if (problems.length > 0 || !(Number(from) > Number(to))) return problems;
  return [
    `is between ${literalText(low)} and ${literalText(high)}, where nothing is; give the smaller first`,
  ];
}

function likeProblems(node: unknown, columns: readonly SqlColumn[]): string[] {
  const found = resolved(node, columns);
  if ("problems" in found) return found.problems;
  const { name, type = "string" } = found.column;
  return type === "string"
    ? []
    : [`asks whether ${name}, ${withArticle(type)}, is LIKE a text; compare its value`];
}

function nullProblems(node: unknown, columns: readonly SqlColumn[]): string[] {
  const found = resolved(node, columns);
  if ("problems" in found) return found.problems;
  const { name, partitioned } = found.column;
  return partitioned === true
    ? [`asks whether ${name} is null, which Lake Formation does not answer for a partition column`]
    : [];
}

/** A literal's text, with its sign; undefined for what is none. */
function literalOf(node: unknown): { kind: string; text: string } | undefined {
  const { tag, value } = tagged(node) ?? { tag: "", value: undefined };
  if (tag === "Nested") return literalOf(value);
  if (tag === "UnaryOp" && ["Minus", "Plus"].includes(String(at(value, "op")))) {
    const inner = literalOf(at(value, "expr"));
    const sign = at(value, "op") === "Minus" ? "-" : "";
    return inner && ["integer", "number"].includes(inner.kind)
      ? { kind: inner.kind, text: `${sign}${inner.text}` }
      : undefined;
  }
  if (tag !== "Value") return undefined;
  const literal = tagged(at(value, "value"));
  switch (literal?.tag) {
    case "SingleQuotedString":
      return { kind: "string", text: `'${String(literal.value)}'` };
    case "Number": {
      const text = String(at(literal.value, 0));
      return { kind: /^\d+$/.test(text) ? "integer" : "number", text };
    }
    case "Boolean":
      return { kind: "boolean", text: String(literal.value) };
    case "Null":
      return { kind: "null", text: "NULL" };
    default:
      return undefined;
  }
}

const literalKind = (node: unknown) => literalOf(node)?.kind;
const literalText = (node: unknown) => literalOf(node)?.text ?? "";
