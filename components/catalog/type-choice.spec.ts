import * as assert from "node:assert/strict";

import { glueText, icebergJson, icebergText, logicalTypes, type LogicalType } from "./column-types";
import { physicalType } from "./physical-types";
import { chooseType } from "./type-choice";

type Options = { format?: string; timezone?: boolean };

/** The Iceberg type and what was replaced, or the mistake. */
function chosen(logicalType?: LogicalType, written?: string, options: Options = {}): string {
  const choice = chooseType({ logicalType, physicalType: written, logicalTypeOptions: options });
  if ("message" in choice) return `${choice.path.join(".")}: ${choice.message}`;
  return `${icebergText(choice.type)}${choice.replaced === undefined ? "" : ` for ${choice.replaced}`}`;
}

describe("chooseType", () => {
  it("has a default for every logical type", () => {
    assert.deepEqual(
      logicalTypes.map((type) => chosen(type)),
      ["string", "date", "timestamptz", "string", "long", "double", "boolean", "string", "string"],
    );
  });

  it("takes Iceberg's own words where they fit, and decimals within 38 digits in one spelling", () => {
    assert.equal(chosen("timestamp", "timestamp"), "timestamp");
    assert.equal(chosen("integer", "int"), "int");
    assert.equal(chosen("number", "decimal(18,2)"), "decimal(18, 2)");
    const allowed = "use double (default), float or decimal(precision, scale) up to 38";
    for (const wrong of ["decimal(39, 2)", "decimal(0, 0)", "decimal(4, 5)", "decimal(x)"])
      assert.equal(chosen("number", wrong), `physicalType: "${wrong}" does not fit number; ${allowed}`);
    assert.equal(chosen("string", "long"), 'physicalType: "long" does not fit string; use string');
    assert.equal(
      chosen("integer", "decimal(4, 2)"),
      'physicalType: "decimal(4, 2)" does not fit integer; use long (default) or int',
    );
  });

  it("narrows the type by the options that say more", () => {
    assert.equal(chosen("timestamp", undefined, { timezone: false }), "timestamp");
    assert.equal(chosen("timestamp", undefined, { timezone: true }), "timestamptz");
    const ofInteger = { i8: "int", i16: "int", i32: "int", i64: "long", u8: "int", u16: "int", u32: "long" };
    for (const [format, type] of Object.entries(ofInteger))
      assert.equal(chosen("integer", undefined, { format }), type, format);
    assert.equal(chosen("integer", undefined, { format: "u64" }), "decimal(20, 0)");
    assert.equal(chosen("number", undefined, { format: "f32" }), "float");
    assert.equal(chosen("string", undefined, { format: "email" }), "string");
    assert.equal(
      chosen("integer", undefined, { format: "i128" }),
      'logicalTypeOptions.format: "i128" is no integer that a table holds; use one of i8, i16, i32, i64, u8, u16, u32, u64, or leave it out and use physicalType decimal(38, 0)',
    );
    assert.equal(
      chosen("number", undefined, { format: "i32" }),
      'logicalTypeOptions.format: "i32" is no number that a table holds; use one of f32, f64',
    );
  });

  it("takes what other databases say where it fits, and says what it replaced", () => {
    const read: Readonly<Record<string, readonly [LogicalType, string]>> = {
      "VARCHAR(20)": ["string", "string for VARCHAR(20)"],
      "character varying(8)": ["string", "string for character varying(8)"],
      BYTES: ["string", "binary for BYTES"],
      INTEGER: ["integer", "int for INTEGER"],
      BIGINT: ["integer", "long for BIGINT"],
      "NUMBER(10)": ["integer", "decimal(10, 0) for NUMBER(10)"],
      "NUMERIC(12,4)": ["number", "decimal(12, 4) for NUMERIC(12,4)"],
      "double precision": ["number", "double for double precision"],
      "timestamp without time zone": ["timestamp", "timestamp for timestamp without time zone"],
      "timestamp(6) with time zone": ["timestamp", "timestamptz for timestamp(6) with time zone"],
      TIMESTAMP: ["timestamp", "timestamptz for TIMESTAMP"],
      DATETIME: ["date", "timestamp for DATETIME"],
      STRING: ["date", "date for STRING"],
      GEOGRAPHY: ["string", "string for GEOGRAPHY"],
      Double: ["number", "double"],
    };
    for (const [written, [logical, expected]] of Object.entries(read))
      assert.equal(chosen(logical, written), expected, written);
  });

  it("finds the logical type by the physical one where it is not said", () => {
    assert.equal(chosen(undefined, "varchar(3)"), "string for varchar(3)");
    assert.equal(chosen(undefined, "bigint"), "long for bigint");
    const known = logicalTypes.join(", ");
    assert.equal(chosen(), `logicalType: is missing; use one of ${known}`);
    assert.equal(
      chosen(undefined, "geography"),
      `logicalType: is missing, and "geography" says none; use one of ${known}`,
    );
  });

  it("reads nested types as Hive writes them", () => {
    assert.equal(chosen("array", "array<int>"), "list<int> for array<int>");
    assert.equal(
      chosen("object", "map<string, struct<a:bigint, b:array<decimal(4,2)>>>"),
      "map<string, struct<a: long, b: list<decimal(4, 2)>>> for map<string, struct<a:bigint, b:array<decimal(4,2)>>>",
    );
    for (const wrong of ["map<string>", "array<nothing>", "struct<a b c>", "set<int>", "array<int", "<<>>"])
      assert.equal(physicalType(wrong), undefined, wrong);
  });

  it("knows the length of a text", () => {
    assert.deepEqual(
      chooseType({ logicalType: "string", physicalType: "varchar(20)", logicalTypeOptions: {} }),
      {
        logical: "string",
        type: "string",
        length: 20,
        replaced: "varchar(20)",
      },
    );
    assert.equal(physicalType("varchar(max)")?.length, undefined);
  });
});

describe("nested types", () => {
  const type = {
    kind: "struct",
    fields: [
      { name: "code", description: "Code.", type: "long", required: true },
      {
        name: "lines",
        description: "",
        type: {
          kind: "list",
          element: { kind: "map", key: "string", value: "decimal(4, 2)" },
          required: false,
        },
        required: false,
      },
    ],
  } as const;

  it("are text for people and for the Glue catalog", () => {
    assert.equal(icebergText(type), "struct<code: long, lines: list<map<string, decimal(4, 2)>>>");
    assert.equal(glueText(type), "struct<code:bigint,lines:array<map<string,decimal(4,2)>>>");
  });

  it("are documents with an id for each part in Iceberg's metadata", () => {
    let last = 10;
    assert.deepEqual(
      icebergJson(type, () => (last += 1)),
      {
        type: "struct",
        fields: [
          { id: 11, name: "code", required: true, type: "long", doc: "Code." },
          {
            id: 12,
            name: "lines",
            required: false,
            type: {
              type: "list",
              "element-id": 13,
              "element-required": false,
              element: {
                type: "map",
                "key-id": 14,
                key: "string",
                "value-id": 15,
                "value-required": false,
                value: "decimal(4, 2)",
              },
            },
          },
        ],
      },
    );
  });
});
