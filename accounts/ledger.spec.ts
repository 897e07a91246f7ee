import * as assert from "node:assert/strict";

import type { Contract, ContractColumn, TableSpec } from "../components/catalog/contract";
import type { Reader } from "./consumer";
import { shareOf } from "./ledger";

const naming = { prefix: "mrd", jurisdiction: "eu", stage: "prod" } as const;
const column = (
  name: string,
  classification: ContractColumn["classification"],
  pii: ContractColumn["pii"],
): ContractColumn => ({
  name,
  description: name,
  icebergType: "string",
  glueType: "string",
  required: false,
  unique: false,
  primaryKey: false,
  classification,
  pii,
  quality: [],
});
const columns = [
  column("id", "internal", "none"),
  column("client", "confidential", "quasi"),
  column("diagnosis", "restricted", "phi"),
  column("name", "restricted", "direct"),
];
const table = (name: string, more: Partial<TableSpec> = {}): TableSpec => ({
  name,
  description: name,
  layer: "silver",
  classification: "restricted",
  retentionDays: 1827,
  columns,
  quality: [],
  ...more,
});
const contract = (name: string, tables: TableSpec[], more: Partial<Contract> = {}): Contract => ({
  product: `trading.${name}`,
  domain: "trading",
  name,
  version: "1.0.0",
  status: "active",
  purpose: "p",
  owner: "Trading",
  file: "f",
  line: 1,
  classification: "restricted",
  personalData: "personal",
  shareable: true,
  consumers: ["risk"],
  recovery: { rpoMinutes: 1, rtoMinutes: 1 },
  slas: [],
  tables,
  ...more,
});
const reader = (clearance: Reader["clearance"], products: string[]): Reader => ({
  name: "risk",
  account: "risk",
  owner: "risk@bank.example",
  clearance,
  products,
  athena: { scanLimitGiB: 1 },
});
const database = "mrd_trading_silver_eu_prod";

describe("shareOf", () => {
  it("grants by tags up to the clearance, without direct identifiers, and links the columns that arrive", () => {
    const share = shareOf(
      reader("restricted", ["trading.trades"]),
      [contract("trades", [table("trades")])],
      naming,
    );
    assert.deepEqual(share.databases, { domain: ["trading"], layer: ["silver"] });
    assert.deepEqual(share.tables, {
      product: ["trading.trades"],
      classification: ["public", "internal", "confidential", "restricted"],
      pii: ["none", "quasi", "phi"],
      shareable: ["true"],
    });
    assert.deepEqual(share.filters, []);
    assert.deepEqual(share.links, [
      {
        target: database,
        link: `${database}_link`,
        tables: [{ name: "trades", columns: ["id", "client", "diagnosis"] }],
      },
    ]);
  });

  it("narrows values and columns with the clearance", () => {
    const share = shareOf(
      reader("internal", ["trading.trades"]),
      [contract("trades", [table("trades")])],
      naming,
    );
    assert.deepEqual(share.tables?.["classification"], ["public", "internal"]);
    assert.deepEqual(share.tables?.["pii"], ["none"]);
    assert.deepEqual(share.links[0]?.tables, [{ name: "trades", columns: ["id"] }]);
  });

  it("names every column of a table with personal data, also when all arrive", () => {
    const quasi = table("quotes", {
      columns: [column("id", "internal", "none"), column("client", "internal", "quasi")],
    });
    const share = shareOf(reader("restricted", ["trading.quotes"]), [contract("quotes", [quasi])], naming);
    assert.deepEqual(share.links[0]?.tables, [{ name: "quotes", columns: ["id", "client"] }]);
  });

  it("links a table without personal data whole when every column arrives", () => {
    const open = table("quotes", { columns: [column("id", "internal", "none")] });
    const share = shareOf(reader("internal", ["trading.quotes"]), [contract("quotes", [open])], naming);
    assert.deepEqual(share.links[0]?.tables, [{ name: "quotes" }]);
  });

  it("gives a table with a row rule through its narrowest filter only, never by tags as well", () => {
    const ruled = contract("alerts", [table("alerts", { rowFilter: "state <> 'escalated'" })]);
    const share = shareOf(reader("restricted", ["trading.alerts"]), [ruled], naming);
    assert.equal(share.tables, undefined);
    assert.deepEqual(share.filters, [{ database, table: "alerts", filter: "alerts_masked" }]);
    assert.deepEqual(share.links[0]?.tables, []);
  });

  it("keeps a product with a row rule out of the tags of one without", () => {
    const contracts = [
      contract("alerts", [table("alerts", { rowFilter: "x" })]),
      contract("trades", [table("trades")]),
    ];
    const share = shareOf(reader("restricted", ["trading.alerts", "trading.trades"]), contracts, naming);
    assert.deepEqual(share.tables?.["product"], ["trading.trades"]);
    assert.deepEqual(
      share.links[0]?.tables.map(({ name }) => name),
      ["trades"],
    );
  });

  const refused: [string, Contract[], string][] = [
    ["that nobody publishes", [], "is published by no contract of this stack"],
    ["that is not shareable", [contract("trades", [], { shareable: false })], "is not shareable"],
    [
      "that does not list it",
      [contract("trades", [], { consumers: [] })],
      "does not list the reader among its consumers",
    ],
  ];
  for (const [which, contracts, refusal] of refused) {
    it(`grants no product ${which}`, () => {
      assert.throws(() => shareOf(reader("restricted", ["trading.trades"]), contracts, naming), {
        message: `Share of "risk": product "trading.trades" ${refusal}; correct the contract or the stack's config.`,
      });
    });
  }

  it("refuses a table without a filter beside one with a row rule", () => {
    const open = table("quotes", { columns: [column("id", "internal", "none")] });
    const mixed = contract("mixed", [table("alerts", { rowFilter: "x" }), open]);
    assert.throws(() => shareOf(reader("restricted", ["trading.mixed"]), [mixed], naming), {
      message:
        'Product "trading.mixed": table "quotes" has no filter but another of its tables has a row filter; move it to a product of its own.',
    });
  });
});
