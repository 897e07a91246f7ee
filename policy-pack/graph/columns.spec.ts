import assert from "node:assert/strict";

import { made } from "../testing/fixtures/build";
import { grantedClassification, grantedColumns } from "./columns";
import { indexGraph } from "./graph-index";
import { UNKNOWN, type GraphResource } from "./types";

const catalogId = "200000000001";
const at = { catalogId, databaseName: "trading", name: "trades" };
const tagged = (name: string, props: Record<string, unknown>, tags: Record<string, string>) =>
  made("lakeformation/resourceLfTags", name, {
    ...props,
    lfTags: Object.entries(tags).map(([key, value]) => ({ key, value })),
  });
const lake = [
  made("glue/catalogDatabase", "trading", { catalogId, name: "trading" }),
  made("glue/catalogTable", "trades", {
    ...at,
    openTableFormatInput: {
      icebergInput: {
        icebergTableInput: { schema: { fields: [{ name: "id" }, { name: "desk" }, { name: "trader" }] } },
      },
    },
  }),
  tagged(
    "db",
    { database: { catalogId, name: "trading" } },
    { classification: "restricted", domain: "trading" },
  ),
  tagged("table", { table: at }, { classification: "internal", product: "trading.trades", pii: "none" }),
  tagged(
    "column",
    { tableWithColumns: { ...at, columnNames: ["trader"] } },
    { classification: "confidential", pii: "direct" },
  ),
  made("lakeformation/dataCellsFilter", "few", {
    tableData: {
      tableCatalogId: catalogId,
      databaseName: "trading",
      tableName: "trades",
      name: "few",
      columnNames: ["id"],
    },
  }),
];
const grant = (props: Record<string, unknown>) =>
  made("lakeformation/permissions", "g", { catalogId, ...props });
const byTags = (tags: Record<string, string[]>) => ({
  lfTagPolicy: {
    catalogId,
    resourceType: "TABLE",
    expressions: Object.entries(tags).map(([key, values]) => ({ key, values })),
  },
});

function seen(resource: GraphResource) {
  const index = indexGraph({ stack: "prod-eu", resources: [...lake, resource] });
  const names = grantedColumns(resource, index)?.flatMap(({ columns }) => columns.map(({ name }) => name));
  return [names, grantedClassification(resource, index)];
}

describe("the columns that a grant gives", () => {
  it("are those of its filter", () => {
    const through = { tableCatalogId: catalogId, databaseName: "trading", tableName: "trades", name: "few" };
    assert.deepEqual(seen(grant({ dataCellsFilter: through })), [["id"], "internal"]);
  });

  it("are those whose own tags, else their table's, else their database's, match", () => {
    const open = { product: ["trading.trades"], classification: ["internal"], pii: ["none"] };
    assert.deepEqual(seen(grant(byTags(open))), [["id", "desk"], "internal"]);
    const more = { ...open, classification: ["internal", "confidential"], pii: ["none", "direct"] };
    assert.deepEqual(seen(grant(byTags(more))), [["id", "desk", "trader"], "confidential"]);
    assert.deepEqual(seen(grant(byTags({ domain: ["trading"] }))), [
      ["id", "desk", "trader"],
      "confidential",
    ]);
    assert.deepEqual(seen(grant(byTags({ domain: ["risk"] }))), [[], undefined]);
  });

  it("are those by name, all but those left out, or all of a table or database", () => {
    assert.deepEqual(seen(grant({ tableWithColumns: { ...at, columnNames: ["trader"] } })), [
      ["trader"],
      "confidential",
    ]);
    const left = { ...at, wildcard: true, excludedColumnNames: ["trader"] };
    assert.deepEqual(seen(grant({ tableWithColumns: left })), [["id", "desk"], "internal"]);
    assert.deepEqual(seen(grant({ table: at }))[1], "confidential");
    assert.deepEqual(
      seen(grant({ table: { catalogId, databaseName: "trading", wildcard: true } }))[1],
      "confidential",
    );
  });

  it("are none for a database, and not said where the graph does not show them", () => {
    assert.deepEqual(seen(grant({ database: { catalogId, name: "trading" } })), [[], undefined]);
    assert.deepEqual(seen(grant({ table: { ...at, name: "other" } })), [undefined, undefined]);
    assert.deepEqual(seen(grant(byTags({ domain: [UNKNOWN] }))), [undefined, undefined]);
  });
});
