import assert from "node:assert/strict";
import * as path from "node:path";

import { loadContracts } from "../../components/catalog/contract-files";
import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { checkContracts, checkProducts, type ContractSummary } from "../config";
import { readersOf } from "./readers";
import { edit, parsePlatform, prodEu, read, today } from "./testing";

const contracts: ContractSummary[] = loadContracts(path.join(projectRoot(), "contracts"));
const stacks = ["dev", "prod-us", "prod-eu", "prod-apac"];

function linesOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, `threw ${String(error)}`);
    return error.message.split("\n");
  }
}

/** What prod-eu says when its file, or one contract, is changed. */
function productLines(text: string, change: Partial<ContractSummary> & { product: string }): string[] {
  const file = "Pulumi.prod-eu.yaml";
  const changed = contracts.map((each) =>
    each.product === change.product ? { ...each, file: "c.yaml", line: 9, ...change } : each,
  );
  return linesOf(() =>
    checkProducts(parsePlatform(text, file, "prod-eu", today), changed, { text, file }, today),
  );
}

const untouched = { product: "" };

/** Line and column of the first list item `product`. */
function itemAt(product: string): string {
  const line = prodEu.split("\n").findIndex((each) => each.endsWith(`- ${product}`));
  return `Pulumi.prod-eu.yaml:${line + 1}:${(prodEu.split("\n")[line] ?? "").indexOf(product) + 1}`;
}

describe("checkProducts", () => {
  for (const stack of stacks) {
    it(`accepts Pulumi.${stack}.yaml with the contracts as they are`, () => {
      const text = read(stack);
      const source = { text, file: `Pulumi.${stack}.yaml` };
      assert.deepEqual(
        linesOf(() =>
          checkProducts(parsePlatform(text, source.file, stack, today), contracts, source, today),
        ),
        [],
      );
    });
  }

  it("reports a product that no contract publishes, with the nearest one", () => {
    assert.deepEqual(productLines(edit(prodEu, "- risk.limits", "- risk.limit"), untouched), [
      `${itemAt("risk.limits")} platform.consumers[0].products[3]: "risk.limit" is published by no contract; use one of risk.exposures, risk.limits, risk.market-risk-measures (did you mean "risk.limits"?)`,
    ]);
  });

  it("reports a product whose contract does not list the consumer", () => {
    assert.deepEqual(productLines(prodEu, { product: "risk.limits", consumers: ["operations"] }), [
      `${itemAt("risk.limits")} platform.consumers[0].products[3]: "risk.limits" does not list the consumer "risk-analytics"; remove it here or list the consumer at c.yaml:9`,
    ]);
  });

  it("reports a product of machine learning whose contract does not list ml", () => {
    assert.deepEqual(productLines(prodEu, { product: "trading.orders", consumers: [] }), [
      `${itemAt("trading.orders")} platform.ml.products[2]: "trading.orders" does not list the consumer "ml"; remove it here or list the consumer at c.yaml:9`,
    ]);
  });

  for (const [status, words] of [
    ["retired", "is retired, so it is shared with nobody; remove it here or make it active"],
    ["draft", "is a draft, so it is shared with nobody; remove it here or make it active"],
    ["proposed", "is only proposed, so it is shared with nobody; remove it here or make it active"],
    [
      "deprecated",
      "was deprecated, and its last day was 2026-11-20, so it is shared with nobody; remove it here or move its end",
    ],
  ] as const) {
    it(`reports a product that is ${status} and still listed`, () => {
      const slas = [{ property: "endOfSupport", value: "2026-11-20" }] as const;
      assert.deepEqual(productLines(prodEu, { product: "risk.limits", status, slas }), [
        `${itemAt("risk.limits")} platform.consumers[0].products[3]: "risk.limits" ${words} at c.yaml:9`,
      ]);
    });
  }

  it("accepts a deprecated product until its last day", () => {
    const slas = [{ property: "endOfLife", value: `${today}T12:00:00Z` }] as const;
    assert.deepEqual(productLines(prodEu, { product: "risk.limits", status: "deprecated", slas }), []);
  });

  it("reports a product that is not shareable", () => {
    assert.deepEqual(productLines(prodEu, { product: "risk.limits", shareable: false }), [
      `${itemAt("risk.limits")} platform.consumers[0].products[3]: "risk.limits" is not shareable; remove it here or make it shareable at c.yaml:9`,
    ]);
  });

  it("accepts a product of which the clearance opens a part", () => {
    const text = edit(
      prodEu,
      "owner: operations@eu.meridian.example\n        clearance: restricted",
      "owner: operations@eu.meridian.example\n        clearance: confidential",
    );
    assert.deepEqual(productLines(text, untouched), []);
  });

  it("reports a product in which nothing may be read", () => {
    const shut = contracts.find(({ product }) => product === "risk.limits");
    const tables = shut?.tables.map((table) => ({
      ...table,
      columns: table.columns.map((column) => ({ ...column, classification: "restricted" as const })),
    }));
    assert.deepEqual(productLines(prodEu, { product: "risk.limits", ...(tables && { tables }) }), [
      `${itemAt("risk.limits")} platform.consumers[0].products[3]: "risk.limits" has no column that clearance "restricted" opens here; remove it here, raise the clearance or add a columnAccess to the contract at c.yaml:9`,
    ]);
  });

  it("reports a product that keeps its tables shorter than its domain keeps their layer", () => {
    const text = edit(prodEu, "silverDays: 1827", "silverDays: 2000");
    assert.deepEqual(
      productLines(text, { product: "customer.consents" }).map((line) => line.replace(/^\S+ /, "")),
      [
        "platform.domains[2]: keeps silver 2000 days, but customer.consents at c.yaml:9 says 1827; use 2000 or more there, or leave its retention out",
      ],
    );
  });

  it("reports a domain that declares less than its contracts hold", () => {
    const change = {
      product: "market.instruments",
      classification: "confidential",
      personalData: "phi",
    } as const;
    assert.deepEqual(
      productLines(prodEu, change).map((line) => line.replace(/^\S+ /, "")),
      [
        'platform.domains[5].classification: "internal" is below "confidential" of market.instruments at c.yaml:9; use confidential',
        'platform.domains[5].personalData: "none" is below "phi" of market.instruments at c.yaml:9; use phi',
      ],
    );
  });
});

