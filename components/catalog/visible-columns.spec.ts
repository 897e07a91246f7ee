import * as assert from "node:assert/strict";

import fc from "fast-check";

import { classifications } from "../facts/classification";
import type { TableSpec } from "./contract";
import { filterFor } from "./filters";
import { anyTable, column, table } from "./table-fixtures";
import type { ColumnAccess } from "./own-properties";
import { isOpen, openTags, visibleColumns, type Viewer } from "./visible-columns";

describe("what a reader sees of a table", () => {
  const open = column("id");
  const direct = column("name", { pii: "direct", classification: "confidential" });
  const secret = column("score", { classification: "restricted" });
  const viewer: Viewer = { name: "risk-team", clearance: "restricted", jurisdiction: "eu" };
  const says = (columns: string[], legalBasis: ColumnAccess["legalBasis"]): ColumnAccess => ({
    reader: "risk-team",
    columns,
    purpose: "Exposure.",
    legalBasis,
  });
  const namesOf = (given: TableSpec, who = viewer) =>
    visibleColumns(given, who).map(({ column: { name } }) => name);

  it("is no restricted and no naming column, whatever the clearance", () => {
    assert.deepEqual(namesOf(table([open, direct, secret])), ["id"]);
  });

  it("is nothing above the clearance, also where the contract says so", () => {
    const given = { ...table([open, secret]), columnAccess: [says(["score"], ["not-personal"])] };
    assert.deepEqual(namesOf(given, { ...viewer, clearance: "confidential" }), ["id"]);
    assert.deepEqual(namesOf(given), ["id", "score"]);
  });

  it("is opened by a statement for this reader, on a ground of the law that holds here", () => {
    const columnAccess = [says(["name", "score"], ["gdpr-6-1-c"])];
    const given = { ...table([open, direct, secret]), columnAccess };
    assert.deepEqual(namesOf(given), ["id", "name", "score"]);
    assert.deepEqual(visibleColumns(given, viewer)[1]?.by, columnAccess[0]);
    assert.deepEqual(namesOf(given, { ...viewer, name: "ml" }), ["id"]);
    assert.deepEqual(namesOf(given, { ...viewer, jurisdiction: "us" }), ["id"]);
  });

  it("does not open health data on a ground that has none", () => {
    const phi = column("diagnosis", { classification: "restricted", pii: "phi" });
    const given = { ...table([open, phi]), columnAccess: [says(["diagnosis"], ["gdpr-6-1-f"])] };
    assert.deepEqual(namesOf(given), ["id"]);
  });

  it("comes through a filter that names exactly these columns, with the contract's rows", () => {
    assert.deepEqual(filterFor({ ...table([open, secret]), rowFilter: "region = 'north'" }, viewer), {
      reader: "risk-team",
      name: "trades_risk_team",
      columns: ["id"],
      rowFilter: "region = 'north'",
    });
    assert.deepEqual(filterFor(table([direct]), viewer), undefined);
  });

  it("is the whole table by tags only when every column is open and no row is held back", () => {
    assert.equal(isOpen(table([open]), viewer), true);
    assert.equal(isOpen(table([open, secret]), viewer), false);
    assert.equal(isOpen({ ...table([open]), rowFilter: "x" }, viewer), false);
  });

  it("lets nothing through that neither clearance nor contract opens, for any table", () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(...classifications), (any, clearance) => {
        const seen = visibleColumns(any, { ...viewer, clearance }).map(({ column: each }) => each);
        const tags = openTags(clearance);
        const byTags = any.columns.filter(
          ({ classification, pii }) =>
            tags.classification.includes(classification) && tags.pii.some((kind) => kind === pii),
        );
        assert.deepEqual(seen, byTags);
        assert.ok(
          seen.every(({ pii, classification }) => pii !== "direct" && classification !== "restricted"),
        );
      }),
    );
  });
});
