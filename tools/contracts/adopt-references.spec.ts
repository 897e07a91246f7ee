import assert from "node:assert/strict";

import { readContract } from "../../components/catalog/contract";
import { formatIssue } from "../../components/errors/input-error";
import { adoptText } from "./adopt-text";
import { answered } from "./corpus-text";

/** A contract whose names are none of the catalog's, with `more` at its table. */
const contract = (more: string, version = "v3.1.0"): string => `apiVersion: ${version}
kind: DataContract
id: shop-orders
name: orders
version: 1.0.0
status: active
domain: sales
description: { purpose: Orders. }
team: { name: shop }
schema:
  - name: webOrders
    physicalName: SHOP.PUBLIC.WEB_ORDERS
    physicalType: table
    description: Orders.
    properties:
      - name: orderId
        logicalType: string
        description: Key.
        primaryKey: true
        required: true
      - name: Total-Sum
        physicalName: TOTAL_TX
        logicalType: number
        description: Sum.
      - name: shipTo
        logicalType: object
        description: Where to.
        logicalTypeOptions:
          required: [zipCode]
        properties:
          - name: zipCode
            logicalType: string
            description: Zip.
          - name: placeName
            logicalType: string
            description: Town.
${more}`;

const indented = (lines: readonly string[]): string => lines.map((line) => `    ${line}\n`).join("");
/** Lines from the table's own keys on, which \`more\` begins with, as they are adopted. */
function adoptedLines(...lines: string[]): { lines: string[]; asked: readonly string[]; issues: string[] } {
  const { text, asked } = adoptText(contract(indented(lines)), { domain: "sales" });
  const all = text.split("\n");
  const first = lines[0]!.split(":")[0]!;
  const from = all.findIndex((line) => line.startsWith(`    ${first}:`));
  const to = all.findIndex((line, index) => index > from && /^ {0,4}(customProperties|\S)/.test(line));
  const read = readContract({ file: "f.yaml", text: answered(text) }, { domain: "sales", name: "orders" });
  return {
    lines: all.slice(from, to).map((line) => line.slice(4)),
    asked: asked.slice(0, -2),
    issues: "issues" in read ? read.issues.map(formatIssue) : [],
  };
}

