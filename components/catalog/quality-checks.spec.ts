import * as assert from "node:assert/strict";

import { pathText } from "../errors/key-path";
import type { CheckedColumn } from "./checked-table";
import { checkMistakes } from "./quality-checks";
import { qualityCheck } from "./quality-schema";

const parsed = (checks: readonly object[]) => checks.map((check) => qualityCheck.parse(check));
const issues = (found: readonly { path: readonly (string | number)[]; message: string }[]) =>
  found.map(({ path, message }) => `${pathText(path)}: ${message}`);

/** What is wrong with a column `price` of a table `trades`, and with the table. */
const ofColumn = (column: CheckedColumn & { checks?: object[] }, table: object[] = []) => {
  const { checks = [], ...given } = column;
  return issues(
    checkMistakes({
      name: "trades",
      quality: parsed(table),
      properties: [{ name: "price", logicalType: "string", quality: parsed(checks), ...given }],
    }),
  );
};
const options = (logicalType: string, logicalTypeOptions: CheckedColumn["logicalTypeOptions"]) =>
  ofColumn({ logicalType, logicalTypeOptions: logicalTypeOptions ?? {} }).map((text) =>
    text.replace("properties[0].logicalTypeOptions.", ""),
  );
const check = (given: object, logicalType = "string") =>
  ofColumn({ logicalType, checks: [given] }).map((text) => text.replace("properties[0].quality[0].", ""));

describe("options of a column", () => {
  const wrong: [
    type: string,
    options: NonNullable<CheckedColumn["logicalTypeOptions"]>,
    ...issues: string[],
  ][] = [
    [
      "integer",
      { minLength: 3 },
      'minLength: "minLength" is no option of an integer; use multipleOf, minimum, maximum, exclusiveMinimum, exclusiveMaximum, format',
    ],
    ["boolean", { format: "x" }, 'format: "format" is no option of a boolean; it has none'],
    [
      "integer",
      { format: "i33" },
      'format: "i33" is no format of an integer; use one of i8, i16, i32, i64, i128, u8, u16, u32, u64, u128',
    ],
    ["number", { format: "i32" }, 'format: "i32" is no format of a number; use one of f32, f64'],
    [
      "number",
      { minimum: 10, maximum: 1 },
      "maximum: 1 leaves no value beside the minimum 10; make it larger",
    ],
    [
      "number",
      { exclusiveMinimum: 1, maximum: 1 },
      "maximum: 1 leaves no value beside the exclusiveMinimum 1; make it larger",
    ],
    [
      "string",
      { minLength: 5, maxLength: 4 },
      "maxLength: 4 leaves no value beside the minLength 5; make it larger",
    ],
    [
      "string",
      { pattern: "^[A-Z[0-9]$" },
      'pattern: "^[A-Z[0-9]$" is no pattern of Java, which runs it: a [ inside [ ] opens another class; write \\[',
    ],
    [
      "number",
      { minimum: 1, exclusiveMinimum: true, maximum: 1 },
      "maximum: 1 leaves no value beside the minimum 1; make it larger",
    ],
    ["number", { minimum: "5" }, 'minimum: "5" is not a number, and the column is a number'],
    ["date", { minimum: 5 }, "minimum: 5 is not a date such as 2020-01-31, and the column is a date"],
    [
      "date",
      { maximum: "2023-02-30" },
      'maximum: "2023-02-30" is not a date such as 2020-01-31, and the column is a date',
    ],
    [
      "timestamp",
      { minimum: "2024-01-01T00:00:00Z", maximum: "2023-01-01T00:00:00Z" },
      'maximum: "2023-01-01T00:00:00Z" leaves no value beside the minimum "2024-01-01T00:00:00Z"; make it larger',
    ],
    [
      "time",
      { minimum: "25:00" },
      'minimum: "25:00" is not a time such as 08:30:00, and the column is a time',
    ],
    [
      "array",
      { minItems: 2, maxItems: 1 },
      "maxItems: 1 leaves no value beside the minItems 2; make it larger",
    ],
  ];
  for (const [type, given, ...expected] of wrong)
    it(`are refused: ${type} ${JSON.stringify(given)}`, () => {
      assert.deepEqual(options(type, given), expected);
    });

  it("fit their types, and are free where the type is not said", () => {
    assert.deepEqual(
      options("string", { minLength: 1, maxLength: 1, pattern: "^a$", format: "anything" }),
      [],
    );
    assert.deepEqual(
      options("timestamp", { minimum: "2024-01-01T00:00:00Z", timezone: false, format: "yyyy" }),
      [],
    );
    assert.deepEqual(
      options("date", {
        minimum: "2024-01-01 00:00:00",
        maximum: "2024-01-01 00:00:00",
        exclusiveMinimum: false,
      }),
      [],
    );
    assert.deepEqual(
      options("integer", { multipleOf: 5, exclusiveMinimum: 0, maximum: 9, format: "u8" }),
      [],
    );
    assert.deepEqual(
      issues(
        checkMistakes({
          name: "t",
          properties: [{ name: "a", logicalTypeOptions: { minItems: 1, minimum: 2 } }],
        }),
      ),
      [],
    );
  });

  it("require fields that an object has", () => {
    const object = { logicalType: "object", properties: [{ name: "city", logicalType: "string" }] };
    assert.deepEqual(ofColumn({ ...object, logicalTypeOptions: { required: ["city", "town"] } }), [
      'properties[0].logicalTypeOptions.required[1]: names "town", which is no field of it; use one of city',
    ]);
  });
});

