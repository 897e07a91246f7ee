import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { commandOf, compiledSpec, specsOf, tiers, type Tier } from "./tiers";

const root = projectRoot();

/** The last lines of a run of mocha over some specs. */
function endOf(files: readonly string[], ...args: string[]): string[] {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const compiled = files.map((file) => compiledSpec(root, file));
  const env = { ...process.env, MERIDIAN_TEST_SEED: "", NODE_V8_COVERAGE: "" };
  const { stdout } = spawnSync(process.execPath, [mocha, ...args, ...compiled], {
    cwd: root,
    env,
    encoding: "utf8",
  });
  return stdout.trim().split("\n");
}

/** How many tests mocha itself finds in a tier. */
function testsOf(tier: Tier): number {
  const found = JSON.parse(endOf(specsOf(root, tier), "--dry-run", "--reporter", "json").join("\n")) as {
    stats: { tests: number };
  };
  return found.stats.tests;
}

describe("the reporter of tests", () => {
  const one = ["tools/write-files.spec.ts"];

  it("says how many tests of which other tiers are left out, then what passed", () => {
    const [left, closing] = endOf(one, "--reporter-option", "tiers=quick").slice(-2);
    const others = tiers
      .filter(({ name }) => name !== "quick")
      .map((tier) => ({ text: `${tier.name} ${testsOf(tier)} (${commandOf(tier)})`, tests: testsOf(tier) }));
    const sum = others.reduce((total, { tests }) => total + tests, 0);
    assert.ok(sum > 100);
    assert.equal(left, `left out: ${sum} tests: ${others.map(({ text }) => text).join(", ")}`);
    assert.match(closing ?? "", /^[1-9]\d* passed, 0 failed, 0 skipped$/);
  });

  it("says nothing of others when every tier runs, or single specs", () => {
    const all = tiers.map(({ name }) => name).join("+");
    for (const args of [["--reporter-option", `tiers=${all}`], []]) {
      assert.deepEqual(
        endOf(one, ...args).filter((line) => line.startsWith("left out")),
        [],
      );
    }
  });
});
