import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { residencyModel } from "../../components/residency/model";
import { rules } from "../../policy-pack/rules";
import { evaluate } from "../../policy-pack/run";
import { planStack } from "../plan/run";
import { readStacks } from "../stacks";
import { ProjectCopy } from "../testing/project-copy";
import { differences, type EngineState, fromEngine, fromPlan } from "./compare";
import { OfflineEngine } from "./environment";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();
const today = new Date().toISOString().slice(0, 10);

interface Violation {
  policy: string;
  urn: string;
  level: string;
  message: string;
}

const order = (violations: Violation[]) => violations.map((one) => JSON.stringify(one)).sort();
/** The engine may add lines and colours of its own; what both say is the first line. */
const firstLine = (message: string) =>
  message
    .replaceAll(/<\{%.*?%\}>/g, "")
    .trim()
    .split("\n")[0] ?? "";

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
  const events = readFileSync(log, "utf8").trim().split("\n");
  const violations = events.flatMap((line): Violation[] => {
    const { policyEvent } = JSON.parse(line) as { policyEvent?: Record<string, string> };
    if (policyEvent === undefined) return [];
    const { policyName, resourceUrn, enforcementLevel, message } = policyEvent;
    return [
      {
        policy: policyName ?? "",
        urn: resourceUrn ?? "",
        level: enforcementLevel ?? "",
        message: firstLine(message ?? ""),
      },
    ];
  });
  return { status, stderr, states: steps.map(({ newState }) => newState), violations };
}

/** `meridian plan --mode faithful` of a stack: resources and violations. */
async function planned(root: string, name: string) {
  const [stack] = readStacks(root, [name], today);
  const { graph } = await planStack({ root, stack: name, mode: "faithful", config: stack!.config });
  const { findings } = evaluate(graph, residencyModel(stack!.platform, today));
  const violations = findings.map(({ rule, urn, level, message }) => ({
    policy: rules.find(({ id }) => id === rule)?.name ?? rule,
    urn,
    level,
    message: firstLine(message),
  }));
  return { resources: graph.resources, violations };
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

  for (const stack of ["dev", "prod-us", "prod-eu", "prod-apac"]) {
    test(`preview of ${stack}: same resources, same violations`, async () => {
      const engine = new OfflineEngine(cli, projectRoot(), path.join(folder, stack));
      const real = previewed(engine, stack, folder);
      const plan = await planned(projectRoot(), stack);
      assert.equal(real.status, 0, real.stderr);
      assert.equal(real.states.length, plan.resources.length);
      const found = differences(
        new Map(real.states.map((state) => [state.urn, fromEngine(state)])),
        new Map(plan.resources.map((resource) => [resource.urn, fromPlan(resource)])),
      );
      assert.deepEqual(found, []);
      assert.deepEqual(order(real.violations), order(plan.violations));
      console.log(
        `      ${real.states.length} resources, ${real.violations.length} violations, 0 differences`,
      );
    });
  }

  test("a foreign region planted on one resource: non-zero, the same rule, the state stays empty", async () => {
    const copy = new ProjectCopy();
    try {
      const pack = path.join(copy.folder, "policy-pack");
      mkdirSync(pack);
      for (const name of ["PulumiPolicy.yaml", "package.json", "index.cjs"])
        cpSync(path.join(projectRoot(), "policy-pack", name), path.join(pack, name));
      copy.edit(
        "bin/components/lake/hardened-bucket.js",
        'versioningConfiguration: { status: "Enabled" }',
        'versioningConfiguration: { status: "Enabled" }, ...(name === "trading-bronze" && { region: "us-east-1" })',
      );
      const engine = new OfflineEngine(cli, copy.folder, path.join(folder, "planted"));
      const real = previewed(engine, "prod-eu", folder);
      const plan = await planned(copy.folder, "prod-eu");
      assert.notEqual(real.status, 0);
      assert.deepEqual(
        real.violations.map(({ policy }) => policy),
        ["res-01-region-in-jurisdiction"],
      );
      assert.deepEqual(order(real.violations), order(plan.violations));
      const up = engine.run("up", "--stack", "prod-eu", "--yes", "--policy-pack", "policy-pack");
      assert.notEqual(up.status, 0);
      assert.match(up.stdout, /res-01-region-in-jurisdiction/);
      const exported = engine.run("stack", "export", "--stack", "prod-eu");
      const { deployment } = JSON.parse(exported.stdout) as { deployment: { resources?: unknown[] } };
      assert.deepEqual(deployment.resources ?? [], []);
    } finally {
      copy.remove();
    }
  });
});
