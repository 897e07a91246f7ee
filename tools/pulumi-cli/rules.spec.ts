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
import type { Finding } from "../../policy-pack/finding";
import { OfflineEngine } from "./environment";
import { groupsOf, type Planted } from "./planted-groups";
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

/** A project whose only resources are those of the cases. */
function write(folder: string, cases: readonly Planted[]): void {
  const platform: Partial<typeof fixturePlatform> = { ...fixturePlatform };
  delete platform.stack;
  const config = {
    "aws:region": "eu-west-1",
    "meridian:platform": platform,
    "fixture:resources": cases.flatMap(({ resources }) => resources),
  };
  writeFileSync(path.join(folder, `Pulumi.${stack}.yaml`), dump({ config }, { noRefs: true }));
}

const isMandatory = (id: string, urns: ReadonlySet<string>) => (finding: Finding) =>
  finding.rule === id && finding.level === "mandatory" && urns.has(finding.urn);

/** The first fixture of each mandatory rule that the stand-ins serve. */
const failing = rules
  .filter(({ level }) => level !== "advisory")
  .map((rule) => ({ rule, fixture: fixturesOf(rule.id).fail.find(runnable) }));
const failingCases = () =>
  groupsOf(
    stack,
    failing.flatMap(({ rule: { id }, fixture }) =>
      fixture === undefined
        ? []
        : [
            {
              key: id,
              resources: fixture.resources,
              holds: (findings, own) => findings.some(isMandatory(id, own)),
            },
          ],
    ),
  );

const subjectsOf = (own: ReadonlySet<string>) => [...own].filter((urn) => /::(c\d+-)?subject$/.test(urn));
const unlawfulCases = () =>
  groupsOf(
    stack,
    borderCases.map(({ title, rule, unlawful }) => ({
      key: title,
      resources: unlawful,
      holds: (findings, own) => findings.some(isMandatory(rule, new Set(subjectsOf(own)))),
    })),
  );
const lawfulCases = () =>
  groupsOf(
    stack,
    borderCases.map(({ title, lawful }) => ({
      key: title,
      resources: lawful,
      holds: (findings) => findings.every(({ level }) => level !== "mandatory"),
    })),
  );

/** What the engine said about a program with several cases. */
interface Said {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The file of its events. */
  log: string;
}

describe(`each mandatory rule under the real engine${because}`, function () {
  this.timeout(120_000);
  let folder: string;
  let engine: OfflineEngine;
  let groups: Record<"failing" | "unlawful" | "lawful", readonly Planted[][]>;
  before(() => {
    groups = { failing: failingCases(), unlawful: unlawfulCases(), lawful: lawfulCases() };
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

  const known = new Map<readonly Planted[], Said>();
  /** Runs the program that a case stands in, once for all its cases. */
  function sayOf(
    programs: readonly Planted[][],
    key: string,
    ...args: string[]
  ): Said & { own: Planted["own"] } {
    const group = programs.find((cases) => cases.some((each) => each.case.key === key))!;
    let said = known.get(group);
    if (said === undefined) {
      write(engine.project, group);
      const log = path.join(folder, `${known.size}.json`);
      const { status, stdout, stderr } = engine.run(...args, "--stack", stack, ...pack, "--event-log", log);
      known.set(group, (said = { status, stdout, stderr, log }));
    }
    return { ...said, own: group.find((each) => each.case.key === key)!.own };
  }

  for (const { rule, fixture } of failing) {
    const { id, name } = rule;
    if (fixture === undefined) {
      it.skip(`${name}: no fixture of types that the offline stand-ins serve`);
      continue;
    }
    test(`${name}: ${fixture.title}`, () => {
      // An up is a preview first: what ends here ends there, before anything is made.
      const { status, stdout, stderr, log, own } = sayOf(groups.failing, id, "up", "--yes");
      assert.notEqual(status, 0, stdout);
      assert.ok(stdout.includes(name), stdout);
      const found = violationsIn(log).filter(
        ({ policy, urn, level: seen }) => policy === name && own.has(urn) && seen === "mandatory",
      );
      assert.notEqual(found.length, 0, stdout + stderr);
      assert.deepEqual(madeIn(log), []);
    });
  }

  for (const { title, rule } of borderCases) {
    test(`the border: refuses ${title}, and not its lawful twin`, () => {
      const name = rules.find(({ id }) => id === rule)?.name ?? "";
      const refused = sayOf(groups.unlawful, title, "preview");
      assert.notEqual(refused.status, 0, refused.stdout);
      const subjects = violationsIn(refused.log).filter(({ policy }) => policy === name);
      assert.ok(
        subjects.some(({ urn }) => subjectsOf(refused.own).includes(urn)),
        refused.stdout,
      );
      const accepted = sayOf(groups.lawful, title, "preview");
      assert.equal(accepted.status, 0, accepted.stdout);
    });
  }

  test("after all of them the state is empty", () => {
    assert.deepEqual(exportedState(engine, stack).resources, []);
  });
});
