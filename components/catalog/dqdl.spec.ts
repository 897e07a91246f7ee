import * as assert from "node:assert/strict";

import fc from "fast-check";

import type { ContractColumn } from "./contract";
import { loadContracts } from "./contract-files";
import { rules, ruleset } from "./dqdl";
import { columnChecks } from "./quality-advisories";
import { qualityCheck, type QualityCheck } from "./quality-schema";
import { anyTable, column, table } from "./table-fixtures";
import type { TypeOptions } from "./type-options";

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

  const optionCases: [type: string, options: TypeOptions, ...rules: string[]][] = [
    [
      "number",
      { minimum: 0, maximum: 1.5, exclusiveMinimum: -1, exclusiveMaximum: 1e21, multipleOf: 0.01 },
      'ColumnValues "a" >= 0 where "a IS NOT NULL"',
      'ColumnValues "a" <= 1.5 where "a IS NOT NULL"',
      'ColumnValues "a" > -1 where "a IS NOT NULL"',
      'ColumnValues "a" < 1000000000000000000000 where "a IS NOT NULL"',
      'CustomSql "SELECT COUNT(*) FROM primary WHERE CAST(a AS DECIMAL(38, 12)) % 0.01 <> 0" = 0',
    ],
    [
      "integer",
      { multipleOf: 5, format: "u8" },
      'ColumnValues "a" >= 0 where "a IS NOT NULL"',
      'ColumnValues "a" <= 255 where "a IS NOT NULL"',
      'CustomSql "SELECT COUNT(*) FROM primary WHERE a % 5 <> 0" = 0',
    ],
    ["integer", { format: "i64" }, 'ColumnExists "a"'],
    [
      "string",
      { minLength: 1, maxLength: 9, pattern: '^"\\d"$' },
      'ColumnLength "a" >= 1 where "a IS NOT NULL"',
      'ColumnLength "a" <= 9 where "a IS NOT NULL"',
      'ColumnValues "a" matches "^\\x22\\d\\x22$" where "a IS NOT NULL"',
    ],
    ["string", { minLength: 0, format: "password" }, 'ColumnExists "a"'],
    ["string", { format: "toString" }, 'ColumnExists "a"'],
    [
      "date",
      { minimum: "2020-01-31", format: "yyyy" },
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE a < DATE '2020-01-31'\" = 0",
    ],
    [
      "timestamp",
      { exclusiveMaximum: "2020-01-31T00:00:00Z", timezone: true },
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE a >= TIMESTAMP '2020-01-31T00:00:00Z'\" = 0",
    ],
    [
      "date",
      {
        minimum: "2020-01-31 08:00:00",
        exclusiveMinimum: true,
        maximum: "2021-01-31",
        exclusiveMaximum: false,
      },
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE a <= TIMESTAMP '2020-01-31 08:00:00'\" = 0",
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE a > DATE '2021-01-31'\" = 0",
    ],
    [
      "integer",
      { minimum: 0, exclusiveMinimum: true, maximum: 9, exclusiveMaximum: true },
      'ColumnValues "a" > 0 where "a IS NOT NULL"',
      'ColumnValues "a" < 9 where "a IS NOT NULL"',
    ],
    [
      "array",
      { minItems: 1, maxItems: 2, uniqueItems: true },
      'CustomSql "SELECT COUNT(*) FROM primary WHERE a IS NOT NULL AND size(a) < 1" = 0',
      'CustomSql "SELECT COUNT(*) FROM primary WHERE a IS NOT NULL AND size(a) > 2" = 0',
      'CustomSql "SELECT COUNT(*) FROM primary WHERE a IS NOT NULL AND size(array_distinct(a)) < size(a)" = 0',
    ],
    [
      "object",
      { required: ["city"], minProperties: 1 },
      'CustomSql "SELECT COUNT(*) FROM primary WHERE a IS NOT NULL AND a.city IS NULL" = 0',
    ],
  ];
  for (const [logicalType, options, ...expected] of optionCases) {
    it(`has rules for the options of ${logicalType}: ${JSON.stringify(options)}`, () => {
      assert.deepEqual(rules(table([column("a", { logicalType, options })])), expected);
    });
  }

  it("counts in SQL what fields inside a column are asked for, which DQDL cannot name", () => {
    const city = {
      logicalType: "string",
      logicalTypeOptions: { maxLength: 9, pattern: "^[A-Z]" },
      required: true,
      unique: true,
      quality: [check({ metric: "invalidValues", mustBe: 0, arguments: { validValues: ["A", "it's"] } })],
    };
    const properties = [{ name: "city", ...city }];
    const inList = { name: "old", logicalType: "array", items: { logicalType: "object", properties } };
    const address = { name: "address", logicalType: "object", properties: [...properties, inList] };
    assert.deepEqual(rules(table([column("address", columnChecks(address))])), [
      'CustomSql "SELECT COUNT(*) FROM primary WHERE address IS NOT NULL AND address.city IS NULL" = 0',
      'CustomSql "SELECT COUNT(address.city) - COUNT(DISTINCT address.city) FROM primary" = 0',
      'CustomSql "SELECT COUNT(*) FROM primary WHERE length(address.city) > 9" = 0',
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE NOT address.city RLIKE '^[A-Z]'\" = 0",
      String.raw`CustomSql "SELECT COUNT(*) FROM primary WHERE address.city NOT IN ('A', 'it\'s')" = 0`,
    ]);
  });

  it("compares a measure as often as 3.0 lets it be, and not at all what is compared with nothing", () => {
    const given = { rule: "rowCount", mustBeGreaterThan: 5, mustBeLessThan: 9 };
    assert.deepEqual(onTable(given), ["RowCount > 5", "RowCount < 9"]);
    assert.deepEqual(onTable({ rule: "rowCount" }), ['ColumnExists "price"']);
    assert.deepEqual(onTable({ rule: "constructor", mustBe: 0 }), ['ColumnExists "price"']);
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
      'CustomSql "SELECT COALESCE(100.0 * COUNT(CASE WHEN price IS NULL THEN 1 END) / NULLIF(COUNT(*), 0), 0) FROM primary" <= 5',
    ],
    [
      "blanks",
      { metric: "missingValues", mustBe: 0 },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price IS NULL OR CAST(price AS string) IN ('')" = 0`,
    ],
    [
      "a closed set",
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a", 'b"c', "d\\e"] } },
      String.raw`ColumnValues "price" in ["a", "b\"c", "d\\e"] where "price IS NOT NULL"`,
    ],
    ["no nulls, as 3.0 asks", { rule: "nullCheck" }, 'IsComplete "price"'],
    ["no duplicates, as 3.0 asks", { type: "library", rule: "uniqueCheck" }, 'IsUnique "price"'],
    [
      "a closed set, as 3.0 has it",
      { rule: "validValues", validValues: [1, 2] },
      'ColumnValues "price" in [1, 2] where "price IS NOT NULL"',
    ],
    [
      "values that count as missing",
      { metric: "missingValues", mustBeLessThan: 100, arguments: { missingValues: [null, "", "N/A", 0] } },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price IS NULL OR CAST(price AS string) IN ('', 'N/A', '0')" < 100`,
    ],
    [
      "a closed set that looks like days, which DQDL would not read as texts",
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a", "2020-01-31", null] } },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price NOT IN ('a', '2020-01-31')" = 0`,
    ],
    [
      "a closed set and a pattern",
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a"], pattern: "b" } },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE (price NOT IN ('a')) OR (NOT price RLIKE 'b')" = 0`,
    ],
    [
      "a pattern",
      { metric: "invalidValues", mustBe: 0, arguments: { pattern: "^[A-Z]+$" } },
      'ColumnValues "price" matches "^[A-Z]+$" where "price IS NOT NULL"',
    ],
    [
      "few values outside a set",
      { metric: "invalidValues", mustBeLessThan: 3, arguments: { validValues: ["it's"] } },
      `CustomSql "SELECT COUNT(*) FROM primary WHERE price NOT IN ('it\\'s')" < 3`,
    ],
    [
      "few values off a pattern",
      { metric: "invalidValues", unit: "percent", mustBeLessThan: 1, arguments: { pattern: "^x" } },
      `CustomSql "SELECT COALESCE(100.0 * COUNT(CASE WHEN NOT price RLIKE '^x' THEN 1 END) / NULLIF(COUNT(*), 0), 0) FROM primary" < 1`,
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

  it("compares what is no number by asking whether it is so", () => {
    const query = "SELECT COUNT(*) > 0 FROM {object}";
    assert.deepEqual(onTable({ type: "sql", query, mustBe: true }), [
      'CustomSql "SELECT CASE WHEN (SELECT COUNT(*) > 0 FROM primary) <=> true THEN 1 ELSE 0 END" = 1',
    ]);
    assert.deepEqual(
      onColumn({ type: "sql", query: "SELECT MIN({property}) FROM {object}", mustNotBe: "x" }),
      ["CustomSql \"SELECT CASE WHEN (SELECT MIN(price) FROM primary) <=> 'x' THEN 1 ELSE 0 END\" = 0"],
    );
  });

  it("makes no rule of what is not run", () => {
    for (const given of [
      { type: "text" },
      { type: "custom", engine: "soda", implementation: "x" },
      { rule: "freshness" },
    ])
      assert.deepEqual(onColumn(given), ['ColumnExists "price"']);
  });

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
      'CustomSql "SELECT COUNT(CASE WHEN a IS NOT NULL AND b IS NOT NULL THEN 1 END) - COUNT(DISTINCT a, b) FROM primary" = 0',
    ],
    [
      "a share of duplicates",
      { metric: "duplicateValues", unit: "percent", mustBeLessThan: 2, arguments: { properties: ["a"] } },
      'CustomSql "SELECT COALESCE(100.0 * (COUNT(CASE WHEN a IS NOT NULL THEN 1 END) - COUNT(DISTINCT a)) / NULLIF(COUNT(*), 0), 0) FROM primary" < 2',
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
