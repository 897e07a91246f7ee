import * as assert from "node:assert/strict";

import fc from "fast-check";

import type { SqlColumn } from "./columns";
import { standardString } from "./literals";
import { filterProblems } from "./predicate";

const columns: SqlColumn[] = [
  { name: "amount", type: "number" },
  { name: "code", type: "string" },
  { name: "n", type: "integer" },
  { name: "day", type: "date", partitioned: true },
  { name: "open", type: "boolean" },
  { name: "desk", type: "string", partitioned: true },
  { name: "address", type: "object", fields: [{ name: "city", type: "string" }] },
];
const able = "amount, code, n, open, desk";
const syntax =
  "Lake Formation compares columns with values by =, <>, !=, <, <=, >, >=, BETWEEN, IN, LIKE and IS [NOT] NULL, joined by AND, OR and NOT";

describe("a row filter", () => {
  for (const filter of [
    "code = 'a'",
    "code <> 'it''s' AND NOT (n > -1 OR amount BETWEEN 1 AND 2.5)",
    "code IN ('a', 'b') AND code NOT LIKE 'a%'",
    "code IS NOT NULL AND n != 2",
    '"open" = true',
    "address.city = 'x'",
  ])
    it(`is taken: ${filter}`, () => {
      assert.deepEqual(filterProblems(filter, columns), []);
    });

  const wrong: [filter: string, problem: string][] = [
    [
      "nocolumn = 1",
      `names "nocolumn", which is no column of this table; use one of amount, code, n, day, open, desk, address`,
    ],
    ["cod = 'a'", 'names "cod", which is no column of this table; did you mean "code"?'],
    ["code = = 1; DROP", '"code = = 1; DROP" is no predicate: expected: an expression, found: ='],
    ["DROP TABLE x", '"DROP TABLE x" is no predicate: expected: end of statement, found: TABLE'],
    ["code = 'a'; DROP TABLE x", `"code = 'a'; DROP TABLE x" is more than a predicate; ${syntax}`],
    ["code = 'a' LIMIT 1", `"code = 'a' LIMIT 1" is more than a predicate; ${syntax}`],
    ["code = 'a' UNION SELECT 1", `"code = 'a' UNION SELECT 1" is more than a predicate; ${syntax}`],
    [
      "code = 'a') OR (n = 1",
      `"code = 'a') OR (n = 1" is no predicate: expected: end of statement, found: )`,
    ],
    ["upper(code) = 'A'", "calls upper(); Lake Formation takes no functions in a row filter"],
    ["code IN (SELECT x FROM y)", "has a query inside; Lake Formation takes none in a row filter"],
    ["EXISTS (SELECT 1)", "has a query inside; Lake Formation takes none in a row filter"],
    ["code = desk", "compares code with the column desk; Lake Formation compares columns with values only"],
    ['code = "a"', "compares code with a, which is no value; write a text in single quotes: 'a'"],
    ["code = 1", "compares code, a string, with 1, which is an integer"],
    ["n = '1'", "compares n, an integer, with '1', which is a string"],
    ["n IN (1, 1.5)", "compares n, an integer, with 1.5, which is a number"],
    ["n LIKE '1%'", "compares n, an integer, with '1%', which is a string"],
    ["code = NULL", "compares code with NULL, which is never true; use IS NULL or IS NOT NULL"],
    ["amount BETWEEN 3 AND 1", "is between 3 and 1, where nothing is; give the smaller first"],
    ["code", "names code without a comparison; write code = true"],
    ['"open"', "names open without a comparison; write open = true"],
    ["TRUE", `has true without a column; ${syntax}`],
    ["1 = n", "does not begin a comparison with a column; write the column first"],
    ["n + 1 = 2", `has the operator Plus, which no row filter may; ${syntax}`],
    ["code ILIKE 'x'", `has ILike, which no row filter may; ${syntax}`],
    [
      "day = '2020-01-01'",
      `names day, a date, which Lake Formation does not compare in a row filter; use one of ${able}`,
    ],
    [
      "address = 'x'",
      `names address, an object, which Lake Formation does not compare in a row filter; use one of ${able}`,
    ],
    [
      "desk IS NULL",
      "asks whether desk is null, which Lake Formation does not answer for a partition column",
    ],
    ["open = true", 'names open, a word of PartiQL; write it in double quotes: "open"'],
    ["code = 'a' -- x", "has a comment; say it in the description"],
  ];
  for (const [filter, problem] of wrong)
    it(`is refused: ${filter}`, () => {
      assert.deepEqual(filterProblems(filter, columns), [problem]);
    });

  it("has less than 2,048 characters", () => {
    assert.deepEqual(filterProblems(`code = '${"a".repeat(2040)}'`, columns), [
      "has 2049 characters; Lake Formation takes fewer than 2048",
    ]);
  });

  it("is no chain that the parser cannot hold", () => {
    assert.deepEqual(filterProblems(`n = ${Array(900).fill("1").join("+")}`, columns), [
      `${JSON.stringify(`n = ${Array(900).fill("1").join("+")}`).slice(0, 59)}… is no predicate: more than 400 operators in one text`,
    ]);
    assert.deepEqual(filterProblems(Array(100).fill("n = 1").join(" OR "), columns), []);
  });

  it("holds any text as a value, and is never more than what it says", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        assert.deepEqual(filterProblems(`code = ${standardString(text)}`, columns), []);
      }),
    );
  });
});