describe("what 3.1 asks of a check, and 3.0 does not", () => {
  const operators =
    "mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo, mustBeBetween, mustNotBeBetween";
  const wrong: [check: object, ...issues: string[]][] = [
    [{ metric: "rowCount" }, `quality[0]: has no comparison; give one of ${operators}`],
    [{ type: "sql", query: "SELECT 1" }, `quality[0]: has no comparison; give one of ${operators}`],
    [
      { metric: "rowCount", mustBe: 1, mustNotBe: 2 },
      `quality[0]: has mustBe and mustNotBe; give one of ${operators}`,
    ],
    [
      { type: "text", description: "x", mustBe: 1 },
      "quality[0].mustBe: does not belong to a check of type text, which nothing compares; remove it",
    ],
    [
      { type: "sql", rule: "rowCount", query: "SELECT 1", mustBe: 1 },
      "quality[0].rule: does not belong to a check of type sql; remove it or the query",
    ],
    [{ rule: "countCheck" }],
  ];
  for (const [given, ...expected] of wrong)
    it(`is ${JSON.stringify(given)}`, () => {
      const table = { name: "t", quality: parsed([given]) };
      assert.deepEqual(issues(checkMistakes(table)), expected);
      assert.deepEqual(checkMistakes(table, { isStrict: false }), []);
    });
});

describe("checks of a column", () => {
  const wrong: [check: object, type: string, ...issues: string[]][] = [
    [{ metric: "nullValues", mustBe: -1 }, "string", "mustBe: -1 is no number of rows; use 0 or more"],
    [
      { metric: "nullValues", mustBeLessThan: 0 },
      "string",
      "mustBeLessThan: 0 is never reached, because nothing counts less; use mustBe: 0",
    ],
    [
      { metric: "nullValues", unit: "percent", mustBeLessThan: 101 },
      "string",
      "mustBeLessThan: 101 is no share in percent; use 0 to 100",
    ],
    [
      { metric: "nullValues", mustBeBetween: [10, 1] },
      "string",
      "mustBeBetween: [10,1] holds nothing; give the smaller number first: [1, 10]",
    ],
    [
      { metric: "nullValues", mustNotBeBetween: [1, 1] },
      "string",
      "mustNotBeBetween: [1,1] is one number; use mustNotBe: 1",
    ],
    [
      { metric: "nullValues", mustBe: "none" },
      "string",
      'mustBe: "none" is no number, and nullValues counts; give a number',
    ],
    [
      { metric: "rowCount", mustBe: 1 },
      "string",
      'metric: "rowCount" counts rows of the table; move it to the quality of the table',
    ],
    [
      { metric: "invalidValues", mustBe: 0 },
      "string",
      "arguments: must say what is valid; give validValues or pattern",
    ],
    [
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: ["a", 1] } },
      "string",
      'arguments.validValues[1]: 1 is no value of the column, which is a string; put it in quotes: "1"',
    ],
    [
      { metric: "invalidValues", mustBe: 0, arguments: { validValues: [1, "x", null, 1.5] } },
      "integer",
      'arguments.validValues[1]: "x" is no value of the column, which is an integer',
      "arguments.validValues[3]: 1.5 is no value of the column, which is an integer",
    ],
    [
      { metric: "invalidValues", mustBe: 0, arguments: { pattern: "(" } },
      "string",
      'arguments.pattern: "(" is no pattern: unterminated group',
    ],
    [
      { metric: "invalidValues", mustBe: 0, arguments: { pattern: "a" } },
      "integer",
      "arguments.pattern: is for texts, and the column is an integer; use validValues or a query",
    ],
    [
      { rule: "validValues", validValues: [true] },
      "string",
      'validValues[0]: true is no value of the column, which is a string; put it in quotes: "true"',
    ],
    [
      { type: "sql", query: "SELECT MAX(prize) FROM {object}", mustBe: 0 },
      "string",
      'query: names "prize", which is no column of this table; did you mean "price"?',
    ],
  ];
  for (const [given, type, ...expected] of wrong)
    it(`are refused: ${JSON.stringify(given)} of ${type}`, () => {
      assert.deepEqual(check(given, type), expected);
    });

  it("of a table need a metric of tables, and columns that are there", () => {
    assert.deepEqual(
      ofColumn({}, [
        { metric: "nullValues", mustBe: 0 },
        { metric: "duplicateValues", mustBe: 0, arguments: { properties: ["price", "pric"] } },
        { metric: "rowCount", unit: "percent", mustBe: 100 },
        { type: "sql", query: "SELECT MAX({property}) FROM {object}", mustBe: 0 },
      ]),
      [
        'quality[0].metric: "nullValues" needs a column; move it to one, or use rowCount or duplicateValues with properties',
        'quality[1].arguments.properties[1]: names "pric", which is no column of this table; did you mean "price"?',
        'quality[2].unit: "percent" of all rows are always 100; remove the unit',
        "quality[3].query: has {property}, but the check is of the table; move it to a column, or name the column",
      ],
    );
  });

  it("stand at fields inside columns too", () => {
    const properties = [
      { name: "city", logicalType: "integer", quality: parsed([{ metric: "nullValues", mustBe: -1 }]) },
    ];
    assert.deepEqual(ofColumn({ logicalType: "object", properties }), [
      "properties[0].properties[0].quality[0].mustBe: -1 is no number of rows; use 0 or more",
    ]);
    assert.deepEqual(ofColumn({ logicalType: "array", items: { logicalType: "object", properties } }), [
      "properties[0].items.properties[0].quality[0].mustBe: -1 is no number of rows; use 0 or more",
    ]);
  });
});
