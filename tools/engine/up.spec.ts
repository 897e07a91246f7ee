import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { differences, type EngineState, fromEngine, fromPlan } from "./compare";
import { OfflineEngine, withoutCheckpoints } from "./environment";
import { engineTests, inOrder, planned, violationsIn } from "./testing";

const { cli, because, test } = engineTests();

describe(`an up of the real engine and meridian plan --mode resolved${because}`, function () {
  this.timeout(600_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-up-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const stack of ["dev", "prod-us", "prod-eu", "prod-apac"]) {
    test(`up of ${stack}: same inputs once everything is known, same violations`, async () => {
      const engine = new OfflineEngine(cli, projectRoot(), path.join(folder, stack));
      const log = path.join(folder, `${stack}.events.json`);
      const options = [
        "--stack",
        stack,
        "--policy-pack",
        "policy-pack",
        "--skip-preview",
        "--event-log",
        log,
      ];
      const { status, stderr } = engine.runWith(withoutCheckpoints, "up", "--yes", ...options);
      assert.equal(status, 0, stderr);
      const exported = engine.run("stack", "export", "--stack", stack);
      const { deployment } = JSON.parse(exported.stdout) as { deployment: { resources: EngineState[] } };
      const plan = await planned(projectRoot(), stack, "resolved");
      const found = differences(
        new Map(deployment.resources.map((state) => [state.urn, fromEngine(state)])),
        new Map(plan.resources.map((resource) => [resource.urn, fromPlan(resource)])),
      );
      assert.deepEqual(found, []);
      assert.deepEqual(inOrder(violationsIn(log)), inOrder(plan.violations));
      console.log(
        `      ${deployment.resources.length} resources, ${plan.violations.length} violations, 0 differences`,
      );
    });
  }
});