describe("what names columns, after they are renamed", () => {
  it("is a list of fields, with its remarks", () => {
    const { text } = adoptText(contract(""), { domain: "sales" });
    assert.match(text, / {10}required:\n {12}- zip_code # was: zipCode\n/);
  });

  it("is a check's list of columns", () => {
    const check = ["quality:", "  - metric: duplicateValues", "    mustBe: 0", "    arguments:"];
    const list = ["      properties:", "        - orderId", "        - shipTo.zipCode # by place"];
    const found = adoptedLines(...check, ...list);
    assert.deepEqual(found, {
      lines: [
        ...check,
        "      properties:",
        "        - order_id # was: orderId",
        "        - ship_to.zip_code # was: shipTo.zipCode; by place",
      ],
      asked: [],
      issues: [],
    });
  });

  it("is a relationship within the contract, and none of others", () => {
    const found = adoptedLines(
      "relationships:",
      "  - from: webOrders.orderId",
      "    to: webOrders.shipTo.zipCode",
      "  - from: [webOrders.orderId, webOrders.Total-Sum]",
      "    to: [other.orderId, schema/a/properties/orderId]",
    );
    assert.deepEqual(found, {
      lines: [
        "relationships:",
        "  - from: web_orders.order_id # was: webOrders.orderId",
        "    to: web_orders.ship_to.zip_code # was: webOrders.shipTo.zipCode",
        "  - from:",
        "      - web_orders.order_id # was: webOrders.orderId",
        "      - web_orders.total_sum # was: webOrders.Total-Sum",
        "    to: [ other.orderId, schema/a/properties/orderId ]",
      ],
      asked: [],
      issues: [],
    });
  });

  const sql = (query: string) =>
    adoptedLines("quality:", `  - query: ${query}`, "    type: sql", "    mustBe: 0");
  const renamed: readonly (readonly [query: string, is: string, was: string])[] = [
    [
      "SELECT COUNT(*) FROM ${object} WHERE orderId IS NULL",
      "SELECT COUNT(*) FROM ${object} WHERE order_id IS NULL",
      "orderId",
    ],
    [
      "SELECT COUNT(*) FROM webOrders o WHERE o.ORDERID = 'orderId' AND webOrders.shipTo.zipCode > ''",
      "SELECT COUNT(*) FROM web_orders o WHERE o.order_id = 'orderId' AND web_orders.ship_to.zip_code > ''",
      "webOrders, orderId, shipTo, zipCode",
    ],
    [
      "SELECT SUM(TOTAL_TX) FROM SHOP.PUBLIC.WEB_ORDERS",
      "SELECT SUM(total_sum) FROM web_orders",
      "SHOP.PUBLIC.WEB_ORDERS, TOTAL_TX",
    ],
    [
      "SELECT COUNT(*) FROM {model} WHERE `Total-Sum` < 0 AND '😀' <> `orderId`",
      "SELECT COUNT(*) FROM {model} WHERE `total_sum` < 0 AND '😀' <> `order_id`",
      "orderId, Total-Sum",
    ],
    [
      "SELECT COUNT(DISTINCT orderId) /* orderId */ FROM primary GROUP BY ALL",
      "SELECT COUNT(DISTINCT order_id) /* orderId */ FROM primary GROUP BY ALL",
      "orderId",
    ],
  ];
  for (const [query, is, was] of renamed)
    it(`is a query: ${query}`, () => {
      const { lines, asked, issues } = sql(query);
      assert.equal(lines[1], `  - query: ${is} # was with: ${was}`);
      assert.deepEqual([asked, issues], [[], []]);
    });

  it("is a query of several lines, which stays one", () => {
    const { lines, issues } = adoptedLines(
      "quality:",
      "  - type: sql",
      "    query: |",
      "      SELECT COUNT(*)",
      "      FROM {object} -- orders without a sum",
      "      WHERE `Total-Sum` IS NULL",
      "    mustBe: 0",
    );
    assert.deepEqual(lines, [
      "quality:",
      "  - type: sql",
      "    query: | # was with: Total-Sum",
      "      SELECT COUNT(*)",
      "      FROM {object} -- orders without a sum",
      "      WHERE `total_sum` IS NULL",
      "    mustBe: 0",
    ]);
    assert.deepEqual(issues, []);
  });

  const unsure: readonly (readonly [query: string, names: string])[] = [
    [`SELECT COUNT(*) FROM {object} WHERE "orderId" IS NULL`, "orderId"],
    ["SELECT COUNT(*) FROM (SELECT 1 AS orderId FROM {object}) WHERE orderId = 1", "orderId"],
    ["SELECT MAX(x.orderId) FROM (SELECT 1 AS orderId FROM {object}) x", "orderId"],
    ["SELECT COUNT(*) FORM {object} WHERE orderId IS NULL", "orderId"],
    ["SELECT COUNT(*) FROM {object} WHERE orderId = 'a", "orderId"],
    ["SELECT named_struct('a', shipTo).a.zipCode FROM {object}", "zipCode"],
  ];
  for (const [query, names] of unsure)
    it(`is for a person to look at: ${query}`, () => {
      const question = `look where it names ${names}, which is called otherwise here, then remove TODO`;
      const { lines, asked, issues } = sql(query);
      assert.equal(lines[1], `  - query: TODO ${query} # TODO(meridian): ${question}`);
      assert.deepEqual(asked, [question]);
      assert.equal(issues.length, 1);
      assert.match(issues[0]!, /^f\.yaml:\d+:\d+ schema\[0\]\.quality\[0\]\.query: /);
    });

  it("is what Meridian itself reads of a table", () => {
    const own = [
      "customProperties:",
      "  - property: layer",
      "    value: silver",
      "  - property: rowFilter",
      `    value: orderId <> 'orderId' AND "Total-Sum" > 0`,
    ];
    const { text, asked } = adoptText(contract(indented(own)), { domain: "sales" });
    assert.match(
      text,
      / {8}value: order_id <> 'orderId' AND "total_sum" > 0 # was with: orderId, Total-Sum\n/,
    );
    assert.equal(asked.length, 2);
    const doubtful = contract(indented(own)).replace(`orderId <> 'orderId'`, "orderId = = 1");
    assert.match(
      adoptText(doubtful, { domain: "sales" }).text,
      / {8}value: TODO orderId = = 1 AND "Total-Sum" > 0 # TODO\(meridian\): look where it names orderId, Total-Sum, which is called otherwise here, then remove TODO\n/,
    );
  });

  it("stays when it is adopted again", () => {
    const quality = unsure
      .concat(renamed.map(([query]) => [query, ""]))
      .flatMap(([query]) => [`  - query: |`, `      ${query}`, "    type: sql", "    mustBe: 0"]);
    const { text } = adoptText(contract(indented(["quality:", ...quality])), { domain: "sales" });
    assert.equal(adoptText(text, { domain: "sales" }).text, text);
  });
});
