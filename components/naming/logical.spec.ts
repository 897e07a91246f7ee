import assert from "node:assert/strict";

import { logicalName, namesAmong } from "./logical";

describe("logicalName", () => {
  it("joins kebab-case parts", () => {
    assert.equal(logicalName("corebanking"), "corebanking");
    assert.equal(logicalName("corebanking", "bronze", "access-log"), "corebanking-bronze-access-log");
  });

  it("refuses any part that is not kebab-case", () => {
    for (const part of ["", "Bronze", "a--b", "[object Object]", "a b"]) {
      assert.throws(() => logicalName("risk", part), {
        message: `logicalName: part "${part}" is not kebab-case; use a-z, 0-9 and single hyphens inside.`,
      });
    }
  });
});

describe("namesAmong", () => {
  it("says the database of what shares its name, and of nothing else", () => {
    const nameOf = namesAmong(["trades", "quotes", "trades"]);
    assert.deepEqual(
      [nameOf("risk_gold", "trades"), nameOf("trading_gold", "trades"), nameOf("market_gold", "quotes")],
      ["risk_gold.trades", "trading_gold.trades", "quotes"],
    );
  });
});
