import assert from "node:assert/strict";

import { projectRoot } from "../../components/project/root";
import { serviceTable } from "../../components/residency/service-table";
import { knownTokens } from "../../components/residency/services";
import { globalTypes } from "../../policy-pack/data/global-types";
import { plannedStack } from "../engine/testing";
import { stackNames } from "../stacks";
import { howToGet, readRegistry } from "./registry";
import { tableOf } from "./table";

const root = projectRoot();
const registry = readRegistry(root);

describe("the table of services and regions", () => {
  it(`is what ${serviceTable.source} says${registry ? "" : ` (the package is not there; ${howToGet})`}`, function () {
    if (registry === undefined) this.skip();
    assert.deepEqual(tableOf(registry), serviceTable);
  });

  it("has every regional type that a plan makes", async () => {
    const known = new Set([...knownTokens, ...globalTypes]);
    const unknown = new Set<string>();
    for (const stack of stackNames(root)) {
      for (const { type, custom } of (await plannedStack(stack, "resolved")).graph.resources)
        if (custom && type.startsWith("aws") && !known.has(type)) unknown.add(type);
    }
    assert.deepEqual([...unknown], []);
  });

  const typesOf = (yes: readonly string[]) =>
    new Map(
      serviceTable.regions.map((region) => [
        region,
        new Set(yes.includes(region) ? ["AWS::Glue::TableOptimizer"] : []),
      ]),
    );
  const optimizers = (yes: readonly string[]) =>
    tableOf({ source: "s", schemas: "2026-01-01", typesOf: typesOf(yes) }).rows.find(
      ({ type }) => type === "AWS::Glue::TableOptimizer",
    )!;

  it("takes a region that a registry lacks as contested until a tie-breaker says no", () => {
    const { no, contested, sources } = optimizers(["us-east-1"]);
    assert.deepEqual(no, ["ap-northeast-3", "eu-central-2", "eu-south-2"]);
    assert.deepEqual(sources, ['AWS Glue Developer Guide, "Supported Regions for table optimizers"']);
    assert.equal(contested?.length, serviceTable.regions.length - 4);
  });

  it("lets a tie-breaker speak against a registry", () => {
    assert.deepEqual(optimizers(serviceTable.regions).no, ["ap-northeast-3", "eu-central-2", "eu-south-2"]);
  });
});
