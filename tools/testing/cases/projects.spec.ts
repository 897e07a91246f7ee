import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { PlannedResource } from "../../engine/json";
import {
  judgeEvolution,
  judgeGrants,
  judgeThrows,
  projectCases,
  readPlan,
  type PlanReading,
} from "./projects";
import { lawfulContract as unshared } from "./testing";

const resource = (type: string, name: string, inputs: object, options: object = {}): PlannedResource =>
  ({
    urn: `urn:pulumi:dev::meridian::${type}::${name}`,
    type,
    name,
    custom: true,
    inputs,
    options,
  }) as PlannedResource;
const plan = (
  resources: readonly PlannedResource[],
  said: readonly string[] = [],
  code = 0,
): PlanReading => ({
  code,
  resources,
  said,
});
const grant = (name: string, inputs: object) =>
  resource("aws:lakeformation/permissions:Permissions", name, inputs);
const outcome = ({ right, got }: { right: boolean; got: string }) => [right, got];

describe("npm run cases: a product that is not active", () => {
  const other = grant("other", { tableWithColumns: { name: "encounters" } });
  const granted = [
    other,
    grant("by-name", { tableWithColumns: { name: "probe" } }),
    grant("by-tag", { lfTagPolicy: { expressions: [{ key: "product", values: ["clinical.probe"] }] } }),
    resource("aws:glue/catalogTable:CatalogTable", "probe", { name: "probe" }),
  ];

  it("is right when nothing is granted", () => {
    assert.deepEqual(outcome(judgeGrants("retired", plan([other]))), [true, "no grant"]);
  });

  it("is wrong when it is granted in silence", () => {
    assert.deepEqual(judgeGrants("retired", plan(granted, ["clinical.probe is new"])), {
      title: "status retired",
      right: false,
      want: "no grant of table probe, or a word that it is retired",
      got: "granted in silence: by-name, by-tag",
    });
  });

  it("is right when the plan says it, and not when the program crashed or said something else", () => {
    const word = "clinical.probe is retired and still granted";
    assert.deepEqual(outcome(judgeGrants("retired", plan(granted, [word]))), [true, word]);
    assert.deepEqual(outcome(judgeGrants("draft", plan([], [word], 2))), [false, `no plan: ${word}`]);
    assert.deepEqual(outcome(judgeGrants("retired", plan([], [word], 3))), [false, `no plan: ${word}`]);
  });
});

describe("npm run cases: a column that a contract's second version adds", () => {
  const table = (columns: string[], options = {}) =>
    resource("aws:glue/catalogTable:CatalogTable", "probe", { name: "probe", columns }, options);
  const tag = (...columnNames: string[]) =>
    resource("aws:lakeformation/resourceLfTags:ResourceLfTags", "tag", { columnNames });
  const first = plan([table(["row_id"]), tag("row_id")]);
  const ignored = table(["row_id", "email"], { ignoreChanges: ["columns"] });

  it("is right when the table changes", () => {
    const second = plan([table(["row_id", "email"]), tag("email")]);
    assert.deepEqual(outcome(judgeEvolution(first, second)), [true, "the changed table"]);
  });

  it("is right when a statement alters the table, or the plan says that nothing does", () => {
    const query = resource("aws:athena/namedQuery:NamedQuery", "alter", {
      query: "ALTER TABLE probe ADD COLUMNS (email string)",
    });
    assert.deepEqual(outcome(judgeEvolution(first, plan([ignored, query]))), [true, "alter"]);
    const word = "table probe lacks email until somebody alters it";
    assert.deepEqual(outcome(judgeEvolution(first, plan([ignored], [word]))), [true, word]);
  });

  it("is wrong when the change is ignored while others name the column", () => {
    assert.deepEqual(judgeEvolution(first, plan([ignored, tag("email")])), {
      title: "",
      right: false,
      want: "column email in the table, a statement that adds it, or a word that neither is there",
      got: "changes of the table's columns ignored, and the column in CatalogTable probe, ResourceLfTags tag",
    });
    assert.deepEqual(outcome(judgeEvolution(first, first)), [false, "no change of table probe"]);
  });
});

describe("npm run cases: a contract that ended in an exception", () => {
  const own = "contracts/clinical/probe.yaml:24:5 schema[0]: has no column that anybody may read";
  const other = 'contracts/clinical/probe.yaml:15:5 slaProperties[0].element: "probe.no_such" is not there';
  const planned = plan([resource("aws:s3/bucket:Bucket", "b", {})]);
  const outcomes = (alone: PlanReading, beside: PlanReading) =>
    judgeThrows(alone, beside).map(({ right, got }) => [right, got]);

  it("is right when planned, or refused together with the other mistake", () => {
    assert.deepEqual(outcomes(planned, plan([], [other], 2)), [
      [true, "planned"],
      [true, `exit 2: ${other}`],
    ]);
    assert.deepEqual(outcomes(plan([], [own], 2), plan([], [own, other], 2)), [
      [true, `exit 2: ${own}`],
      [true, `exit 2: ${own} | ${other}`],
    ]);
  });

  it("is wrong when thrown, placed nowhere, or hidden by the other mistake", () => {
    const thrown = plan([], ["components/catalog/filters.ts:30: Error: Table probe: …"], 3);
    assert.deepEqual(outcomes(thrown, plan([], [other], 2)), [
      [false, "exit 3: components/catalog/filters.ts:30: Error: Table probe: …"],
      [false, `exit 2: ${other}`],
    ]);
    assert.deepEqual(outcomes(plan([], ["contracts: wrong"], 2), plan([], [other], 2))[0], [
      false,
      "exit 2: contracts: wrong",
    ]);
    assert.deepEqual(outcomes(plan([], [own], 2), plan([], [other], 2))[1], [false, `exit 2: ${other}`]);
    assert.deepEqual(outcomes(planned, planned)[1], [false, "exit 0: "]);
  });
});

describe("npm run cases: plans of a copy of the project", function () {
  this.timeout(60_000);

  it("reads what the command prints", () => {
    const document = { resources: [{ name: "a" }], findings: [{ message: "found" }] };
    assert.deepEqual(
      readPlan({ code: 0, stdout: JSON.stringify(document), stderr: "planning dev …\nwarning: old\n" }),
      {
        code: 0,
        resources: [{ name: "a" }],
        said: ["warning: old", "found"],
      },
    );
    assert.deepEqual(readPlan({ code: 2, stdout: "", stderr: "a.yaml:1:1: wrong\n" }), {
      code: 2,
      resources: [],
      said: ["a.yaml:1:1: wrong"],
    });
  });

  it("plans the contract in each state, with a consumer that asks for it", () => {
    const folder = mkdtempSync(join(tmpdir(), "meridian-cases-"));
    try {
      writeFileSync(join(folder, "contract.yaml"), unshared);
      const judged = projectCases["retired-still-shared"]!(folder);
      assert.deepEqual(
        judged.map(({ title }) => title),
        ["status retired", "status draft", "status proposed"],
      );
      const refused = (fault: string) =>
        `Pulumi.dev.yaml:98:13 platform.consumers[0].products[2]: "clinical.probe" ${fault}, so it is shared with nobody; ` +
        "remove it here or make it active at contracts/clinical/probe.yaml:7";
      assert.deepEqual(
        judged.map(outcome),
        ["is retired", "is a draft", "is only proposed"].map((fault) => [true, refused(fault)]),
      );
      for (const file of ["v1.yaml", "v2.yaml"]) writeFileSync(join(folder, file), unshared);
      assert.deepEqual(projectCases["schema-evolution"]!(folder).map(outcome), [
        [false, "no change of table probe"],
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
