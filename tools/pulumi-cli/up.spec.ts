import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { differences, fromEngine, fromPlan } from "./compare";
import { OfflineEngine, withoutCheckpoints } from "./environment";
import {
  coverage,
  engineTests,
  exportedState,
  inOrder,
  planned,
  violationsIn,
  violationsOf,
  type Violation,
} from "./testing";

const { cli, because, test } = engineTests();

/** What `pulumi policy analyze` says of an exported state: no program, no backend, no stack that is selected. */
function analyzed(engine: OfflineEngine, file: string): Violation[] {
  const args = ["policy", "analyze", "--file", file, "--policy-pack", "policy-pack", "--json"];
  const { status, stdout, stderr } = engine.run(...args);
  assert.equal(status, 0, stderr + stdout);
  return violationsOf(stdout);
}

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
      const exported = exportedState(engine, stack);
      const plan = await planned(projectRoot(), stack, "resolved");
      const found = differences(
        new Map(exported.resources.map((state) => [state.urn, fromEngine(state)])),
        new Map(plan.resources.map((resource) => [resource.urn, fromPlan(resource)])),
      );
      assert.deepEqual(found, []);
      assert.deepEqual(inOrder(violationsIn(log)), inOrder(plan.violations));
      console.log(`      ${coverage(plan)}`);
      const file = path.join(folder, `${stack}.state.json`);
      writeFileSync(file, exported.text);
      assert.deepEqual(inOrder(analyzed(engine, file)), inOrder(plan.violations));
    });
  }

  test("destroy refuses while resources are protected, and empties the stack once they are not", () => {
    // The stack of the last test above.
    const engine = new OfflineEngine(cli, projectRoot(), path.join(folder, "prod-apac"));
    const at = ["--stack", "prod-apac"];
    const resources = () => exportedState(engine, "prod-apac").resources;
    const before = resources();
    assert.ok(before.some(({ protect }) => protect === true));
    // The preview is what refuses before anything is gone: with --skip-preview the engine deletes what it may first.
    const refused = engine.runWith(withoutCheckpoints, "destroy", "--yes", ...at);
    assert.notEqual(refused.status, 0);
    assert.match(refused.stdout + refused.stderr, /protect/);
    assert.equal(resources().length, before.length);
    assert.equal(engine.run("state", "unprotect", "--all", "--yes", ...at).status, 0);
    const destroyed = engine.runWith(withoutCheckpoints, "destroy", "--yes", "--skip-preview", ...at);
    assert.equal(destroyed.status, 0, destroyed.stderr);
    assert.deepEqual(resources(), []);
  });
});
