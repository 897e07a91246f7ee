import assert from "node:assert/strict";

import { columnTagGroups } from "../lf-tags";
import { rules } from "../dqdl";
import { column, table } from "../table-fixtures";
import { isOpen, visibleColumns } from "../visible-columns";
import type { Contract } from "../contract";
import type { Release, ReleasedColumn } from "./release";
import { pendingColumns, standingAt, standingColumns } from "./standing";

const released = (...names: string[]): Record<string, ReleasedColumn> =>
  Object.fromEntries(
    names.map((name) => [name, { type: "string", required: false, classification: "internal", pii: "none" }]),
  );
const release = (version: string, ...names: string[]): Release => ({
  version,
  hash: "",
  seal: "",
  tables: { trades: { layer: "silver", columns: released(...names) } },
});

const columns = [
  column("id", { required: true }),
  column("price"),
  column("client", { classification: "confidential", required: true }),
];
const contract = {
  version: "1.1.0",
  tables: [table(columns)],
  releases: [release("1.0.0", "id", "price"), release("1.1.0", "id", "price", "client")],
} as unknown as Contract;

const viewer = { name: "risk", clearance: "restricted", jurisdiction: "eu" } as const;

describe("tables that stand at an earlier release", () => {
  const [at] = standingAt(contract, "1.0.0").tables;
  assert.ok(at);

  it("lack the columns that were released after it", () => {
    assert.deepEqual(at.pending, ["client"]);
    assert.deepEqual(
      pendingColumns(at).map(({ name }) => name),
      ["client"],
    );
    assert.deepEqual(
      standingColumns(at).map(({ name }) => name),
      ["id", "price"],
    );
  });

  it("have no tag, no rule and no reader of a column that is not there", () => {
    assert.deepEqual(
      columnTagGroups(at).flatMap((group) => group.columns),
      ["id", "price"],
    );
    assert.deepEqual(
      rules(at).filter((rule) => rule.includes("client")),
      [],
    );
    assert.deepEqual(
      visibleColumns(at, viewer).map(({ column: { name } }) => name),
      ["id", "price"],
    );
  });

  it("are read through a filter, because by their table's tags a reader would read what has none of its own", () => {
    assert.equal(isOpen(table(columns), viewer), true);
    assert.equal(isOpen(at, viewer), false);
  });
});

describe("tables that stand at the contract's release", () => {
  it("lack nothing, whether or not the stack says so", () => {
    for (const version of [undefined, "1.1.0", "9.9.9"]) {
      const [now] = standingAt(contract, version).tables;
      assert.deepEqual([now?.pending, now?.withdrawn], [undefined, undefined], String(version));
    }
  });

  it("are laid whole where the release did not have them", () => {
    const other = { ...contract, tables: [table(columns, { name: "fees" })] };
    assert.equal(standingAt(other, "1.0.0").tables[0]?.pending, undefined);
  });

  it("are read through a filter once a release had columns that the contract has no more", () => {
    const fewer = { ...contract, version: "2.0.0", tables: [table(columns.slice(0, 2))] };
    const [now] = standingAt(fewer).tables;
    assert.deepEqual(now?.withdrawn, ["client"]);
    assert.equal(isOpen(now, viewer), false);
  });
});
