import * as assert from "node:assert/strict";

import fc from "fast-check";

import { compileContract } from "./compile";
import type { ContractColumn, TableSpec } from "./contract";
import { loadContracts } from "./contract-files";
import { icebergDefinition } from "./iceberg";
import { columnTagGroups, databaseTags, tableTags, tagOntology } from "./lf-tags";
import { optimizerSpecs } from "./optimizers";
import { anyTable, column, table } from "./table-fixtures";

const contracts = loadContracts("contracts");
const buckets = { silver: "mrd-silver", gold: "mrd-gold" };
const days = { bronze: 2557, silver: 1827, gold: 1096 };
const product = { product: "trading.trades", version: "1.2.0" };

describe("icebergDefinition", () => {
  const given = table([
    column("trade_id", { required: true, primaryKey: true }),
    column("desk", { partition: { position: 2, transform: "identity" } }),
    column("executed_at", { icebergType: "timestamptz", partition: { position: 1, transform: "hour" } }),
  ]);

  it("numbers fields in order, quotes types as JSON and partitions in partition order", () => {
    const { schema, partitionSpec, location } = icebergDefinition(given, "s3://b/t/", product);
    assert.equal(location, "s3://b/t/");
    assert.deepEqual(schema, {
      schemaId: 0,
      type: "struct",
      identifierFieldIds: [1],
      fields: [
        { id: 1, name: "trade_id", required: true, type: '"string"', doc: "trade_id described" },
        { id: 2, name: "desk", required: false, type: '"string"', doc: "desk described" },
        { id: 3, name: "executed_at", required: false, type: '"timestamptz"', doc: "executed_at described" },
      ],
    });
    assert.deepEqual(partitionSpec, {
      specId: 0,
      fields: [
        { fieldId: 1000, name: "executed_at_hour", transform: "hour", sourceId: 3 },
        { fieldId: 1001, name: "desk", transform: "identity", sourceId: 2 },
      ],
    });
  });

  it("leaves out keys and partitions that a table does not have", () => {
    const { schema, partitionSpec } = icebergDefinition(table([column("a")]), "s3://b/t/", product);
    assert.equal("identifierFieldIds" in schema, false);
    assert.equal(partitionSpec, undefined);
  });

  it("names partitions after their columns and keeps the columns' order, for any table", () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const { schema, partitionSpec } = icebergDefinition(any, "s3://b/t/", product);
        for (const { name, sourceId, transform } of partitionSpec?.fields ?? []) {
          const source = schema.fields.find(({ id }) => id === sourceId);
          assert.ok(source);
          assert.equal(name, transform === "identity" ? source.name : `${source.name}_${transform}`);
        }
        assert.deepEqual(
          schema.fields.map(({ name }) => name),
          any.columns.map(({ name }) => name),
        );
      }),
    );
  });
});

describe("LF-tags", () => {
  it("start every database at restricted, kept as long as its domain says", () => {
    assert.deepEqual(databaseTags("eu", { name: "trading", days: { ...days, gold: 2190 } }, "gold"), {
      classification: "restricted",
      domain: "trading",
      jurisdiction: "eu",
      layer: "gold",
      retention: "7y",
    });
  });

  it("know a longer retention where something is kept that long, and else the usual ones", () => {
    const usual = ["3y", "5y", "7y", "legalhold"];
    const values = (gold: number) =>
      tagOntology("eu", [], [{ name: "trading", days: { ...days, gold } }])["retention"];
    assert.deepEqual(values(1096), usual);
    assert.deepEqual(values(10_000), ["3y", "5y", "7y", "30y", "legalhold"]);
  });

  it("group columns by the tags that differ from their table's", () => {
    const given = table([
      column("id", { classification: "restricted" }),
      column("name", { classification: "restricted", pii: "direct" }),
      column("email", { classification: "restricted", pii: "direct" }),
      column("city", { classification: "internal", pii: "quasi" }),
      column("status", { classification: "internal" }),
    ]);
    assert.deepEqual(columnTagGroups(given), [
      { name: "direct", columns: ["name", "email"], tags: { pii: "direct" } },
      { name: "internal", columns: ["status"], tags: { classification: "internal" } },
      { name: "internal-quasi", columns: ["city"], tags: { classification: "internal", pii: "quasi" } },
    ]);
  });

  it("give every column its own classification and personal data in effect, for any table", () => {
    fc.assert(
      fc.property(anyTable, (any) => {
        const groups = columnTagGroups(any);
        for (const { name, classification, pii } of any.columns) {
          const own = groups.filter(({ columns }) => columns.includes(name));
          assert.ok(own.length <= 1);
          const inherited = { classification: any.classification, pii: "none" };
          assert.deepEqual({ ...inherited, ...own[0]?.tags }, { classification, pii });
        }
        assert.equal(new Set(groups.map((group) => group.name)).size, groups.length);
      }),
    );
  });

  it("are all in the ontology, on every table and column of every contract", () => {
    const domains = new Set(contracts.map(({ domain }) => domain));
    const kept = ["awaited", ...domains].map((name) => ({ name, days }));
    const ontology = tagOntology("eu", contracts, kept);
    assert.deepEqual(Object.keys(ontology), [
      "classification",
      "domain",
      "jurisdiction",
      "layer",
      "pii",
      "product",
      "retention",
      "shareable",
    ]);
    assert.deepEqual(ontology["domain"], [...domains, "awaited"].sort());
    for (const contract of contracts) {
      for (const each of contract.tables) {
        const sets = [
          databaseTags("eu", { name: contract.domain, days }, each.layer),
          tableTags(contract, each, contract.retention?.days ?? days[each.layer]),
          ...columnTagGroups(each).map(({ tags }) => tags),
        ];
        for (const [key, value] of sets.flatMap((set) => Object.entries(set))) {
          assert.ok(ontology[key]?.includes(value), `${contract.product}: ${key}=${value}`);
        }
      }
    }
  });
});

