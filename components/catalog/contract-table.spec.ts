import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { assertAccount, only } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record, type Registration } from "../testing/record";
import { compileContract } from "./compile";
import { loadContracts } from "./contract-files";
import { ContractTable, type ContractTableArgs } from "./contract-table";

const accountId = "111111111111";
const databaseName = "mrd_trading_silver_eu_prod";
const contract = loadContracts("contracts").find(({ product }) => product === "trading.trades");
assert.ok(contract);
const [compiled] = compileContract(contract, {
  buckets: { silver: "mrd-silver", gold: "mrd-gold" },
  days: { bronze: 2557, silver: 1827, gold: 1096 },
});
assert.ok(compiled);

const name = compiled.logicalName;
const common = { databaseName, tableName: "trades" };
const given = {
  home: homeOf(accountId),
  databaseName,
  compiled,
  optimizerRoleArn: `arn:aws:iam::${accountId}:role/optimizer`,
  tags: { "dp:domain": "trading" },
  after: [],
};

const make = (args: Partial<ContractTableArgs> = {}): Promise<Registration[]> =>
  record(() => new ContractTable(name, { ...given, ...args }, { provider: new Provider("governance") }));
/** In the order of their names: registrations arrive in any order. */
const all = (seen: Registration[], type: string): Registration[] =>
  seen.filter((each) => each.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));

describe("ContractTable", () => {
  it("stands in its account and region", async () => {
    assertAccount(await make(), {
      provider: "governance",
      region: "eu-west-1",
      component: name,
      token: "meridian:catalog:ContractTable",
    });
  });

  it("creates an Iceberg v2 table with the compiled schema and partitions", async () => {
    const { inputs } = only(await make(), "aws:glue/catalogTable:CatalogTable");
    const { openTableFormatInput, ...rest } = inputs;
    assert.deepEqual(rest, { region: "eu-west-1", catalogId: accountId, databaseName, name: "trades" });
    assert.deepEqual(openTableFormatInput, {
      icebergInput: {
        metadataOperation: "CREATE",
        version: "2",
        icebergTableInput: JSON.parse(JSON.stringify(compiled.iceberg)) as unknown,
      },
    });
  });

  it("tags the table, and each group of columns once", async () => {
    const seen = all(await make(), "aws:lakeformation/resourceLfTags:ResourceLfTags");
    const [table, ...groups] = seen;
    assert.deepEqual(table?.inputs["table"], { catalogId: accountId, databaseName, name: "trades" });
    assert.deepEqual(
      (table?.inputs["lfTags"] as { key: string; value: string }[]).map(
        ({ key, value }) => `${key}=${value}`,
      ),
      ["classification=restricted", "pii=none", "product=trading.trades", "retention=7y", "shareable=true"],
    );
    assert.deepEqual(
      groups.map(({ name: each }) => each),
      ["confidential", "direct", "internal", "quasi"].map((group) => `${name}-${group}`),
    );
    assert.deepEqual(groups[1]?.inputs["tableWithColumns"], {
      catalogId: accountId,
      databaseName,
      name: "trades",
      columnNames: ["trader_id"],
    });
  });

  const filters = [
    { reader: "risk-analytics", name: "trades_risk_analytics", columns: ["trade_id", "client_id"] },
    { reader: "ml", name: "trades_ml", columns: ["trade_id"], rowFilter: "desk = 'fx'" },
  ];
  const filterOf = (seen: Registration[], reader: string) =>
    only(seen, "aws:lakeformation/dataCellsFilter:DataCellsFilter", `${name}-for-${reader}`).inputs;

  it("has a filter for each reader that sees a part, of exactly its columns, over all rows", async () => {
    assert.deepEqual(filterOf(await make({ filters }), "risk-analytics"), {
      region: "eu-west-1",
      tableData: {
        tableCatalogId: accountId,
        ...common,
        name: "trades_risk_analytics",
        columnNames: ["trade_id", "client_id"],
        rowFilter: { allRowsWildcard: {} },
      },
    });
  });

  it("filters rows where the contract says so", async () => {
    const { rowFilter } = filterOf(await make({ filters }), "ml")["tableData"] as Record<string, unknown>;
    assert.deepEqual(rowFilter, { filterExpression: "desk = 'fx'" });
  });

  it("has no filter that nobody is given", async () => {
    assert.deepEqual(all(await make(), "aws:lakeformation/dataCellsFilter:DataCellsFilter"), []);
  });

  it("has the three optimizers under the given role", async () => {
    const optimizers = all(await make(), "aws:glue/catalogTableOptimizer:CatalogTableOptimizer");
    assert.deepEqual(
      optimizers.map(({ name: each, inputs }) => [each, inputs["type"]]),
      [
        [`${name}-compaction`, "compaction"],
        [`${name}-orphan-file-deletion`, "orphan_file_deletion"],
        [`${name}-retention`, "retention"],
      ],
    );
    for (const { inputs } of optimizers) {
      const { enabled, roleArn } = inputs["configuration"] as Record<string, unknown>;
      assert.deepEqual({ enabled, roleArn }, { enabled: true, roleArn: given.optimizerRoleArn });
    }
  });

  it("has the contract's rules as a ruleset of the table", async () => {
    const { inputs } = only(await make(), "aws:glue/dataQualityRuleset:DataQualityRuleset");
    assert.equal(inputs["name"], `${databaseName}-trades`);
    assert.equal(inputs["ruleset"], compiled.ruleset);
    assert.deepEqual(inputs["targetTable"], { catalogId: accountId, ...common });
    assert.deepEqual(inputs["tags"], given.tags);
  });

  it("orders what Lake Formation changes", async () => {
    let made: ContractTable | undefined;
    await record(() => {
      made = new ContractTable(name, { ...given, filters }, { provider: new Provider("governance") });
    });
    // One table, its tags, four groups of columns, two filters.
    assert.equal(made?.parts.length, 8);
    assert.ok(made?.parts.every((part) => pulumi.Resource.isInstance(part)));
  });
});
