import * as assert from "node:assert/strict";

import fc from "fast-check";

import {
  dqdlPattern,
  dqdlString,
  isDqdlText,
  plainNumber,
  sparkLiteral,
  sparkName,
  sparkString,
} from "./literals";
import { parseSql } from "./parser";
import { parserText, sparkLine, sparkPieces } from "./spark-text";
import { held } from "./tree";

/** The pieces of a text that has no problem. */
function piecesOf(text: string) {
  const read = sparkPieces(text);
  assert.ok("pieces" in read, JSON.stringify(read));
  return read.pieces;
}

describe("literals", () => {
  it("escape what Spark reads as an escape, and hold no double quote and no line", () => {
    assert.equal(sparkString(String.raw`^\d{3}'"$` + "\n"), String.raw`'^\\d{3}\'\u0022$\u000a'`);
    assert.equal(sparkString("${x} $y"), String.raw`'\u0024{x} $y'`);
    assert.equal(sparkLiteral(null), "null");
    assert.equal(sparkLiteral(true), "true");
  });

  it("survive, whatever the text: Spark's reading of it gives it back, and so does the parser's", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("'", '"', "\\", "`", "-", "n", "u", "0", "{", "\n", "é", "𝔸", "%"),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "grapheme" })), (text) => {
        const sql = `SELECT a FROM t WHERE a = ${sparkString(text)} -- that's it`;
        const pieces = piecesOf(sql);
        assert.deepEqual(
          pieces.flatMap((piece) => (piece.kind === "string" ? [piece.value] : [])),
          [text],
        );
        assert.equal(sparkLine(pieces), `SELECT a FROM t WHERE a = ${sparkString(text)}`);
        assert.doesNotMatch(sparkString(text), /["\n]/);
        const parsed = parseSql("spark", parserText(pieces));
        const [value] = [...held(parsed, "SingleQuotedString")];
        assert.equal(value?.value, text);
      }),
    );
  });

  it("quote names that Spark would read as something else", () => {
    assert.equal(sparkName("address.city"), "address.city");
    assert.equal(sparkName("order.from"), "`order`.`from`");
    assert.equal(sparkName("a`b c"), "`a``b c`");
  });

  it("write numbers without an exponent, which DQDL does not read", () => {
    assert.deepEqual([1, -2.5, 1e21, 1e-7, 123456789012345680000].map(plainNumber), [
      "1",
      "-2.5",
      "1000000000000000000000",
      "0.0000001",
      "123456789012345680000",
    ]);
  });

  it("of DQDL escape in lists, and hand patterns on as they stand but for quotes", () => {
    assert.equal(dqdlString(String.raw`a\b"c`), String.raw`"a\\b\"c"`);
    assert.equal(dqdlPattern(String.raw`^\d"\"\\"$`), String.raw`"^\d\x22\x22\\\x22$"`);
    assert.equal(dqdlPattern("a\n\\\tb\\\\\r"), String.raw`"a\u000a\u0009b\\\u000d"`);
  });

  it("of DQDL are no text where they look like a day or a time", () => {
    assert.deepEqual(["a", "2020-01-31", "9:30", "09:30 AM", "x 09:30", "a\nb"].map(isDqdlText), [
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
  });
});

describe("Spark's text", () => {
  const cases: [title: string, text: string, line: string][] = [
    ["comments", "SELECT 1 -- it's\n, /* a\nb */ 2;", "SELECT 1 , 2"],
    ["double quotes as texts", `SELECT "it's"`, String.raw`SELECT 'it\'s'`],
    ["raw texts", String.raw`SELECT r'\d', R"x'y"`, String.raw`SELECT '\\d', 'x\'y'`],
    ["escapes by code", String.raw`SELECT '\u0041\101\x\%'`, String.raw`SELECT 'AAx\\%'`],
    ["a text of two lines", "SELECT 'a\nb'", String.raw`SELECT 'a\u000ab'`],
    ["quoted names and bytes", "SELECT `a -- b`, X'41', attr'x'", "SELECT `a -- b`, X'41', attr'x'"],
  ];
  for (const [title, text, line] of cases)
    it(`reads ${title}`, () => {
      assert.equal(sparkLine(piecesOf(text)), line);
    });

  it("refuses what Spark reads otherwise than it looks", () => {
    assert.deepEqual(sparkPieces("SELECT 'it''s'"), {
      problem: String.raw`has 'it''s', which Spark reads as two literals put together; write \' for a quote`,
    });
    assert.deepEqual(sparkPieces("SELECT 'a"), { problem: "has ' without an end; close it" });
  });
});
