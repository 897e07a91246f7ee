import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { parseSettings } from "../../policy-pack/settings/settings";
import { codeOwners } from "./codeowners";

const text = readFileSync(join(projectRoot(), "docs/governance.md"), "utf8");
const [levels, waivers] = [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block]) => block!);

describe("docs/governance.md", () => {
  it("shows levels and a waiver that are accepted as they stand", () => {
    const stack = { stack: "prod-eu", stage: "prod", jurisdiction: "eu" } as const;
    const owners = codeOwners(projectRoot());
    const { settings, issues } = parseSettings(
      { levels: { file: "levels", text: levels! }, waivers: [{ file: "waivers", text: waivers! }] },
      { rules, stacks: [stack], allStacks: true, owners, today: "2026-11-21" },
    );
    assert.deepEqual(issues, []);
    assert.deepEqual(
      [Object.keys(settings.levels.stacks), settings.waivers.map(({ id }) => id)],
      [["prod-eu"], ["WVR-EU-0007"]],
    );
  });

  it("names every key of a waiver", () => {
    const [table] = /^\| key .*?\n\n/ms.exec(text) ?? [""];
    const keys = [...waivers!.matchAll(/^[- ] (\w+):/gm)].map(([, key]) => key!);
    assert.equal(keys.length, 10);
    for (const key of keys) assert.ok(table.includes(`\`${key}\``), key);
  });
});
