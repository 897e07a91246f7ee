import assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import { DuckDBInstance } from "@duckdb/node-api";

import { place } from "../residency/place";
import { assertAccount } from "../testing/assert-account";
import { record } from "../testing/record";
import { StarterQueries, starterQuery } from "./starter-queries";

const tables = [{ database: "mrd_risk_gold", table: "exposures" }];
const namesakes = [
  { database: "mrd_risk_gold", table: "trades" },
  { database: "mrd_trading_silver", table: "trades" },
];

describe("StarterQueries", () => {
  const run = (shared = tables) =>
    record(
      () =>
        new StarterQueries(
          "risk-queries",
          { placement: place("eu", "eu-west-1"), workgroup: "mrd-risk", tables: shared },
          { provider: new Provider("consumer") },
        ),
    );

  it("places its queries in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), {
      provider: "consumer",
      region: "eu-west-1",
      component: "risk-queries",
      token: "meridian:warehouse:StarterQueries",
    });
  });

  it("saves two queries a table, for its workgroup and its link", async () => {
    const saved = (await run()).filter(({ type }) => type === "aws:athena/namedQuery:NamedQuery");
    assert.deepEqual(
      saved.map(({ name, inputs }) => [name, inputs["name"], inputs["database"], inputs["workgroup"]]).sort(),
      [
        ["risk-queries-exposures-columns", "exposures columns", "mrd_risk_gold", "mrd-risk"],
        ["risk-queries-exposures-first-rows", "exposures first-rows", "mrd_risk_gold", "mrd-risk"],
      ],
    );
  });

  it("names tables of one name in two databases with their databases, and other tables without", async () => {
    const saved = (await run([...tables, ...namesakes])).filter(
      ({ type }) => type === "aws:athena/namedQuery:NamedQuery",
    );
    assert.deepEqual(
      saved
        .filter(({ name }) => name.endsWith("-columns"))
        .map(({ name, inputs }) => [name, inputs["name"], inputs["database"]])
        .sort(),
      [
        ["risk-queries-exposures-columns", "exposures columns", "mrd_risk_gold"],
        ["risk-queries-mrd_risk_gold.trades-columns", "mrd_risk_gold.trades columns", "mrd_risk_gold"],
        [
          "risk-queries-mrd_trading_silver.trades-columns",
          "mrd_trading_silver.trades columns",
          "mrd_trading_silver",
        ],
      ],
    );
  });
});

describe("starter queries on a real engine", () => {
  const rowsOf = async (kind: "first-rows" | "columns") => {
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run("CREATE SCHEMA mrd_risk_gold");
    await connection.run(
      "CREATE TABLE mrd_risk_gold.exposures AS SELECT range AS id, 'x' AS book FROM range(250)",
    );
    // Of the same name elsewhere: must not be seen.
    await connection.run("CREATE TABLE exposures (other integer)");
    const result = await connection.runAndReadAll(starterQuery(kind, tables[0]!));
    connection.closeSync();
    return result.getRowObjects();
  };

  it("shows at most a hundred rows of the named table", async () => {
    const rows = await rowsOf("first-rows");
    assert.equal(rows.length, 100);
    assert.deepEqual(Object.keys(rows[0]!), ["id", "book"]);
  });

  it("lists the columns of the named table in order", async () => {
    assert.deepEqual(await rowsOf("columns"), [
      { column_name: "id", data_type: "BIGINT", is_nullable: "YES" },
      { column_name: "book", data_type: "VARCHAR", is_nullable: "YES" },
    ]);
  });
});