describe("optimizerSpecs", () => {
  it("keeps deleted rows seven days at most, and names the table's own place for orphans", () => {
    const [compaction, retention, orphans, ...others] = optimizerSpecs("s3://b/t/", "none");
    assert.deepEqual(others, []);
    assert.deepEqual(compaction?.configuration.compactionConfiguration?.icebergConfiguration, {
      strategy: "binpack",
      minInputFiles: 20,
      deleteFileThreshold: 10,
    });
    assert.deepEqual(retention?.configuration.retentionConfiguration?.icebergConfiguration, {
      snapshotRetentionPeriodInDays: 7,
      numberOfSnapshotsToRetain: 3,
      cleanExpiredFiles: true,
      runRateInHours: 24,
    });
    assert.deepEqual(orphans?.configuration.orphanFileDeletionConfiguration?.icebergConfiguration, {
      orphanFileRetentionPeriodInDays: 7,
      location: "s3://b/t/",
      runRateInHours: 24,
    });
  });

  it("compacts personal data after the first delete", () => {
    for (const kind of ["personal", "phi"] as const) {
      const [compaction] = optimizerSpecs("s3://b/t/", kind);
      assert.equal(
        compaction?.configuration.compactionConfiguration?.icebergConfiguration.deleteFileThreshold,
        1,
      );
    }
  });
});

describe("compileContract", () => {
  const compiled = contracts.flatMap((contract) => compileContract(contract, { buckets, days }));

  it("compiles every table of every contract, under unique names and places", () => {
    assert.equal(compiled.length, contracts.flatMap(({ tables }) => tables).length);
    assert.equal(new Set(compiled.map(({ logicalName }) => logicalName)).size, compiled.length);
    const places = contracts.flatMap((contract) =>
      compileContract(contract, {
        buckets: { silver: `${contract.domain}-s`, gold: `${contract.domain}-g` },
        days,
      }),
    );
    assert.equal(new Set(places.map(({ iceberg }) => iceberg.location)).size, compiled.length);
  });

  it("puts a table into the bucket of its layer", () => {
    const trades = compiled.find(({ product: each }) => each === "trading.trades");
    assert.equal(trades?.logicalName, "trading-trades-trades");
    assert.equal(trades?.iceberg.location, "s3://mrd-silver/trades/trades/");
    assert.equal(trades?.iceberg.properties["meridian.contract-version"], "1.0.0");
  });

  it("says in the table what a gold table is made from, in products that exist and raw feeds", () => {
    const products = contracts.map(({ product }) => product);
    const gold = compiled.filter(({ table: each }) => each.layer === "gold");
    assert.ok(gold.length > 0);
    for (const { iceberg, table: each } of gold) {
      assert.equal(iceberg.properties["meridian.upstream"], each.upstream?.join(","));
      const unknown = each.upstream?.filter(
        (source) => !source.startsWith("bronze/") && !products.includes(source),
      );
      assert.deepEqual(unknown, [], each.name);
    }
  });

  it("partitions every table", () => {
    const unpartitioned = compiled.filter(({ iceberg }) => iceberg.partitionSpec === undefined);
    assert.deepEqual(unpartitioned, []);
  });

  it("keeps a table as long as its product says, else as long as its domain keeps the layer", () => {
    const daysOf = (name: string) => compiled.find((each) => each.product === name)?.retentionDays;
    assert.equal(daysOf("trading.trades"), 2557);
    assert.equal(daysOf("customer.interactions"), days.silver);
  });

  it("gives every column a type that Iceberg and Glue know", () => {
    const known = /^(string|date|timestamp|bigint|int|double|float|boolean|decimal\(\d+, \d+\))$/;
    const columns: ContractColumn[] = compiled.flatMap(({ table: each }: { table: TableSpec }) => [
      ...each.columns,
    ]);
    assert.ok(columns.length > 300);
    for (const { name, glueType: type } of columns) assert.match(type, known, name);
  });
});
