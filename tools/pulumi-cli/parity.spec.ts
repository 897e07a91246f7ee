import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { ProjectCopy } from "../testing/project-copy";
import { differences, type EngineState, fromEngine, fromPlan } from "./compare";
import { OfflineEngine } from "./environment";
import { coverage, engineTests, exportedState, inOrder, planned, violationsIn } from "./testing";

const { cli, because, test } = engineTests();
/** The real engine's preview of a stack: resources and violations. */
function previewed(engine: OfflineEngine, stack: string, folder: string) {
  const log = path.join(folder, `${stack}.events.json`);
  const pack = ["--policy-pack", "policy-pack"];
  const { status, stdout, stderr } = engine.run(
    "preview",
    "--stack",
    stack,
    ...pack,
    "--json",
    "--event-log",
    log,
  );
  const { steps } = JSON.parse(stdout) as { steps: { newState: EngineState }[] };
  return { status, stderr, states: steps.map(({ newState }) => newState), violations: violationsIn(log) };
}

describe(`the real engine and meridian plan${because}`, function () {
  this.timeout(300_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-engine-"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const stack of ["dev", "org", "prod-us", "prod-eu", "prod-apac"]) {
    test(`preview of ${stack}: same resources, same violations`, async () => {
      const engine = new OfflineEngine(cli, projectRoot(), path.join(folder, stack));
      const real = previewed(engine, stack, folder);
      const plan = await planned(projectRoot(), stack, "faithful");
      assert.equal(real.status, 0, real.stderr);
      assert.equal(real.states.length, plan.resources.length);
      const found = differences(
        new Map(real.states.map((state) => [state.urn, fromEngine(state)])),
        new Map(plan.resources.map((resource) => [resource.urn, fromPlan(resource)])),
      );
      assert.deepEqual(found, []);
      assert.deepEqual(inOrder(real.violations), inOrder(plan.violations));
      console.log(`      ${coverage(plan)}`);
    });
  }

  test("a foreign region planted on one resource: non-zero, the same rule, the state stays empty", async () => {
    const copy = new ProjectCopy();
    try {
      copy.edit(
        "bin/components/lake/hardened-bucket.js",
        'versioningConfiguration: { status: "Enabled" }',
        'versioningConfiguration: { status: "Enabled" }, ...(name === "trading-bronze" && { region: "us-east-1" })',
      );
      const engine = new OfflineEngine(cli, copy.folder, path.join(folder, "planted"));
      const real = previewed(engine, "prod-eu", folder);
      const plan = await planned(copy.folder, "prod-eu", "faithful");
      assert.notEqual(real.status, 0);
      assert.deepEqual(
        real.violations.map(({ policy }) => policy),
        ["res-01-region-in-jurisdiction"],
      );
      assert.deepEqual(inOrder(real.violations), inOrder(plan.violations));
      const up = engine.run("up", "--stack", "prod-eu", "--yes", "--policy-pack", "policy-pack");
      assert.notEqual(up.status, 0);
      assert.match(up.stdout, /res-01-region-in-jurisdiction/);
      assert.deepEqual(exportedState(engine, "prod-eu").resources, []);
    } finally {
      copy.remove();
    }
  });
});
