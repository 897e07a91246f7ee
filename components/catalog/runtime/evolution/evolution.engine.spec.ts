import assert from "node:assert/strict";

import { Engines } from "../../../../tools/testing/engines/engines";
import { enginesRefusal } from "../../../../tools/testing/engines/install";
import { FaultProxy, type Call } from "../../../../tools/testing/fault-proxy";
import { UnitProcess } from "../../../../tools/testing/unit-process";
import type { NamedType, TableAddition } from "../../table-addition";
import type { Evolved } from "./evolve";
import { LakeService } from "./testing";

const venue: NamedType = { name: "venue", type: "string" };
const fee: NamedType = { name: "fee", type: "decimal(18,2)" };
const legs: NamedType = { name: "legs", type: "array<struct<isin:string,quantity:bigint>>" };

const throttled = {
  kind: "answer",
  status: 400,
  type: "application/x-amz-json-1.1",
  body: '{"__type":"ThrottlingException","Message":"Rate exceeded"}',
} as const;

const starts = ({ target }: Call) => target.endsWith(".StartQueryExecution");

describe("the unit that adds columns, on a table of Iceberg", function () {
  this.timeout(300_000);
  let engines: Engines;
  let lake: LakeService;
  let proxy: FaultProxy;
  let unit: UnitProcess;
  let count = 0;
  let table = "";

  before(async function () {
    const refusal = enginesRefusal();
    if (refusal !== undefined) {
      if (process.env["MERIDIAN_ENGINES"] === "1") process.stderr.write(`columns on Spark: ${refusal}\n`);
      this.skip();
    }
    engines = await Engines.shared();
    lake = await LakeService.start(engines);
    proxy = await FaultProxy.start(lake.origin);
  });

  after(async () => {
    await proxy?.stop();
    await lake?.stop();
  });

  beforeEach(async () => {
    table = `trades_${(count += 1)}`;
    await sql(`CREATE TABLE lake.evolution.${table} (id string, price int) USING iceberg`);
    await sql(`INSERT INTO lake.evolution.${table} VALUES ('a', 1)`);
    proxy.clear();
    lake.ran.length = 0;
    unit = start();
  });

  afterEach(() => unit.stop());

  const start = () =>
    UnitProcess.start("catalog", "evolution", {
      AWS_ENDPOINT_URL: proxy.origin,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "AKIATEST",
      AWS_SECRET_ACCESS_KEY: "s",
    });

  async function sql(text: string): Promise<readonly (readonly unknown[])[]> {
    const { error, rows = [] } = await engines.run(text);
    assert.equal(error, undefined, error);
    return rows;
  }

  const add = (columns: readonly NamedType[], by = unit): Promise<Evolved> => {
    const request: TableAddition = {
      roleArn: "arn:aws:iam::111111111111:role/meridian/optimizer",
      workgroup: "evolution",
      database: "evolution",
      table,
      columns,
    };
    return by.invoke<Evolved>(request);
  };

  const columnsNow = async () =>
    (await sql(`DESCRIBE TABLE lake.evolution.${table}`)).map(
      ([name, type]) => `${String(name)} ${String(type)}`,
    );

  it("adds what is missing, nested columns too; rows that are there have none of it", async () => {
    assert.deepEqual(await add([{ name: "id", type: "string" }, venue, fee, legs]), {
      added: ["venue", "fee", "legs"],
      there: ["id"],
    });
    assert.deepEqual(await columnsNow(), [
      "id string",
      "price int",
      "venue string",
      "fee decimal(18,2)",
      "legs array<struct<isin:string,quantity:bigint>>",
    ]);
    assert.deepEqual(await sql(`SELECT * FROM lake.evolution.${table}`), [["a", 1, null, null, null]]);
  });

  it("does nothing where everything is there", async () => {
    await add([venue]);
    proxy.clear();
    assert.deepEqual(await add([venue]), { added: [], there: ["venue"] });
    assert.deepEqual(proxy.calls.filter(starts), []);
  });

  it("adds once what two runs ask for at once", async () => {
    const other = start();
    try {
      const both = await Promise.all([add([venue]), add([venue], other)]);
      assert.deepEqual(both, [
        { added: ["venue"], there: [] },
        { added: ["venue"], there: [] },
      ]);
    } finally {
      other.stop();
    }
    assert.equal(lake.ran.length, 1);
    assert.deepEqual(await columnsNow(), ["id string", "price int", "venue string"]);
  });

  it("ends well where another run has added a part of it in between", async () => {
    const other = start();
    try {
      await Promise.all([add([venue, fee]), add([venue], other)]);
    } finally {
      other.stop();
    }
    assert.deepEqual(await columnsNow(), ["id string", "price int", "venue string", "fee decimal(18,2)"]);
  });

  it("waits where Athena and Glue answer that it is too fast", async () => {
    proxy.injectFirst(4, throttled, ({ target }) =>
      /\.(StartQueryExecution|GetTable|GetQueryExecution)$/.test(target),
    );
    assert.deepEqual(await add([venue]), { added: ["venue"], there: [] });
    assert.equal(lake.ran.length, 1);
  });

  it("tries again when another commit was first", async () => {
    lake.refusals.push("ICEBERG_COMMIT_ERROR: the table was changed");
    assert.deepEqual(await add([venue]), { added: ["venue"], there: [] });
    assert.equal(lake.ran.length, 1);
  });

  it("starts nothing twice when it dies after its statement has begun", async () => {
    proxy.injectFirst(1, { kind: "lost", afterwards: () => unit.kill() }, starts);
    await assert.rejects(add([venue]), /the unit's process ended/);
    proxy.clear();
    unit = start();
    const evolved = await add([venue]);
    assert.deepEqual([...evolved.added, ...evolved.there], ["venue"]);
    assert.equal(lake.ran.length, 1);
    assert.deepEqual(await columnsNow(), ["id string", "price int", "venue string"]);
  });

  it("says why when it cannot, and adds nothing", async () => {
    await assert.rejects(add([{ name: "venue", type: "nonsense" }]), /still lacks venue: .*nonsense/is);
    await assert.rejects(
      add([venue, { name: "price", type: "bigint" }]),
      /columns with another type: price is int there and bigint here; make the contract and the table agree\./,
    );
    assert.deepEqual(await columnsNow(), ["id string", "price int"]);
  });
});
