import * as assert from "node:assert/strict";

import type { SqlColumn } from "./columns";
import { compiledQuery, queryProblems } from "./select";

const columns: SqlColumn[] = [
  { name: "amount", type: "number" },
  { name: "code", type: "string" },
  { name: "tags", type: "array" },
  { name: "address", type: "object", fields: [{ name: "city", type: "string" }] },
];
const subject = { table: "orders", column: "amount" };

describe("a contract's query", () => {
  const right: [query: string, compiled: string][] = [
    ["SELECT COUNT(*) FROM {object} WHERE {property} < 0", "SELECT COUNT(*) FROM primary WHERE amount < 0"],
    [
      "SELECT COUNT(*) FROM ${object} WHERE ${property} < 0;",
      "SELECT COUNT(*) FROM primary WHERE amount < 0",
    ],
    ["SELECT MAX(${column})\n  FROM ${table}", "SELECT MAX(amount) FROM primary"],
    ["SELECT COUNT({field}) FROM {schema}.{model}", "SELECT COUNT(amount) FROM primary"],
    ['SELECT COUNT("{column}") FROM "{table}"', "SELECT COUNT(amount) FROM primary"],
    [
      "SELECT COUNT(*) FROM orders o WHERE o.amount < 0 AND orders.code = 'orders.x'",
      "SELECT COUNT(*) FROM primary o WHERE o.amount < 0 AND primary.code = 'orders.x'",
    ],
    [
      "SELECT COUNT(*) FROM {object} WHERE code RLIKE '^\\\\w{3}$' -- ok",
      "SELECT COUNT(*) FROM primary WHERE code RLIKE '^\\\\w{3}$'",
    ],
    [
      "WITH c AS (SELECT code AS k, COUNT(*) AS n FROM {object} GROUP BY code) SELECT MAX(n) FROM c WHERE c.k = 'a'",
      "WITH c AS (SELECT code AS k, COUNT(*) AS n FROM primary GROUP BY code) SELECT MAX(n) FROM c WHERE c.k = 'a'",
    ],
    [
      "SELECT COUNT(*) FROM {object} LATERAL VIEW explode(tags) t AS tag WHERE tag = address.city",
      "SELECT COUNT(*) FROM primary LATERAL VIEW explode(tags) t AS tag WHERE tag = address.city",
    ],
    [
      "SELECT COUNT(*) FROM {object} WHERE size(filter(tags, (t, i) -> t = code AND i > 0)) > 0 AND tags[0] IS NULL",
      "SELECT COUNT(*) FROM primary WHERE size(filter(tags, (t, i) -> t = code AND i > 0)) > 0 AND tags[0] IS NULL",
    ],
  ];
  for (const [query, compiled] of right)
    it(`is taken: ${query}`, () => {
      assert.deepEqual(queryProblems(query, subject, columns), []);
      assert.equal(compiledQuery(query, subject), compiled);
    });

  const wrong: [query: string, ...problems: string[]][] = [
    ["DROP TABLE {table}", "is a statement DROP, not a query; write one SELECT"],
    ["DELETE FROM {table}", "is a statement DELETE, not a query; write one SELECT"],
    ["SELECT 1 FROM {table}; DROP TABLE x", "has 2 statements; write one SELECT"],
    ["SELECT 1 FROM {table} UNION SELECT 2", "is not one SELECT; put what it combines into one, FROM (…)"],
    ["SELECT amount, code FROM {table}", "does not select one value; a check compares exactly one"],
    ["SELECT * FROM {table}", "does not select one value; a check compares exactly one"],
    [
      "SELECT COUNT(*) FROM {table} GROUP BY code",
      "returns a row for each group; count them in a SELECT around it",
    ],
    [
      "SELECT COUNT(*) FROM corebanking.balances",
      'reads "corebanking.balances", which is not the table of the check; use {object} for orders',
    ],
    [
      "SELECT COUNT(*) FROM {table} WHERE code IN (SELECT id FROM balances)",
      'reads "balances", which is not the table of the check; use {object} for orders',
      'names "id", which is no column of this table; use one of amount, code, tags, address',
    ],
    [
      "SELECT COUNT(*) FROM parquet.`s3://x/`",
      'reads "parquet.s3://x/", which is not the table of the check; use {object} for orders',
    ],
    ["SELECT COUNT(*) FROM range(3)", "reads from the function range(); use {object} for the table"],
    [
      "SELECT COUNT(*) FROM {table} t WHERE amont < 0 AND primary.cod = 'a'",
      'names "amont", which is no column of this table; did you mean "amount"?',
      'names "cod", which is no column of this table; did you mean "code"?',
    ],
    [
      "SELECT COUNT(address.town) FROM {table} WHERE tags.a = 1",
      'names "address.town", but address has no field "town"; use one of city',
      'names "tags.a", but tags is an array and has no fields',
    ],
    [
      "SELECT COUNT(*) FROM {tabel}",
      'has the placeholder "{tabel}", which nothing fills; use one of {table}, {object}, {model}, {column}, {property}, {field}',
    ],
    ["SELECT COUNT(* FROM {table}", "is not SQL that Spark runs: expected: ), found: FROM"],
    [
      "SELECT reflect('java.lang.System', 'exit') FROM {table}",
      "calls reflect(), which runs code that is not in the query; remove it",
    ],
  ];
  for (const [query, ...problems] of wrong)
    it(`is refused: ${query}`, () => {
      assert.deepEqual(queryProblems(query, subject, columns), problems);
    });

  it("has a column's placeholder only at a column", () => {
    assert.deepEqual(queryProblems("SELECT MAX({property}) FROM {object}", { table: "orders" }, columns), [
      "has {property}, but the check is of the table; move it to a column, or name the column",
    ]);
  });
});
