import * as assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { parse } from "yaml";

import { contractIssue } from "./contract";
import { ContractError, loadContracts } from "./contract-files";

/** A copy of the contracts in which one may break things. */
function withCopy(use: (dir: string) => void): void {
  const dir = mkdtempSync(join(tmpdir(), "contracts-"));
  cpSync("contracts", dir, { recursive: true });
  try {
    use(dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

function errorOf(dir: string): ContractError {
  try {
    loadContracts(dir);
  } catch (error) {
    assert.ok(error instanceof ContractError);
    return error;
  }
  throw new assert.AssertionError({ message: "the contracts were accepted" });
}

/** What is said of the contracts in a copy, each file as it is named there. */
const linesOf = (dir: string): string[] =>
  errorOf(dir)
    .message.replaceAll(`${relative(process.cwd(), dir)}/`, "")
    .split("\n");

describe("loadContracts", () => {
  const contracts = loadContracts("contracts");

  it("reads 27 products of nine domains, three each, sorted", () => {
    const products = contracts.map(({ product }) => product);
    assert.equal(products.length, 27);
    assert.deepEqual(products, [...products].sort());
    const domains = new Set(contracts.map(({ domain }) => domain));
    assert.equal(domains.size, 9);
    for (const domain of domains)
      assert.equal(contracts.filter((each) => each.domain === domain).length, 3, domain);
  });

  it("reads only the domains that it is asked for", () => {
    const some = loadContracts("contracts", new Set(["trading", "risk"]));
    assert.deepEqual(
      some,
      contracts.filter(({ domain }) => domain === "trading" || domain === "risk"),
    );
  });

  it("gives what accounts need, with file and line", () => {
    const trades = contracts.find(({ product }) => product === "trading.trades");
    assert.ok(trades);
    const { tables, slas, releases, ...facts } = trades;
    assert.deepEqual(
      releases?.map(({ version }) => version),
      ["1.0.0"],
    );
    assert.deepEqual(facts, {
      product: "trading.trades",
      id: "trading-trades",
      domain: "trading",
      name: "trades",
      version: "1.0.0",
      status: "active",
      owner: "trading",
      purpose: "Executed trades of all desks, the record that risk and the regulator work from.",
      file: "contracts/trading/trades.yaml",
      line: 8,
      classification: "restricted",
      personalData: "personal",
      shareable: true,
      consumers: ["risk-analytics", "regulatory-reporting"],
      retention: {
        days: 2557,
        obligation: "MiFID II Art. 16(6)-(7) and Delegated Regulation (EU) 2017/565 Art. 72-76",
      },
      recovery: { rpoMinutes: 15, rtoMinutes: 60 },
      documentation: {},
      advisories: [],
    });
    assert.equal(tables.length, 1);
    assert.deepEqual(slas[0], {
      property: "latency",
      value: 5,
      unit: "minutes",
      element: "trades.executed_at",
    });
  });

  it("resolves types, partitions, personal data and freshness of columns", () => {
    const table = contracts.find(({ product }) => product === "trading.trades")?.tables[0];
    const executed = table?.columns.find(({ name }) => name === "executed_at");
    assert.deepEqual(executed, {
      name: "executed_at",
      description: "Execution time in UTC, microseconds.",
      icebergType: "timestamptz",
      glueType: "timestamp",
      required: true,
      unique: false,
      primaryKey: false,
      partition: { position: 3, transform: "day" },
      classification: "internal",
      pii: "none",
      logicalType: "timestamp",
      options: {},
      quality: [],
    });
    assert.deepEqual(table?.freshness, { column: "executed_at", minutes: 5 });
    assert.deepEqual(table?.columnAccess[0], {
      reader: "risk-analytics",
      columns: ["client_id"],
      purpose: "Exposure by counterparty.",
      legalBasis: ["gdpr-6-1-c", "glba-502-e", "appi-27-1-1"],
    });
  });

  it("never classifies a product below any of its columns", () => {
    const order = ["public", "internal", "confidential", "restricted"];
    for (const { product, classification, tables } of contracts) {
      for (const column of tables.flatMap((table) => table.columns)) {
        assert.ok(
          order.indexOf(column.classification) <= order.indexOf(classification),
          `${product} ${column.name}`,
        );
      }
    }
  });

  it("costs little more than reading the YAML: positions are found only for mistakes", () => {
    const texts = contracts.map(({ file }) => readFileSync(file, "utf8"));
    const timed = (run: () => unknown): number => {
      const start = performance.now();
      run();
      return performance.now() - start;
    };
    // The best of several runs in turn, so that neither other work on the machine nor warming up decides.
    const runs = Array.from({ length: 8 }, () => ({
      yaml: timed(() => texts.map((text) => parse(text) as unknown)),
      load: timed(() => loadContracts("contracts")),
    }));
    const best = (key: "yaml" | "load"): number => Math.min(...runs.map((run) => run[key]));
    assert.ok(
      best("load") < best("yaml") * 3,
      `${best("load").toFixed(0)} ms against ${best("yaml").toFixed(0)} ms`,
    );
  });

  it("reports the mistakes of all files at once, each with its position", () => {
    withCopy((dir) => {
      const edit = (file: string, from: string, to: string): void => {
        const path = join(dir, file);
        writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
      };
      edit("corebanking/transactions.yaml", "classification: confidential", "classification: secret");
      edit("trading/orders.yaml", "physicalType: table", "physicalType: view");
      edit("market/quotes.yaml", "\nstatus:", "\nstats: x\nstatus:");
      const at = (file: string): string => relative(process.cwd(), join(dir, file));
      const lineOf = (file: string, text: string): number =>
        readFileSync(join(dir, file), "utf8")
          .split("\n")
          .findIndex((line) => line.includes(text)) + 1;
      const secret = lineOf("corebanking/transactions.yaml", "classification: secret");
      const schema = lineOf("trading/orders.yaml", "schema:") + 1;
      assert.deepEqual(errorOf(dir).message.split("\n"), [
        `${at("corebanking/transactions.yaml")}:${secret}:25 schema[0].properties[1].classification: "secret" is not a classification; use one of public, internal, confidential, restricted`,
        `${at("market/quotes.yaml")}:7:1 stats: "stats" is not a known key; did you mean "status"?`,
        `${at("trading/orders.yaml")}:${schema}:3 schema: has no table; describe at least one that is no view`,
      ]);
    });
  });

  it("refuses what would be overlooked, each in one line", () => {
    withCopy((dir) => {
      mkdirSync(join(dir, "trading/old"));
      for (const file of ["foo.yaml", "foo.yml", "notes.txt", "trading/fees.yml", "trading/fees.json"])
        writeFileSync(join(dir, file), "kind: DataContract\n");
      assert.deepEqual(linesOf(dir), [
        "foo.yaml: is in no domain's folder and would not be read; move it to the folder of its domain",
        "foo.yml: is in no domain's folder and would not be read; move it to the folder of its domain",
        "notes.txt: is no contract; move it out of this folder",
        "trading/fees.json: is not a contract; name it <name>.yaml or move it",
        "trading/fees.yml: would not be read as a contract; name it fees.yaml",
        "trading/old: is a folder in a domain's folder; move its contracts up to trading/",
      ]);
    });
  });

  it("passes over what editors, file managers and people leave", () => {
    withCopy((dir) => {
      mkdirSync(join(dir, ".idea"));
      const left = [".x.swp", ".DS_Store", "README.md", "a.yaml~", "#a.yaml#", "a.yaml.swp", "a.yaml.orig"];
      for (const file of [...left, ...left.map((each) => join("trading", each))])
        writeFileSync(join(dir, file), "not: a contract");
      assert.ok(existsSync(join(dir, "contracts.lock")));
      assert.equal(loadContracts(dir).length, 27);
    });
  });

  it("reads name.odcs.yaml as the contract name, and no product twice", () => {
    withCopy((dir) => {
      const [long, short] = [join(dir, "trading/orders.odcs.yaml"), join(dir, "trading/orders.yaml")];
      renameSync(short, long);
      assert.ok(loadContracts(dir).some(({ product }) => product === "trading.orders"));
      cpSync(long, short);
      assert.deepEqual(linesOf(dir), [
        "trading/orders.yaml: is trading.orders a second time, beside trading/orders.odcs.yaml; keep one of the files",
      ]);
    });
  });

  it("refuses a file that is not UTF-8 in one line, beside the mistakes of others", () => {
    withCopy((dir) => {
      const orders = readFileSync(join(dir, "trading/orders.yaml"), "utf8");
      writeFileSync(join(dir, "trading/orders.yaml"), orders.replace("purpose: ", "purpose: é "), "latin1");
      writeFileSync(join(dir, "trading/trades.yaml"), "\uFEFFkind: DataContract\n", "utf16le");
      writeFileSync(join(dir, "foo.yaml"), "");
      assert.deepEqual(linesOf(dir), [
        "foo.yaml: is in no domain's folder and would not be read; move it to the folder of its domain",
        'trading/orders.yaml:10:12: has the byte 0xE9, "é" in Latin-1; save it as UTF-8',
        "trading/trades.yaml: is UTF-16 or no text at all; save it as UTF-8",
      ]);
    });
  });

  it("places mistakes that show from outside", () => {
    const [contract] = contracts;
    assert.ok(contract);
    const issue = contractIssue(contract, { path: ["domain"], message: "has no account" });
    assert.equal(issue.line, contract.line);
    assert.equal(issue.file, contract.file);
  });
});
