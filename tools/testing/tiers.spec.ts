import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { commandOf, specFiles, specsOf, tiers, tiersOf } from "./tiers";

const root = projectRoot();
const files = specFiles(root);
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), "utf8")]));

describe("tiers of tests", () => {
  it("hold every spec file exactly once", () => {
    assert.ok(files.length > 120, `${files.length} specs`);
    assert.deepEqual(
      files.filter((file) => tiersOf(file).length !== 1),
      [],
    );
    assert.deepEqual(tiers.flatMap((tier) => specsOf(root, tier)).sort(), files);
    assert.equal(tiers.filter(({ specs }) => specs === undefined).length, 1);
  });

  it("have specs in each", () => {
    for (const tier of tiers) assert.ok(specsOf(root, tier).length > 0, tier.name);
  });

  /** What a spec does that is too slow for the quick tier, by what it imports. */
  const signs: readonly (readonly [sign: RegExp, tiers: readonly string[]])[] = [
    [/\bengineTests\(/, ["cli"]],
    [/\bnew ProjectCopy\(|\bstartAnalyzer\(|\banalyzeWithPack\(/, ["process", "cli"]],
  ];
  for (const [sign, allowed] of signs) {
    it(`keep ${sign.source} in ${allowed.join(" or ")}`, () => {
      const found = files.filter(
        (file) => sign.test(texts.get(file) ?? "") && !file.endsWith("tiers.spec.ts"),
      );
      assert.ok(found.length > 1);
      assert.deepEqual(
        found.filter((file) => !allowed.includes(tiersOf(file)[0]?.name ?? "")),
        [],
      );
    });
  }

  it("have a script each, which names the tier", () => {
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const run = "node tools/setup.cjs && node bin/tools/testing/main.js";
    for (const tier of tiers) {
      const script = commandOf(tier) === "npm test" ? "test" : `test:${tier.name}`;
      assert.equal(scripts[script], `${run} ${tier.name}`);
    }
    assert.equal(scripts["test:all"], `${run} all`);
  });

  it("stand in docs/testing.md as they are", () => {
    const page = readFileSync(join(root, "docs/testing.md"), "utf8");
    const rows = tiers.map(
      (tier) => `| ${tier.name} | \`${commandOf(tier)}\` | ${tier.minutes} | ${tier.proves} |`,
    );
    assert.deepEqual(
      page
        .split("\n")
        .filter((line) => /^\| .*`npm (run )?test/.test(line))
        .map((line) => line.replaceAll(/ +/g, " ")),
      rows,
    );
  });
});
