import assert from "node:assert/strict";

import type { Contract } from "./contract";
import { collisions } from "./contract-collisions";
import { loadContracts } from "./contract-files";
import { column, table } from "./table-fixtures";

const trades = loadContracts("contracts", new Set(["trading"])).find(({ name }) => name === "trades");
assert.ok(trades);

/** A contract whose positions are those of the real one. */
const contract = (name: string, tables: Contract["tables"], id = name): Contract => ({
  ...trades,
  id,
  name,
  product: `trading.${name}`,
  tables,
});
const named = (name: string, given: Partial<Contract["tables"][number]> = {}) =>
  table([column("a")], { name, ...given });
const said = (...contracts: Contract[]) =>
  collisions(contracts).map(({ line, path, message }) => `${line ?? "-"} ${path}: ${message}`);

describe("components/catalog/contract-collisions", () => {
  it("finds nothing in the contracts as they are", () => {
    assert.deepEqual(collisions(loadContracts("contracts")), []);
  });

  it("lets an id stand once", () => {
    assert.deepEqual(said(contract("a", [named("x")], "same"), contract("b", [named("y")], "same")), [
      '4 id: "same" is already the id of trading.a, contracts/trading/trades.yaml; give each contract its own',
    ]);
  });

  it("lets a table stand once in a layer of a domain", () => {
    assert.deepEqual(said(contract("a", [named("trades")]), contract("b", [named("trades")])), [
      '44 schema[0].name: "trades" is already a silver table of trading.a; rename one',
    ]);
    assert.deepEqual(
      said(contract("a", [named("trades")]), contract("b", [named("trades", { layer: "gold" })])),
      [],
    );
  });

  it("finds resources that would have one name", () => {
    const message = (key: string, first: string) =>
      `44 schema[0].name: "trades" makes a resource called ${key}, as "${first}" of trading.a does; rename one`;
    assert.deepEqual(said(contract("a", [named("b_trades")]), contract("a-b", [named("trades")])), [
      message("trading-a-b-trades", "b_trades"),
    ]);
    assert.deepEqual(said(contract("a", [named("trades"), named("trades", { layer: "gold" })])), [
      message("trading-a-trades", "trades"),
    ]);
    assert.deepEqual(
      said(
        contract("a-b", [
          table([column("a", { classification: "restricted" }), column("b", { classification: "public" })], {
            name: "x",
          }),
        ]),
        contract("a", [named("b_x_public")]),
      ).map((line) => line.replace(/^.*: "/, '"')),
      ['"b_x_public" makes a resource called trading-a-b-x-public, as "x" of trading.a-b does; rename one'],
    );
    assert.deepEqual(said(contract("a", [named("b_trades")]), contract("c", [named("trades")])), []);
  });
});
