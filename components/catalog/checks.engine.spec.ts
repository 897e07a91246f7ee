import * as assert from "node:assert/strict";

import { asSpark, parseRulesets } from "../../tools/testing/engines/dqdl";
import { Engines } from "../../tools/testing/engines/engines";
import { enginesRefusal } from "../../tools/testing/engines/install";
import { primaryOf } from "../../tools/testing/engines/rows";
import type { ContractColumn } from "./contract";
import { loadContracts } from "./contract-files";
import { rules, ruleset } from "./dqdl";
import { columnChecks } from "./quality-advisories";
import { qualityCheck } from "./quality-schema";
import { column, table } from "./table-fixtures";
import type { TypeOptions } from "./type-options";

/** A column `a`, the values that keep its rule, and those of which each breaks it alone. */
interface Probe {
  readonly title: string;
  readonly column: ContractColumn;
  readonly good: readonly string[];
  readonly bad: readonly (readonly string[])[];
}

/** @param type the logical type and Spark's, e.g. `integer bigint` */
function ofOptions(type: string, options: TypeOptions, good: string[], bad: string[]): Probe {
  const [, logicalType = "", glueType = "string"] = /^(\w+)(?: (.+))?$/.exec(type) ?? [];
  return {
    title: `the options of ${type} ${JSON.stringify(options)}`,
    column: column("a", { logicalType, glueType, options }),
    good: [...good, "NULL"],
    bad: bad.map((value) => [...good, value]),
  };
}

const ofCheck = (check: object, good: string[], ...bad: string[][]): Probe => ({
  title: `the check ${JSON.stringify(check)}`,
  column: column("a", { quality: [qualityCheck.parse(check)] }),
  good,
  bad,
});

const text = (...values: string[]) => values.map((value) => `'${value}'`);
const address = columnChecks({
  name: "a",
  logicalType: "object",
  logicalTypeOptions: { required: ["zip"] },
  properties: [
    {
      name: "city",
      logicalType: "string",
      required: true,
      logicalTypeOptions: { maxLength: 4, pattern: "^[A-Z]" },
    },
    { name: "zip", logicalType: "string" },
  ],
});
const place = (city: string, zip: string) => `named_struct('city', ${city}, 'zip', ${zip})`;

