import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { parse, stringify } from "yaml";

import { compileContract } from "./compile";
import { readContract } from "./contract";
import { registryDocumentSchema, registryText } from "./registry-document";

const place = { domain: "sales", name: "orders" };
const template = readFileSync("docs/contract-template.yaml", "utf8");

interface Shape {
  [key: string]: unknown;
  schema: { [key: string]: unknown; properties: Record<string, unknown>[] }[];
}

/** The template after a change, read. */
function changed(change: (contract: Shape) => void) {
  const contract = parse(template) as Shape;
  change(contract);
  return readContract({ file: "t.yaml", text: stringify(contract) }, place);
}

function mistakes(change: (contract: Shape) => void): string[] {
  const read = changed(change);
  return "issues" in read ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

const column = (contract: Shape, index: number) => contract.schema[0]!.properties[index]!;

describe("a contract's mistakes", () => {
  it("of form and of meaning come together, but nothing that only follows", () => {
    assert.deepEqual(
      mistakes((contract) => {
        contract["descripton"] = "x";
        contract["status"] = "alive";
        contract["version"] = 1;
        contract["customProperties"] = [{ property: "classification", value: "secret" }];
        column(contract, 0)["classification"] = "PII";
      }),
      [
        'version: 1 is not text; put three numbers in quotes, such as "1.4.0"',
        'status: "alive" is not a status; use one of proposed, draft, active, deprecated, retired',
        'descripton: "descripton" is not a known key; did you mean "description"?',
        'customProperties[0].value: "secret" is not a classification; use one of public, internal, confidential, restricted',
        "customProperties: do not say personalData; add an entry with that property: none, personal or phi",
        "customProperties: do not say recoveryRpoMinutes; add an entry with that property: a number of minutes",
        "customProperties: do not say recoveryRtoMinutes; add an entry with that property: a number of minutes",
        "customProperties: do not say consumers; add an entry with that property: a list of names, empty for nobody",
        "customProperties: do not say shareable; add an entry with that property: true or false",
        'schema[0].properties[0].classification: "PII" is not a classification; use one of public, internal, confidential, restricted',
      ],
    );
  });

  it("are names that the catalog refuses or has twice, within columns as well", () => {
    assert.deepEqual(
      mistakes((contract) => {
        contract.schema[0]!["name"] = "Orders";
        column(contract, 0)["name"] = `a${"b".repeat(255)}`;
        column(contract, 2)["name"] = "ordered_at_day";
        delete contract["slaProperties"];
        delete contract.schema[0]!["quality"];
        const items = column(contract, 4)["items"] as { properties: Record<string, unknown>[] };
        items.properties[1]!["name"] = "article";
        items.properties[0]!["name"] = "article";
      }).map((line) => line.replace(/"ab+…?"?/, '"ab…"').replace(/ab{99,}/, "ab…")),
      [
        'schema[0].name: "Orders" is not a column or table name; use lower-case words joined by single underscores',
        'schema[0].properties[0].name: "ab…" has 256 letters; the catalog takes 255',
        'schema[0].properties[4].items.properties[1].name: "article" is already a column of this table; rename or remove one',
        'schema[0].properties[2].name: "ordered_at_day" is what the partition of "ordered_at" by day is called; rename it',
        'schema[0].customProperties[1].value: names "country", which is no column of this table; use one of ab…, customer_email, ordered_at_day, total, lines, ordered_at',
      ],
    );
  });

  it("are latencies that are no time", () => {
    const latency = (given: object) =>
      mistakes((contract) => {
        contract["slaProperties"] = [{ property: "latency", element: "orders.ordered_at", ...given }];
      });
    const units = "s, seconds, min, minutes, h, hours, d, days, w, weeks, mo, months, y, years";
    const rule = `give a number above 0 as value and one of ${units} as unit`;
    for (const given of [
      { value: -3, unit: "h" },
      { value: 3, unit: "fortnight" },
      { value: "soon", unit: "h" },
      { value: 1 },
    ])
      assert.deepEqual(latency(given), [`slaProperties[0]: is not a time; ${rule}`]);
    assert.deepEqual(latency({ value: 3, unit: "m" }), [
      `slaProperties[0]: is not a time, and m may be minutes or months; ${rule}`,
    ]);
    assert.deepEqual(latency({ value: "30", unit: "sec" }), []);
    assert.deepEqual(latency({ value: 1, unit: "h", element: "orders.orderd_at" }), [
      'slaProperties[0].element: "orders.orderd_at" is not a timestamp here; use orders.ordered_at',
    ]);
  });

  it("are a struct or list as key or partition, and a class below what the column holds", () => {
    assert.deepEqual(
      mistakes((contract) => {
        const lines = column(contract, 4);
        Object.assign(lines, { primaryKey: true, required: true, partitioned: true });
        const items = lines["items"] as { properties: Record<string, unknown>[] };
        Object.assign(items.properties[0]!, {
          classification: "confidential",
          customProperties: [{ property: "pii", value: "direct" }],
        });
      }),
      [
        'schema[0].properties[4].customProperties: say pii "none", but it holds "direct"; use direct',
        'schema[0].properties[4].classification: "internal" is below "confidential" of what it holds; use at least confidential',
        ...["primaryKey", "partitioned"].map(
          (key) =>
            `schema[0].properties[4].${key}: is true for a list<struct<article: string, quantity: long>>; a key and a partition hold one value, use a column that does`,
        ),
      ],
    );
  });

  it("are a schema of views alone, and a table without columns", () => {
    assert.deepEqual(
      mistakes((contract) => (contract.schema[0]!["physicalType"] = "materialized view")),
      ["schema: has no table; describe at least one that is no view"],
    );
    assert.deepEqual(
      mistakes((contract) => {
        contract.schema[0]!.properties = [];
        delete contract["slaProperties"];
        delete contract.schema[0]!["customProperties"];
        contract.schema[0]!["customProperties"] = [{ property: "layer", value: "silver" }];
      }),
      ["schema[0].properties: has no column; describe at least one"],
    );
  });
});

describe("a contract that is read", () => {
  const read = changed((contract) => {
    contract["name"] = "Orders of the shop";
    contract.schema.push({ name: "Recent Orders", physicalType: "view", properties: [] });
    column(contract, 2)["physicalType"] = "CHAR(3)";
    delete column(contract, 2)["logicalTypeOptions"];
    const items = column(contract, 4)["items"] as { properties: Record<string, unknown>[] };
    items.properties[0]!["classification"] = "public";
  });
  assert.ok("value" in read);
  const contract = read.value;
  const days = { bronze: 2557, silver: 1827, gold: 1096 };

  it("lays its tables, with ids for all that a column holds, and none of its views", () => {
    const [table, ...others] = compileContract(contract, { buckets: { silver: "s", gold: "g" }, days });
    assert.equal(others.length, 0);
    assert.deepEqual(JSON.parse(table!.iceberg.schema.fields[4]!.type), {
      type: "list",
      "element-id": 7,
      "element-required": false,
      element: {
        type: "struct",
        fields: [
          { id: 8, name: "article", required: false, type: "string", doc: "Number of the article." },
          { id: 9, name: "quantity", required: false, type: "long", doc: "How many." },
        ],
      },
    });
    const columns = contract.tables[0]!.columns;
    assert.equal(columns[4]!.glueType, "array<struct<article:string,quantity:bigint>>");
    assert.deepEqual([columns[4]!.classification, columns[2]!.options.maxLength], ["internal", 3]);
  });

  it("says once what is only kept", () => {
    assert.deepEqual(
      contract.advisories.map(({ path, message }) => `${path}: ${message}`),
      [
        "schema[0].properties[2].physicalType: physical types are kept as documentation, tables are laid with: country string",
        "schema[0].properties[4]: are opened or shut whole, by the highest of their fields: lines",
        "schema[1]: are views, documented and not laid: Recent Orders",
      ],
    );
  });

  it("has what it says for people in the registry", () => {
    const { documentation } = registryDocumentSchema.parse(JSON.parse(registryText(contract, days)));
    assert.deepEqual(documentation, {
      title: "Orders of the shop",
      support: [
        { channel: "shop data", tool: "email", url: "mailto:shop-data@example.org", customProperties: [] },
      ],
    });
  });
});
