import assert from "node:assert/strict";

import { accessFaults } from "../policy-pack/access/access";
import { indexGraph } from "../policy-pack/graph/graph-index";
import { evaluate } from "../policy-pack/run";
import { planStack } from "../tools/engine/run";
import { root, today } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { modelOf, readStacks } from "../tools/stacks";
import { accountsOf } from "./config";

describe("a domain that nothing processes", () => {
  const [dev] = readStacks(root, ["dev"], today);
  let resources: readonly PlannedResource[];
  before(async () => {
    const platform = structuredClone(dev!.config["meridian:platform"]) as {
      domains: { name: string; processing?: unknown }[];
    };
    for (const domain of platform.domains) if (domain.name === "clinical") delete domain.processing;
    const config = { ...dev!.config, "meridian:platform": platform };
    resources = (await planStack({ root, stack: "dev", mode: "resolved", config })).graph.resources;
  });
  const ofEtl = (domain: string) => resources.filter(({ name }) => name.startsWith(`${domain}-etl`));

  it("has no role that transforms it and no right to write its tables; its neighbour has both", () => {
    assert.deepEqual(ofEtl("clinical"), []);
    assert.deepEqual([...new Set(ofEtl("devices").map(({ type }) => type))].sort(), [
      "aws:iam/role:Role",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:lakeformation/permissions:Permissions",
      "meridian:identity:WorkRole",
      "meridian:sharing:WriteBack",
    ]);
  });

  it("is named by no bucket and no key", () => {
    const role = "role/meridian/meridian-clinical-etl-us-dev";
    assert.deepEqual(
      resources.filter(({ props }) => JSON.stringify(props).includes(role)).map(({ urn }) => urn),
      [],
    );
  });

  it("is clean: the policy pack and the access check find nothing", () => {
    const graph = { stack: "dev", resources };
    assert.deepEqual(evaluate(graph, modelOf(dev!, today)).findings, []);
    const { settings } = dev!;
    const deployers = new Set(
      accountsOf(settings).map(({ id }) => `arn:aws:iam::${id}:role/${settings.deployRole}`),
    );
    assert.deepEqual(accessFaults(indexGraph(graph), deployers), []);
  });
});
