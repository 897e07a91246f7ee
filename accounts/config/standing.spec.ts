import assert from "node:assert/strict";
import { join } from "node:path";

import { readContracts } from "../../components/catalog/contract-files";
import { readLock } from "../../components/catalog/releases/lock-file";
import type { Contract } from "../../components/catalog/contract";
import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { checkStanding, contractsAt } from "./standing";
import { parsePlatform, read, today } from "./testing";

describe("what a stack says of where its tables stand", () => {
  const file = "Pulumi.prod-apac.yaml";
  const source = { file, text: read("prod-apac") };
  const platform = parsePlatform(source.text, file, "prod-apac", today);
  const folder = join(projectRoot(), "contracts");
  const lock = readLock(folder);
  assert.ok("value" in lock);
  const contracts = readContracts(folder).map((contract): Contract => {
    const { releases } = lock.value[contract.product] ?? {};
    return { ...contract, ...(releases && { releases }) };
  });

  const mistakes = (tablesAt: typeof platform.tablesAt, given = contracts, region = platform.homeRegion) => {
    try {
      checkStanding({ ...platform, homeRegion: region, tablesAt }, given, source);
      return [];
    } catch (error) {
      assert.ok(error instanceof InputError);
      return error.issues.map(({ path, message }) => `${path}: ${message}`);
    }
  };
  const at = "platform.tablesAt";
  const quotes = { product: "market.quotes", version: "1.0.0" };

  it("is taken where columns were released since", () => {
    assert.deepEqual(mistakes([quotes]), []);
    const own = contractsAt({ ...platform, tablesAt: [quotes] }, contracts);
    assert.ok(own.every(({ domain }) => platform.domains.some(({ name }) => name === domain)));
    assert.deepEqual(
      own.flatMap(({ tables }) => tables.flatMap(({ pending = [] }) => pending)),
      ["condition_code"],
    );
  });

  it("names products, versions and columns that are there, all at once", () => {
    assert.deepEqual(
      mistakes([
        { product: "market.quote", version: "1.0.0" },
        { product: "market.quotes", version: "1.0.1" },
        { product: "trading.trades", version: "1.0.0" },
        { product: "market.quotes", version: "1.0.0" },
        { product: "clinical.patients", version: "1.0.0" },
      ]).map((line) => line.replace(/use one of (?:[a-z.-]+, )+[a-z.-]+/, "use one of …")),
      [
        `${at}[3].product: "market.quotes" is already used at tablesAt[1].product; give each its own`,
        `${at}[0].product: "market.quote" is published by no contract of this stack; use one of … (did you mean "market.quotes"?)`,
        `${at}[1].version: "1.0.1" was not released of market.quotes; use one of 1.0.0, 1.1.0 (did you mean "1.0.0"?)`,
        `${at}[2].version: "1.0.0" lacks no column of trading.trades 1.0.0; remove the entry`,
        `${at}[4].product: "clinical.patients" is published by no contract of this stack; use one of …`,
      ],
    );
  });

  it("waits for nothing that Athena cannot add, and for nothing where no role maintains tables", () => {
    const timed = contracts.map((contract) =>
      contract.product === "market.quotes"
        ? {
            ...contract,
            tables: contract.tables.map((table) => ({
              ...table,
              columns: table.columns.map((column) =>
                column.name === "condition_code" ? { ...column, icebergType: "timestamptz" } : column,
              ),
            })),
          }
        : contract,
    );
    assert.deepEqual(mistakes([quotes], timed), [
      `${at}[0].version: "1.0.0" lacks condition_code of type timestamptz, which Athena's ALTER TABLE cannot add; add it by a job of the domain and remove the entry`,
    ]);
    assert.deepEqual(mistakes([quotes], contracts, "ap-northeast-3"), [
      `${at}[0].version: "1.0.0" lacks columns, but ap-northeast-3 has no role that maintains tables; add them by a job of the domain and remove the entry`,
    ]);
  });
});
