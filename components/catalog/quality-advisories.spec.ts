import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { pathText } from "../errors/key-path";
import { readContract } from "./contract";
import { checkAdvisories } from "./quality-advisories";
import { qualityCheck } from "./quality-schema";

const parsed = (checks: readonly object[]) => checks.map((check) => qualityCheck.parse(check));
const issues = (found: readonly { path: readonly (string | number)[]; message: string }[]) =>
  found.map(({ path, message }) => `${pathText(path)}: ${message}`);

describe("forms of a check", () => {
  const wrong: [check: object, path: string, message: string][] = [
    [{ type: "sql", mustBe: 1 }, "query", "is missing; a check of type sql needs it"],
    [{ mustBe: 1 }, "metric", "is missing; a check of type library needs it"],
    [
      { metric: "nullValues", query: "SELECT 1", mustBe: 1 },
      "query",
      'belongs to a check of type sql; add "type: sql"',
    ],
    [
      { type: "sql", metric: "nullValues", query: "SELECT 1", mustBe: 1 },
      "metric",
      "does not belong to a check of type sql; remove it or the query",
    ],
    [{ type: "custom", implementation: "x" }, "engine", "is missing; a check of type custom needs it"],
  ];
  for (const [given, path, message] of wrong)
    it(`are refused: ${JSON.stringify(given)}`, () => {
      const { error } = qualityCheck.safeParse(given);
      assert.ok(
        error?.issues.some((issue) => issue.path.join(".") === path && issue.message === message),
        JSON.stringify(error?.issues),
      );
    });
});

describe("what is kept and not run", () => {
  it("is said once for each kind, at the first of it", () => {
    const quality = parsed([
      { type: "text", description: "Looks right." },
      { description: "A note." },
      { type: "custom", engine: "soda", implementation: "type: x" },
      { type: "custom", engine: "great-expectations", implementation: { type: "x" } },
      { rule: "freshnessCheck" },
      { rule: "rowCount" },
      { type: "sql", query: "SELECT 1", rule: "rowCount", mustBe: 1 },
      {
        metric: "rowCount",
        mustBe: 1,
        schedule: "0 20 * * *",
        scheduler: "cron",
        method: "reconciliation",
        unit: "furlongs",
        arguments: { threshold: 1 },
      },
      { type: "sql", query: "SELECT 1", mustBe: 1, scheduler: "cron", severity: "catastrophic", tags: ["a"] },
    ]);
    const properties = [
      { name: "a", logicalType: "string", logicalTypeOptions: { format: "password" } },
      { name: "b", logicalType: "string", logicalTypeOptions: { format: "binary" } },
      { name: "c", logicalType: "date", logicalTypeOptions: { format: "yyyy-MM-dd" } },
      {
        name: "d",
        logicalType: "timestamp",
        logicalTypeOptions: { timezone: true, defaultTimezone: "Europe/Paris" },
      },
      {
        name: "e",
        logicalType: "array",
        items: { logicalType: "string", logicalTypeOptions: { minLength: 1 } },
      },
      { name: "f", logicalType: "object", logicalTypeOptions: { maxProperties: 2 } },
      { name: "h", logicalType: "integer", logicalTypeOptions: { minimum: 1, exclusiveMaximum: true } },
      { name: "g", logicalType: "string", logicalTypeOptions: { format: "email", minLength: 1 } },
    ];
    assert.deepEqual(issues(checkAdvisories([{ name: "t", properties, quality }])), [
      'schema[0].properties[0].logicalTypeOptions.format: is kept and makes no rule: no rule can tell the format "password" (and 1 more in this file)',
      "schema[0].properties[2].logicalTypeOptions.format: is kept and makes no rule: the table holds days and times themselves, not how they are written",
      "schema[0].properties[3].logicalTypeOptions.defaultTimezone: is kept and makes no rule: the table's times are in UTC",
      "schema[0].properties[4].items: is kept and not run: no rule is made of what is inside a list",
      "schema[0].properties[5].logicalTypeOptions.maxProperties: is kept and makes no rule: the fields of the column are fixed",
      "schema[0].properties[6].logicalTypeOptions.exclusiveMaximum: is kept and makes no rule: there is no bound beside it that it could leave out",
      "schema[0].quality[0]: is a check in prose, which is shown and not run (and 1 more in this file)",
      'schema[0].quality[2]: is a check for "soda", which is kept and not run here',
      'schema[0].quality[3]: is a check for "great-expectations", which is kept and not run here',
      'schema[0].quality[4].rule: "freshnessCheck" is no metric of the standard; the check is kept and not run',
      "schema[0].quality[5]: compares its measure with nothing, so it is kept and not run",
      "schema[0].quality[6].rule: is kept; the check runs its query",
      "schema[0].quality[7].schedule: is kept; rules run when the table's ruleset does (and 1 more in this file)",
      "schema[0].quality[7].method: is kept; it does not change how the check is run",
      'schema[0].quality[7].unit: "furlongs" is kept; rows are counted, because it is not percent',
      'schema[0].quality[7].arguments: has "threshold", which rowCount does not use; it is kept',
    ]);
  });

  it("is said with its place in the contract", () => {
    const original = readFileSync("contracts/corebanking/transactions.yaml", "utf8");
    const text = original.replace(
      "    quality:\n",
      "    quality:\n      - type: text\n        description: Looks right.\n",
    );
    const read = readContract({ file: "t.yaml", text }, { domain: "corebanking", name: "transactions" });
    assert.ok("value" in read);
    const line = text.split("\n").indexOf("      - type: text") + 1;
    assert.deepEqual(read.value.advisories, [
      {
        file: "t.yaml",
        line,
        column: 9,
        path: "schema[0].quality[0]",
        message: "is a check in prose, which is shown and not run",
      },
    ]);
  });
});
