import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { dump } from "js-yaml";

import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { fixturesOf } from "../../policy-pack/testing/fixtures";
import { fixturePlatform } from "../../policy-pack/testing/fixtures/build";
import type { Fixture } from "../../policy-pack/testing/fixtures/fixture";
import { borderCases } from "../../policy-pack/testing/border-cases";
import { OfflineEngine } from "./environment";
import { engineTests, exportedState, eventsIn, violationsIn } from "./testing";

const { cli, because, test } = engineTests();
const stack = "prod-eu";
const pack = ["--policy-pack", path.join(projectRoot(), "policy-pack")];

/** Types that the offline stand-ins serve; the others need the real plugin even for a preview. */
const served = /^(aws|aws-native|awsx|pulumi:providers):/;
const runnable = ({ resources }: Fixture) =>
  resources.every(({ type, custom }) => custom && served.test(type));

/** What an operation really made, beyond saying so in its preview. */
const madeIn = (log: string) =>
  eventsIn(log).filter((event) => {
    const made = event["resOutputsEvent"] as { planning?: boolean } | undefined;
    return made !== undefined && made.planning !== true;
  });

/** A project whose only resources are those of a fixture. */
function write(folder: string, { resources }: Fixture): void {
  const platform: Partial<typeof fixturePlatform> = { ...fixturePlatform };
  delete platform.stack;
  const config = {
    "aws:region": "eu-west-1",
    "meridian:platform": platform,
    "fixture:resources": resources,
  };
  writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), dump({ config }, { noRefs: true }));
}

describe(`each mandatory rule under the real engine${because}`, function () {
  this.timeout(120_000);
  let folder: string;
  let engine: OfflineEngine;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-rules-"));
    const project = path.join(folder, "project");
    mkdirSync(project);
    symlinkSync(path.join(projectRoot(), "node_modules"), path.join(project, "node_modules"));
    const program = path.join(projectRoot(), "bin", "tools", "pulumi-cli", "fixtures", "planted.js");
    writeFileSync(path.join(project, "index.js"), `require(${JSON.stringify(program)});\n`);
    writeFileSync(path.join(project, "package.json"), JSON.stringify({ name: "planted", main: "index.js" }));
    const runtime = { name: "nodejs", options: { typescript: false } };
    writeFileSync(path.join(project, "Pulumi.yaml"), JSON.stringify({ name: "meridian", runtime }));
    engine = new OfflineEngine(cli, project, path.join(folder, "engine"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { id, name, level } of rules) {
    if (level === "advisory") continue;
    const fixture = fixturesOf(id).fail.find(runnable);
    if (fixture === undefined) {
      it.skip(`${name}: no fixture of types that the offline stand-ins serve`);
      continue;
    }
    test(`${name}: ${fixture.title}`, () => {
      write(engine.project, fixture);
      const log = path.join(folder, `${name}.json`);
      // An up is a preview first: what ends here ends there, before anything is made.
      const { status, stdout, stderr } = engine.run(
        "up",
        "--stack",
        stack,
        "--yes",
        ...pack,
        "--event-log",
        log,
      );
      assert.notEqual(status, 0, stdout);
      assert.ok(stdout.includes(name), stdout);
      const urns = new Set(fixture.resources.map(({ urn }) => urn));
      const found = violationsIn(log).filter(
        ({ policy, urn, level: seen }) => policy === name && urns.has(urn) && seen === "mandatory",
      );
      assert.notEqual(found.length, 0, stdout + stderr);
      assert.deepEqual(madeIn(log), []);
    });
  }

  for (const { title, rule, unlawful, lawful } of borderCases) {
    test(`the border: refuses ${title}, and not its lawful twin`, () => {
      const name = rules.find(({ id }) => id === rule)?.name ?? "";
      write(engine.project, { title, resources: unlawful });
      const log = path.join(folder, "border.json");
      const preview = ["preview", "--stack", stack, ...pack, "--event-log", log];
      const refused = engine.run(...preview);
      assert.notEqual(refused.status, 0, refused.stdout);
      const subjects = violationsIn(log).filter(({ policy }) => policy === name);
      assert.ok(
        subjects.some(({ urn }) => urn.endsWith("::subject")),
        refused.stdout,
      );
      write(engine.project, { title, resources: lawful });
      const accepted = engine.run(...preview);
      assert.equal(accepted.status, 0, accepted.stdout);
    });
  }

  test("after all of them the state is empty", () => {
    assert.deepEqual(exportedState(engine, stack).resources, []);
  });
});