describe("checkContracts", () => {
  const names = stacks.map((stack) => {
    const platform = parsePlatform(read(stack), stack, stack, today);
    return {
      domains: platform.domains.map(({ name }) => name),
      readers: readersOf(platform).map(({ name }) => name),
    };
  });

  it("accepts the contracts as they are", () => {
    assert.deepEqual(
      linesOf(() => checkContracts(contracts, names)),
      [],
    );
  });

  it("reports each contract whose domain no stack file has", () => {
    const [first] = contracts;
    assert.ok(first);
    const stray = { ...first, domain: "tradng", file: "contracts/tradng/trades.yaml", line: 7 };
    const other = { ...stray, domain: "weather", file: "contracts/weather/rain.yaml", line: 3 };
    const known = "clinical, compliance, corebanking, customer, devices, engagement, market, risk, trading";
    assert.deepEqual(
      linesOf(() => checkContracts([...contracts, stray, other], names)),
      [
        `contracts/tradng/trades.yaml:7:1 domain: "tradng" is a domain of no stack file; use one of ${known} (did you mean "trading"?)`,
        `contracts/weather/rain.yaml:3:1 domain: "weather" is a domain of no stack file; use one of ${known}`,
      ],
    );
  });

  it("reports each consumer that no stack file has, at its line", () => {
    const trades = contracts.find(({ product }) => product === "trading.trades");
    assert.ok(trades);
    const stack = { domains: ["trading"], readers: ["risk-analytic", "ml"] };
    assert.deepEqual(
      linesOf(() => checkContracts([trades], [stack])),
      [
        'contracts/trading/trades.yaml:34:13 customProperties[3].value[0]: "risk-analytics" is a consumer of no stack file; use one of ml, risk-analytic (did you mean "risk-analytic"?)',
        'contracts/trading/trades.yaml:34:29 customProperties[3].value[1]: "regulatory-reporting" is a consumer of no stack file; use one of ml, risk-analytic',
      ],
    );
    assert.deepEqual(
      linesOf(() => checkContracts([trades], [stack, { domains: [], readers: trades.consumers }])),
      [],
    );
  });
});
