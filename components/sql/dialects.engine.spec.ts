import * as assert from "node:assert/strict";

import fc from "fast-check";

import { Engines } from "../../tools/testing/engines/engines";
import { enginesRefusal } from "../../tools/testing/engines/install";
import { loadContracts } from "../catalog/contract-files";
import { rules } from "../catalog/dqdl";
import { starterQuery } from "../warehouse/starter-queries";
import { sparkString } from "./literals";
import { patternProblem } from "./pattern";
import { parserText, sparkPieces } from "./spark-text";

describe("texts of SQL", function () {
  this.timeout(120_000);
  const contracts = loadContracts("contracts");
  const tables = contracts.flatMap(({ domain, tables }) => tables.map((table) => ({ domain, table })));
  let engines: Engines;

  before(async function () {
    const refusal = enginesRefusal();
    if (refusal !== undefined) {
      // Said once; the tests below are counted as skipped.
      if (process.env["MERIDIAN_ENGINES"] === "1") process.stderr.write(`SQL on engines: ${refusal}\n`);
      this.skip();
    }
    engines = await Engines.shared();
  });

  async function areOf(dialect: string, texts: readonly string[]): Promise<void> {
    assert.ok(texts.length > 0);
    for (const text of texts)
      assert.deepEqual(await engines.parse(dialect, text), { statements: 1 }, `${dialect}: ${text}`);
  }

  it("in rules are Spark's", async () => {
    const all = tables.flatMap(({ table }) => rules(table));
    await areOf(
      "spark",
      all.flatMap((rule) => /^\(?CustomSql "([^"]*)"/.exec(rule)?.[1] ?? []),
    );
    await areOf(
      "spark",
      all.flatMap((rule) => / where "([^"]*)"$/.exec(rule)?.[1] ?? []).map((where) => `SELECT ${where}`),
    );
  });

  it("that filter rows are predicates", async () => {
    const filters = tables.flatMap(({ table }) => table.rowFilter ?? []);
    for (const dialect of ["athena", "redshift"])
      await areOf(
        dialect,
        filters.map((filter) => `SELECT 1 FROM t WHERE ${filter}`),
      );
  });

  it("that a reader begins with are Athena's", async () => {
    const queries = tables.flatMap(({ domain, table }) =>
      (["columns", "first-rows"] as const).map((kind) =>
        starterQuery(kind, { database: domain, table: table.name }),
      ),
    );
    for (const dialect of ["athena", "trino"]) await areOf(dialect, queries);
  });

  it("are read by sqlglot as broken where they are", async () => {
    assert.match(
      (await engines.parse("spark", "SELECT COUNT(* FROM primary")).error ?? "",
      /Expecting|Expected/,
    );
  });

  it("hold any text as a literal, as Spark reads it", async () => {
    const nasty = [
      "it's",
      '"',
      "\\",
      "\\'",
      "'; DROP TABLE x --",
      "\\u0041",
      "%_\\%",
      "\n\r\t\0",
      "${x} {y}",
      "é𝔸",
      "^\\d{3}$",
      "",
    ];
    const any = fc.sample(
      fc.oneof(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: fc.constantFrom("'", "\\", '"', "n", "0") }),
      ),
      {
        numRuns: 300,
        seed: 11,
      },
    );
    const texts = [...nasty, ...any];
    const { rows, error } = await engines.run(`SELECT array(${texts.map(sparkString).join(", ")})`);
    assert.equal(error, undefined);
    assert.deepEqual(rows?.[0]?.[0], texts);
  });

  it("have the literals that the scanner finds in them", async () => {
    const written = [
      String.raw`'a\\d\d\'\"\%\_\n\u0041\101\x'`,
      String.raw`"it's \"so\""`,
      String.raw`r'^\d+'`,
      "'two\nlines'",
    ];
    const read = written.map((text) => {
      const pieces = sparkPieces(text);
      assert.ok("pieces" in pieces);
      const [piece] = pieces.pieces;
      assert.ok(piece?.kind === "string", parserText(pieces.pieces));
      return piece.value;
    });
    const { rows, error } = await engines.run(`SELECT array(${written.join(", ")})`);
    assert.equal(error, undefined);
    assert.deepEqual(rows?.[0]?.[0], read);
    // Why a doubled quote is refused.
    assert.deepEqual((await engines.run("SELECT 'it''s'")).rows, [["its"]]);
  });

  it("have patterns that Java takes, and those that are refused it refuses", async () => {
    const taken = [
      String.raw`^\d{3}$`,
      "a++(?>b)",
      String.raw`\p{L}\Q(\E`,
      "(?i)x",
      "(?<name>x)",
      String.raw`[\w.\-\[]`,
    ];
    for (const pattern of taken) {
      assert.equal(patternProblem(pattern), undefined);
      assert.equal((await engines.run(`SELECT 'a' RLIKE ${sparkString(pattern)}`)).error, undefined, pattern);
    }
    for (const pattern of [
      "(",
      "a**b(",
      "[z-a]",
      "[a",
      "^[A-Z[0-9]$",
      "[^]",
      "{x}",
      "\\y",
      "\\u{41}",
      "(?<my_name>x)",
    ]) {
      assert.ok(patternProblem(pattern), pattern);
      assert.ok((await engines.run(`SELECT 'a' RLIKE ${sparkString(pattern)}`)).error, pattern);
    }
  });
});
