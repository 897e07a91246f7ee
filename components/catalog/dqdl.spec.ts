import * as assert from "node:assert/strict";

import fc from "fast-check";

import type { ContractColumn } from "./contract";
import { loadContracts } from "./contract-files";
import { rules, ruleset } from "./dqdl";
import { qualityCheck, type QualityCheck } from "./quality-schema";
import { anyTable, column, table } from "./table-fixtures";

const check = (given: object): QualityCheck => qualityCheck.parse(given);
const onColumn = (given: object, also: Partial<ContractColumn> = {}): string[] =>
  rules(table([column("price", { ...also, quality: [check(given)] })]));
const onTable = (given: object): string[] => rules(table([column("price")], { quality: [check(given)] }));

describe("ruleset", () => {
  it("writes one rule a line", () => {
    assert.equal(
      ruleset(table([column("id", { required: true, unique: true })])),
      'Rules = [\n  IsComplete "id",\n  IsUnique "id"\n]',
    );
  });

  it("is never empty, which Glue would refuse", () => {
    assert.deepEqual(rules(table([column("id")])), ['ColumnExists "id"']);
  });

  it("checks keys together", () => {
    const key = { primaryKey: true };
    assert.deepEqual(rules(table([column("a", key), column("b"), column("c", key)])), [
      'IsPrimaryKey "a" "c"',
    ]);
  });

  it("checks bounds, where the column is filled", () => {
    assert.deepEqual(
      rules(table([column("a", { minimum: 0, maximum: 1.5, maxLength: 9, pattern: '^"x"$' })])),
      [
        'ColumnValues "a" >= 0 where "a IS NOT NULL"',
        'ColumnValues "a" <= 1.5 where "a IS NOT NULL"',
        'ColumnLength "a" <= 9 where "a IS NOT NULL"',
        'ColumnValues "a" matches "^\\"x\\"$" where "a IS NOT NULL"',
      ],
    );
  });

  it("wants one fresh row, and does not blame history", () => {
    assert.deepEqual(rules(table([column("at")], { freshness: { column: "at", minutes: 90 } })), [
      'CustomSql "SELECT COUNT(*) FROM primary WHERE at >= current_timestamp() - INTERVAL 90 MINUTES" > 0',
    ]);
  });

  const columnCases: [title: string, given: object, rule: string][] = [
    ["no nulls", { metric: "nullValues", mustBe: 0 }, 'IsComplete "price"'],
    ["no duplicates", { metric: "duplicateValues", mustBe: 0 }, 'IsUnique "price"'],
    [
      "some nulls",
      { metric: "nullValues", mustBeLessThan: 10 },
      'CustomSql "SELECT COUNT(*) FROM primary WHERE price IS NULL" < 10',
    ],
    [
      "a share of nulls",
      { metric: "nullValues", unit: "percent", mustBeLessOrEqualTo: 5 },
      'CustomSql "SELECT 100.0 * COUNT(CASE WHEN price IS NULL THEN 1 END) / COUNT(*) FROM primary" <= 5',
    ],
    [
      "blanks",
      { metric: "missingValues", mustBe: 0 },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price IS NULL OR CAST(price AS string) = ''" = 0`,
    ],
    [
      "a closed set",
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a", 'b"c', 3] } },
      'ColumnValues "price" in ["a", "b\\"c", 3] where "price IS NOT NULL"',
    ],
    [
      "a pattern",
      { metric: "invalidValues", mustBe: 0, arguments: { pattern: "^[A-Z]+$" } },
      'ColumnValues "price" matches "^[A-Z]+$" where "price IS NOT NULL"',
    ],
    [
      "few values outside a set",
      { metric: "invalidValues", mustBeLessThan: 3, arguments: { validValues: ["it's"] } },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price NOT IN ('it''s')" < 3`,
    ],
    [
      "few values off a pattern",
      { metric: "invalidValues", unit: "percent", mustBeLessThan: 1, arguments: { pattern: "^x" } },
      `CustomSql "SELECT 100.0 * COUNT(CASE WHEN NOT price RLIKE '^x' THEN 1 END) / COUNT(*) FROM primary" < 1`,
    ],
    [
      "a query of its own",
      { type: "sql", query: "SELECT MAX(${column})\n  FROM ${table}", mustNotBe: 7 },
      'CustomSql "SELECT MAX(price) FROM primary" != 7',
    ],
  ];
  for (const [title, given, rule] of columnCases) {
    it(`compiles a column's check for ${title}`, () => {
      assert.deepEqual(onColumn(given), [rule]);
    });
  }

  it("needs no exception for null where the column is required", () => {
    const given = { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a"] } };
    assert.deepEqual(onColumn(given, { required: true }), [
      'IsComplete "price"',
      'ColumnValues "price" in ["a"]',
    ]);
  });

  const tableCases: [title: string, given: object, rule: string][] = [
    ["rows", { metric: "rowCount", mustBeGreaterOrEqualTo: 1 }, "RowCount >= 1"],
    [
      "a range, ends included",
      { metric: "rowCount", mustBeBetween: [10, 20] },
      "(RowCount >= 10) and (RowCount <= 20)",
    ],
    [
      "a forbidden range",
      { metric: "rowCount", mustNotBeBetween: [10, 20] },
      "(RowCount < 10) or (RowCount > 20)",
    ],
    [
      "duplicates over several columns",
      { metric: "duplicateValues", mustBe: 0, arguments: { properties: ["a", "b"] } },
      'CustomSql "SELECT total - kept FROM (SELECT COUNT(*) AS total, COUNT(DISTINCT a, b) AS kept FROM primary)" = 0',
    ],
    [
      "a share of duplicates",
      { metric: "duplicateValues", unit: "percent", mustBeLessThan: 2, arguments: { properties: ["a"] } },
      'CustomSql "SELECT 100.0 * (total - kept) / total FROM (SELECT COUNT(*) AS total, COUNT(DISTINCT a) AS kept FROM primary)" < 2',
    ],
  ];
  for (const [title, given, rule] of tableCases) {
    it(`compiles a table's check for ${title}`, () => {
      assert.deepEqual(onTable(given), [rule]);
    });
  }

  it("has well-formed, distinct rules for any table and every contract", () => {
    const wellFormed = (rule: string): void => {
      const unescaped = rule.replaceAll('\\"', "");
      assert.equal((unescaped.match(/"/g)?.length ?? 0) % 2, 0, rule);
      assert.doesNotMatch(rule, /undefined|NaN|\n|\$\{/);
    };
    fc.assert(
      fc.property(anyTable, (any) => {
        const all = rules(any);
        assert.ok(all.length > 0);
        assert.equal(new Set(all).size, all.length);
        all.forEach(wellFormed);
        for (const { name } of any.columns.filter(({ required }) => required)) {
          assert.ok(all.includes(`IsComplete "${name}"`));
        }
      }),
    );
    for (const each of loadContracts("contracts").flatMap(({ tables }) => tables))
      rules(each).forEach(wellFormed);
  });
});