const probes: readonly Probe[] = [
  ofOptions("string", { minLength: 2, maxLength: 4 }, text("ab", "abcd"), text("a", "abcde", "")),
  ofOptions("string", { pattern: '^"\\d\\\\$' }, [String.raw`'\u00221\\'`], text("1")),
  ofOptions("string", { format: "email" }, text("a@b.c"), text("a@b", "a b@c.d")),
  ofOptions("string", { format: "uuid" }, text("0b5a1c1e-7d4f-4b2a-9c1d-0123456789aB"), text("0b5a1c1e")),
  ofOptions("string", { format: "uri" }, text("https://a.b/c?d", "urn:x:y"), text("a.b", "http: //x")),
  ofOptions("string", { format: "hostname" }, text("a-b.example.org"), text("-a.b", "a..b", "a_b")),
  ofOptions(
    "string",
    { format: "ipv4" },
    text("10.0.0.255"),
    text("10.0.0.256", "1.2.3", "1.2.3.4.5", "1.2.3.4."),
  ),
  ofOptions(
    "string",
    { format: "ipv6" },
    text("2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4"),
    text("1.2.3.4", "g::1"),
  ),
  ofOptions("string", { format: "byte" }, text("YQ==", "YWJj"), text("YQ=", "a b")),
  ofOptions(
    "integer bigint",
    { minimum: 0, exclusiveMaximum: 10, multipleOf: 5 },
    ["0", "5"],
    ["-5", "10", "3"],
  ),
  ofOptions("integer int", { format: "u8" }, ["0", "255"], ["-1", "256"]),
  ofOptions(
    "number double",
    { exclusiveMinimum: 0, maximum: 1, multipleOf: 0.01 },
    ["0.07", "0.29", "1"],
    ["0", "1.01", "0.005"],
  ),
  ofOptions("number decimal(18, 4)", { multipleOf: 0.25 }, ["0.25", "-1.5"], ["0.3"]),
  ofOptions(
    "date date",
    { minimum: "2020-01-01", exclusiveMaximum: "2021-01-01" },
    text("2020-01-01"),
    text("2019-12-31", "2021-01-01"),
  ),
  ofOptions(
    "timestamp timestamp",
    { exclusiveMinimum: "2020-01-01T00:00:00Z" },
    text("2020-01-01T00:00:00.000001Z"),
    text("2020-01-01T00:00:00Z"),
  ),
  ofOptions(
    "array array<int>",
    { minItems: 1, maxItems: 2, uniqueItems: true },
    ["array(1)", "array(1, 2)"],
    ["array()", "array(1, 2, 3)", "array(1, 1)"],
  ),
  {
    title: "what is asked of fields",
    column: column("a", { glueType: "struct<city:string,zip:string>", ...address }),
    good: [place("'Bonn'", "'1'"), "NULL"],
    bad: [
      [place("NULL", "'1'")],
      [place("'Berlin'", "'1'")],
      [place("'ulm'", "'1'")],
      [place("'Ulm'", "NULL")],
    ],
  },
  ofCheck({ metric: "nullValues", unit: "percent", mustBeLessOrEqualTo: 50 }, text("a").concat("NULL"), [
    "NULL",
  ]),
  ofCheck({ metric: "nullValues", unit: "percent", mustBeLessThan: 1 }, [], ["NULL", ...text("a")]),
  ofCheck({ metric: "missingValues", mustBe: 0 }, text("a", "N/A"), ["NULL"], text("")),
  ofCheck(
    { metric: "missingValues", mustBeLessThan: 1, arguments: { missingValues: ["N/A"] } },
    ["NULL", ...text("a")],
    text("N/A"),
  ),
  ofCheck(
    {
      metric: "invalidValues",
      mustBe: 0,
      arguments: { validValues: ["it's", 'say "a"', "2020-01-31", "b\\c"] },
    },
    [String.raw`'it\'s'`, String.raw`'say \u0022a\u0022'`, "'2020-01-31'", String.raw`'b\\c'`, "NULL"],
    text("its"),
  ),
  ofCheck(
    { metric: "invalidValues", mustBe: 0, arguments: { validValues: ['x"y', "b\\c"] } },
    [String.raw`'x\u0022y'`, String.raw`'b\\c'`, "NULL"],
    text("bc"),
  ),
  ofCheck(
    { metric: "invalidValues", mustBeLessThan: 1, arguments: { pattern: "^\\d{3}$" } },
    text("123").concat("NULL"),
    text("ddd"),
  ),
  ofCheck({ metric: "duplicateValues", mustBeLessThan: 1 }, ["NULL", "NULL", ...text("a")], text("a", "a")),
  ofCheck(
    { metric: "duplicateValues", unit: "percent", mustBeLessThan: 50 },
    text("a", "b", "a"),
    text("a", "a"),
  ),
  ofCheck({ metric: "duplicateValues", mustBe: 0 }, ["NULL", "NULL", ...text("a")], text("a", "a")),
  ofCheck(
    { type: "sql", query: "SELECT COUNT(*) > 0 FROM {object} WHERE {property} = 'a'", mustBe: true },
    text("a"),
    text("b"),
  ),
  ofCheck(
    { type: "sql", query: 'SELECT MIN({property}) FROM {object} -- "least"', mustNotBe: "a" },
    text("b"),
    text("a"),
  ),
  ofCheck({ type: "sql", query: "SELECT MIN({property}) FROM {object}", mustBe: null }, ["NULL"], text("a")),
  ofCheck(
    { type: "sql", query: "SELECT COUNT(*) FROM {object}", mustBeBetween: [1, 2] },
    text("a", "b"),
    [],
    text("a", "b", "c"),
  ),
  ofCheck(
    { type: "sql", query: "SELECT COUNT(*) FROM {object}", mustNotBeBetween: [1, 2] },
    text("a", "b", "c"),
    text("a"),
  ),
];

describe("checks and options, as DQDL and Spark run them", function () {
  this.timeout(120_000);
  let engines: Engines;
  let expressions: string[];
  const tables = probes.map((probe) => table([probe.column]));

  before(async function () {
    const refusal = enginesRefusal();
    if (refusal !== undefined) {
      // Said once; the tests below are counted as skipped.
      if (process.env["MERIDIAN_ENGINES"] === "1") process.stderr.write(`checks on Spark: ${refusal}\n`);
      this.skip();
    }
    engines = await Engines.shared();
    expressions = (await parseRulesets(tables.map(ruleset))).map((parsed, index) => {
      assert.ok("rules" in parsed, `${JSON.stringify(parsed)}: ${probes[index]?.title}`);
      return parsed.rules.map(asSpark).join(" AND ");
    });
  });

  for (const [index, { title, good, bad }] of probes.entries())
    it(`pass what is right and fail what is wrong: ${title}`, async () => {
      const spec = tables[index];
      assert.ok(spec);
      const verdict = async (values: readonly string[]) => {
        const rows = values.map((a) => ({ a }));
        const { rows: answer, error } = await engines.run(
          `${primaryOf(spec, rows)} SELECT ${expressions[index]}`,
        );
        assert.equal(error, undefined);
        return answer?.[0]?.[0];
      };
      assert.equal(await verdict(good), true, `${rules(spec).join("\n")} of ${good.join(", ")}`);
      for (const values of bad)
        assert.equal(await verdict(values), false, `${rules(spec).join("\n")} of ${values.join(", ")}`);
    });

  it("of all contracts are among what is tried here", () => {
    const tried = new Set(probes.flatMap(({ column: { options } }) => Object.keys(options)));
    const used = loadContracts("contracts").flatMap(({ tables }) =>
      tables.flatMap(({ columns }) => columns.flatMap(({ options }) => Object.keys(options))),
    );
    assert.deepEqual(
      [...new Set(used)].filter((option) => !tried.has(option)),
      [],
    );
  });
});
