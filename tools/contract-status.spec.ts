import assert from "node:assert/strict";

import { exitCodes } from "./commands/exit-codes";
import type { PlannedResource } from "./engine/json";
import { ProjectCopy } from "./testing/project-copy";

const contract = "contracts/clinical/observations.yaml";
const isShare = /lakeformation\/(permissions|dataCellsFilter)|glue\/catalogDatabase|ResourceLink/;

/** The URNs and inputs of what gives somebody the product's table: grants, filters, links; and of the table itself. */
function planOf(copy: ProjectCopy) {
  const { code, stdout, stderr } = copy.run("plan", "--stack", "dev", "--format", "json");
  if (code !== exitCodes.clean) return { code, stderr, shares: [], tables: [] };
  const { resources } = JSON.parse(stdout) as { resources: readonly PlannedResource[] };
  const about = resources.filter(({ inputs }) => /"(clinical\.)?observations"/.test(JSON.stringify(inputs)));
  const urnsOf = (pattern: RegExp) => about.filter(({ type }) => pattern.test(type)).map(({ urn }) => urn);
  return { code, stderr, shares: urnsOf(isShare).sort(), tables: urnsOf(/catalogTable:CatalogTable$/) };
}

/** Runs `work` with the plan of a copy whose product has that status, asked for by its readers or not. */
function planned(status: string, { listed, ends }: { listed: boolean; ends?: string }) {
  const copy = new ProjectCopy();
  try {
    copy.edit(contract, "status: active", `status: ${status}`);
    if (ends !== undefined)
      copy.edit(
        contract,
        "slaProperties:\n",
        `slaProperties:\n  - property: endOfLife\n    value: "${ends}"\n`,
      );
    if (!listed)
      copy
        .edit("Pulumi.dev.yaml", "          - clinical.observations\n", "")
        .edit("Pulumi.dev.yaml", "        - clinical.observations\n", "");
    return planOf(copy);
  } finally {
    copy.remove();
  }
}

describe("the status of a contract, in a plan", function () {
  this.timeout(300_000);
  const active = planned("active # still", { listed: true });

  it("shares an active product with those who ask for it", () => {
    assert.equal(active.code, exitCodes.clean, active.stderr);
    assert.equal(active.tables.length, 1);
    assert.ok(active.shares.length >= 4, active.shares.join("\n"));
  });

  it("shares a deprecated one alike until its last day, and says who reads it", () => {
    const { code, stderr, shares, tables } = planned("deprecated", { listed: true, ends: "2999-12-31" });
    assert.equal(code, exitCodes.clean, stderr);
    assert.deepEqual({ shares, tables }, { shares: active.shares, tables: active.tables });
  });

  for (const status of ["proposed", "draft", "retired"]) {
    it(`lays a ${status} product and shares it with nobody`, () => {
      const { code, stderr, shares, tables } = planned(status, { listed: false });
      assert.equal(code, exitCodes.clean, stderr);
      assert.deepEqual(tables, active.tables);
      const own = shares.filter((urn) => /observations|care-analytics|::ml-/.test(urn));
      assert.deepEqual(own, []);
    });
  }

  for (const [status, ends, words] of [
    ["retired", undefined, "is retired, so it is shared with nobody; remove it here or make it active"],
    ["draft", undefined, "is a draft, so it is shared with nobody; remove it here or make it active"],
    [
      "deprecated",
      "2020-12-31",
      "was deprecated, and its last day was 2020-12-31, so it is shared with nobody; remove it here or move its end",
    ],
  ] as const) {
    it(`refuses a ${status} product that stack files still list, at each of their lines`, () => {
      const { code, stderr } = planned(status, { listed: true, ...(ends && { ends }) });
      assert.equal(code, exitCodes.usage);
      const line = (reader: string) =>
        new RegExp(`^Pulumi\\.dev\\.yaml:\\d+:\\d+ platform\\.${reader}: "clinical\\.observations" `);
      const lines = stderr.trim().split("\n");
      assert.equal(lines.length, 2, stderr);
      assert.match(lines[0]!, line("consumers\\[0\\]\\.products\\[1\\]"));
      assert.match(lines[1]!, line("ml\\.products\\[1\\]"));
      for (const each of lines) assert.ok(each.endsWith(`${words} at ${contract}:8`), each);
    });
  }
});
