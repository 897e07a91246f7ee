import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { contentOf } from "./content";

const text = readFileSync("contracts/trading/trades.yaml", "utf8");
const edited = (from: string | RegExp, to: string): string => {
  const after = text.replace(from, to);
  assert.notEqual(after, text, String(from));
  return after;
};

describe("components/catalog/releases/content", () => {
  for (const [title, from, to] of [
    ["a comment", "kind:", "# said\nkind:"],
    ["what is said for people", /purpose: .*/, "purpose: Another."],
    ["a team", /name: trading\n/, "name: traders\n"],
    ["the version", "version: 1.0.0", "version: 1.0.1"],
    ["the status", "status: active", "status: deprecated"],
    [
      "the day on which a product ends",
      "slaProperties:\n",
      'slaProperties:\n  - property: endOfLife\n    value: "2027-01-31"\n',
    ],
    ["who reads it", "[risk-analytics, ", "["],
  ] as const)
    it(`is not ${title}`, () => {
      assert.equal(contentOf(edited(from, to)), contentOf(text));
    });

  for (const [title, from, to] of [
    ["a column's type", "decimal(28, 10)", "decimal(28, 11)"],
    ["a classification", "classification: internal", "classification: public"],
    ["a service level", "value: 5\n", "value: 6\n"],
    ["a quality rule", "mustBeGreaterThan: 0", "mustBeGreaterThan: 1"],
    ["a key that is not known", "kind:", "surprise: 1\nkind:"],
  ] as const)
    it(`is ${title}`, () => {
      assert.notEqual(contentOf(edited(from, to)), contentOf(text));
    });

  it("is the same without service levels and with only an end", () => {
    const without = text.replace(/slaProperties:\n(?: {2,}.*\n)+/, "");
    const ended = text.replace(
      /slaProperties:\n(?: {2,}.*\n)+/,
      'slaProperties:\n  - property: endOfSupport\n    value: "2027-01-31"\n',
    );
    assert.notEqual(without, ended);
    assert.equal(contentOf(ended), contentOf(without));
  });
});
