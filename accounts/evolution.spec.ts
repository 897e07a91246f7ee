import assert from "node:assert/strict";

import { plannedStack } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { ReviewedPlan } from "../tools/testing/reviewed-plan";

/** `prod-apac` says that the tables of `market.quotes` stand at 1.0.0: `condition_code` came with 1.1.0. */
describe("a table that waits for a column, in a plan", () => {
  const added = "condition_code";
  const name = "market-quotes-quotes";
  let resources: readonly PlannedResource[] = [];
  let plan: ReviewedPlan;

  before(async () => {
    resources = (await plannedStack("prod-apac", "resolved")).graph.resources;
    plan = new ReviewedPlan(resources);
  });

  const ofType = (type: string) => resources.filter((each) => each.type === type);

  it("is given it by one call of the unit, as the role that maintains the domain's tables", () => {
    const [call, ...others] = ofType("aws:lambda/invocation:Invocation");
    assert.deepEqual(others, []);
    assert.equal(call?.name, `${name}-columns`);
    assert.deepEqual(JSON.parse(String(call?.props["input"])), {
      roleArn: "arn:aws:iam::333300000001:role/meridian/meridian-market-optimizer-jp-prod",
      workgroup: "meridian-platform-evolution-jp-prod",
      database: "meridian_market_silver_jp_prod",
      table: "quotes",
      columns: [{ name: added, type: "string" }],
    });
  });

  it("has it nowhere but in its own definition, in that call and in the registry", () => {
    const naming = resources.filter(({ props }) => JSON.stringify(props).includes(added));
    assert.deepEqual([...new Set(naming.map(({ type }) => type))].sort(), [
      "aws:glue/catalogTable:CatalogTable",
      "aws:lambda/invocation:Invocation",
      "aws:s3/bucketObjectv2:BucketObjectv2",
    ]);
  });

  it("is tagged after the call, which waits for the table and for all that it works with", () => {
    const byUrn = new Map(resources.map((each) => [each.urn, each]));
    const waits = (later: PlannedResource, earlier: PlannedResource): boolean => {
      const seen = new Set<string>();
      const next = [...later.dependencies];
      for (let urn = next.pop(); urn !== undefined; urn = next.pop()) {
        if (urn === earlier.urn) return true;
        if (!seen.has(urn)) next.push(...(byUrn.get(urn)?.dependencies ?? []));
        seen.add(urn);
      }
      return false;
    };
    const of = (type: string, logical: string) => {
      const found = ofType(type).find((each) => each.name === logical);
      assert.ok(found, `${type} ${logical}`);
      return found;
    };
    const call = of("aws:lambda/invocation:Invocation", `${name}-columns`);
    for (const [type, logical] of [
      ["aws:glue/catalogTable:CatalogTable", name],
      ["aws:lambda/function:Function", "governance-evolution"],
      ["aws:athena/workgroup:Workgroup", "governance-evolution"],
      ["aws:iam/rolePolicy:RolePolicy", "governance-evolution-role-take"],
    ] as const)
      assert.ok(waits(call, of(type, logical)), `${type} ${logical}`);
    assert.ok(waits(of("aws:lakeformation/resourceLfTags:ResourceLfTags", name), call));
  });

  it("is read through a filter of the columns that it has, by readers that else read it whole", () => {
    const filter = ofType("aws:lakeformation/dataCellsFilter:DataCellsFilter").find(
      (each) => each.name === `${name}-for-operations`,
    );
    const { columnNames } = filter?.props["tableData"] as { columnNames: string[] };
    assert.ok(columnNames.includes("bid_price"), columnNames.join(", "));
    assert.ok(!columnNames.includes(added));
    const byTags = ofType("aws:lakeformation/permissions:Permissions").filter(({ props }) =>
      JSON.stringify(props["lfTagPolicy"] ?? {}).includes("market.quotes"),
    );
    assert.deepEqual(byTags, []);
  });

  it("lends the function no more than the roles of the domains that wait", () => {
    const [statement] = plan.statements("rolePolicy", "governance-evolution-role-take");
    assert.deepEqual(statement?.Resource, [
      "arn:aws:iam::333300000001:role/meridian/meridian-market-optimizer-jp-prod",
    ]);
    const trusting = ofType("aws:iam/role:Role").filter(({ props }) =>
      String(props["assumeRolePolicy"]).includes("EvolutionOfTables"),
    );
    assert.deepEqual(
      trusting.map((role) => role.name),
      ["market-optimizer"],
    );
  });
});

describe("a stack whose tables wait for nothing, in a plan", () => {
  it("has nothing that could change a table, and no right to", async () => {
    const { resources } = (await plannedStack("dev", "resolved")).graph;
    const naming = resources.filter(({ name, props }) =>
      /evolution|sts:AssumeRole"|athena:\*/i.test(`${name} ${JSON.stringify(props["policy"] ?? "")}`),
    );
    assert.deepEqual(
      naming.filter(({ name }) => name.startsWith("governance")).map(({ name }) => name),
      [],
    );
  });
});
