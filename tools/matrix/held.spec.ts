import assert from "node:assert/strict";

import { projectRoot } from "../../components/project/root";
import { heldIn, heldMistakes, outdatedMistakes, readHeld, type Held } from "./held";

const row = (name: string, version: string, reason = "it has to be"): Held => ({ name, version, reason });

describe("versions that are held", () => {
  it("have a reason each in docs/dependencies.md, and no reason is left over", () => {
    const { held, versions } = readHeld(projectRoot());
    assert.ok(held.length >= 9, `${held.length} rows`);
    assert.deepEqual(heldMistakes(held, versions), []);
    assert.equal(versions["pulumi (CLI)"], "3.255.0");
  });

  it("are the rows with a name and a version in code marks", () => {
    const text =
      "| package | held at | why |\n| --- | --- | --- |\n| `a` | `1.2.3` | b | c `d` |\n| `e` | `~1.0` | |\n| f | 1 | no |\n";
    assert.deepEqual(heldIn(text), [row("a", "1.2.3", "b | c `d`"), row("e", "~1.0", "")]);
  });

  it("name each pin without a reason and each reason without a pin", () => {
    const versions = { exact: "1.2.3", tilde: "~6.0.0", caret: "^1.0.0", moved: "2.0.0", bare: "3.0.0" };
    const held = [row("moved", "1.0.0"), row("gone", "1.0.0"), row("bare", "3.0.0", "")];
    assert.deepEqual(heldMistakes(held, versions), [
      'package.json: "exact" is held at 1.2.3 for no reason; write ^1.2.3, or a row in docs/dependencies.md',
      'package.json: "tilde" is held at ~6.0.0 for no reason; write ^~6.0.0, or a row in docs/dependencies.md',
      'docs/dependencies.md: "moved" is 2.0.0 in package.json, not 1.0.0; correct the row',
      'docs/dependencies.md: "gone" is not in package.json; remove the row',
      'docs/dependencies.md: "bare" has no reason; write one',
    ]);
  });

  it("are what npm outdated may name, at the newest that they allow", () => {
    const held = [
      row("major", "^1.0.0"),
      row("pin", "1.0.0"),
      row("stale", "^1.0.0"),
      row("behind", "^1.0.0"),
    ];
    const outdated = {
      major: { current: "1.9.0", wanted: "1.9.0", latest: "2.0.0" },
      pin: { current: "v1.0.0", wanted: "1.0.0", latest: "1.0.0" },
      behind: { current: "1.0.0", wanted: "1.5.0", latest: "2.0.0" },
      free: { current: "1.0.0", wanted: "1.0.0", latest: "2.0.0" },
      absent: { wanted: "1.0.0", latest: "1.0.0" },
    };
    assert.deepEqual(outdatedMistakes(held, outdated), [
      '"behind" is 1.0.0, and 1.5.0 is there; update it, or say in docs/dependencies.md what holds it',
      '"free" is 1.0.0, and 2.0.0 is there; update it, or say in docs/dependencies.md what holds it',
      '"absent" is missing, and 1.0.0 is there; update it, or say in docs/dependencies.md what holds it',
      'docs/dependencies.md: nothing newer than "stale" is there; remove the row',
    ]);
  });
});
