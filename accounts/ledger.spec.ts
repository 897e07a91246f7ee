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
  options: {},
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
  columns,
  position: 0,
  columnAccess: [],
  quality: [],
  ...more,
});
const contract = (name: string, tables: TableSpec[], more: Partial<Contract> = {}): Contract => ({
  product: `trading.${name}`,
  id: `trading-${name}`,
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
  documentation: {},
  advisories: [],
  ...more,
});
const reader = (clearance: Reader["clearance"], products: string[]): Reader => ({
  name: "risk",
  account: "risk",
  owner: "risk@bank.example",
  clearance,
  products,
  engines: [{ kind: "athena", scanLimitGiB: 1 }],
});
const database = "mrd_trading_silver_eu_prod";

describe("shareOf", () => {
  const open = [column("id", "internal", "none"), column("client", "confidential", "quasi")];
  const diagnosis = {
    reader: "risk",
    columns: ["diagnosis"],
    purpose: "Care.",
    legalBasis: ["gdpr-9-2-h" as const],
  };

  it("grants a table that is open to the clearance by tags, which say only what a clearance opens", () => {
    const share = shareOf(
      reader("restricted", ["trading.quotes"]),
      [contract("quotes", [table("quotes", { columns: open })])],
      naming,
    );
    assert.deepEqual(share.databases, [
      { name: database, domain: "trading", layer: "silver", tables: ["quotes"] },
    ]);
    assert.deepEqual(share.tables, {
      product: ["trading.quotes"],
      classification: ["public", "internal", "confidential"],
      pii: ["none", "quasi"],
      shareable: ["true"],
    });
    assert.deepEqual(share.filters, []);
  });

  it("gives a table that the reader may not see whole through a filter of exactly its columns, never by tags as well", () => {
    const share = shareOf(
      reader("restricted", ["trading.trades"]),
      [contract("trades", [table("trades", { columnAccess: [diagnosis] })])],
      naming,
    );
    assert.equal(share.tables, undefined);
    const filter = { reader: "risk", name: "trades_risk", columns: ["id", "client", "diagnosis"] };
    assert.deepEqual(share.filters, [{ product: "trading.trades", database, table: "trades", filter }]);
    assert.deepEqual(share.databases, [
      { name: database, domain: "trading", layer: "silver", tables: ["trades"] },
    ]);
  });

  it("narrows columns and tags with the clearance", () => {
    const contracts = [
      contract("trades", [table("trades")]),
      contract("quotes", [table("quotes", { columns: open })]),
    ];
    const columnsFor = (clearance: Reader["clearance"]) =>
      shareOf(reader(clearance, ["trading.trades", "trading.quotes"]), contracts, naming).filters.map(
        ({ table: name, filter }) => [name, filter.columns],
      );
    assert.deepEqual(columnsFor("internal"), [
      ["trades", ["id"]],
      ["quotes", ["id"]],
    ]);
    assert.deepEqual(columnsFor("confidential"), [["trades", ["id", "client"]]]);
  });

  it("shows the databases in which something is read, and not every layer of every domain", () => {
    const other: Partial<Contract> = { product: "risk.exposures", domain: "risk" };
    const shut = table("names", { layer: "gold", columns: [column("name", "restricted", "direct")] });
    const contracts = [
      contract("trades", [table("trades"), shut]),
      contract("quotes", [table("quotes", { columns: open })]),
      contract("exposures", [table("exposures", { layer: "gold", columns: open })], other),
    ];
    const products = ["trading.trades", "trading.quotes", "risk.exposures"];
    assert.deepEqual(shareOf(reader("restricted", products), contracts, naming).databases, [
      { name: "mrd_risk_gold_eu_prod", domain: "risk", layer: "gold", tables: ["exposures"] },
      { name: database, domain: "trading", layer: "silver", tables: ["quotes", "trades"] },
    ]);
  });

  it("gives a table with a row rule through a filter with that rule, and its whole product with it", () => {
    const ruled = contract("alerts", [
      table("alerts", { columns: open, rowFilter: "state <> 'escalated'" }),
      table("states", { columns: open }),
    ]);
    const share = shareOf(reader("restricted", ["trading.alerts"]), [ruled], naming);
    assert.equal(share.tables, undefined);
    const columnsOf = { reader: "risk", columns: ["id", "client"] };
    assert.deepEqual(
      share.filters.map(({ filter }) => filter),
      [
        { ...columnsOf, name: "alerts_risk", rowFilter: "state <> 'escalated'" },
        { ...columnsOf, name: "states_risk" },
      ],
    );
  });

  it("keeps a product with a row rule out of the tags of one without", () => {
    const contracts = [
      contract("alerts", [table("alerts", { columns: open, rowFilter: "x" })]),
      contract("trades", [table("trades", { columns: open })]),
    ];
    const share = shareOf(reader("restricted", ["trading.alerts", "trading.trades"]), contracts, naming);
    assert.deepEqual(share.tables?.["product"], ["trading.trades"]);
    assert.deepEqual(
      share.filters.map(({ table: name }) => name),
      ["alerts"],
    );
  });

  it("shares nothing of a table in which the reader may see no column", () => {
    const shut = table("names", { columns: [column("name", "restricted", "direct")] });
    const share = shareOf(
      reader("restricted", ["trading.trades"]),
      [contract("trades", [table("trades", { columns: open }), shut])],
      naming,
    );
    assert.deepEqual(
      share.filters.map(({ table: name }) => name),
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
});
