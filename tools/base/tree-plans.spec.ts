import assert from "node:assert/strict";

import { InputError } from "../../components/errors/input-error";
import { TreeError } from "./run";
import { SmallProject } from "./testing";
import { planTree } from "./tree-plans";

describe("plans of a tree", () => {
  let project: SmallProject;
  let said: string[];
  before(() => {
    project = new SmallProject();
  });
  after(() => {
    project.remove();
  });
  beforeEach(() => {
    said = [];
  });
  const plans = (script: string, stacks = ["dev", "org"]) => {
    project.command(script);
    return planTree({ label: "base abc1234", folder: project.folder }, stacks, (line) => said.push(line));
  };

  it("are what its own command writes, with its progress under its name", async () => {
    const script = `console.error("planning dev …"); console.error("warning: old");
stacks.forEach((stack) => write(stack, { schemaVersion: "1.7", stack, args }));`;
    const [dev, org] = [...(await plans(script)).values()] as unknown as { stack: string; args: string[] }[];
    assert.deepEqual([dev!.stack, org!.stack], ["dev", "org"]);
    assert.deepEqual(dev!.args.slice(0, -1), [
      ...["plan", "--stack", "dev", "--stack", "org"],
      ...["--mode", "resolved", "--format", "json", "--out"],
    ]);
    assert.deepEqual(said, ["base abc1234: planning dev …"]);
  });

  it("are read where rules block, for that is another question", async () => {
    const script = `write("dev", { schemaVersion: "1.0" }); process.exitCode = 1;`;
    assert.deepEqual([...(await plans(script, ["dev"])).keys()], ["dev"]);
  });

  it("are none where no stack is asked for, and then nothing runs", async () => {
    assert.deepEqual([...(await plans("process.exit(3)", [])).keys()], []);
  });

  const versions: [string, string][] = [
    ['{ schemaVersion: "2.0" }', 'schemaVersion "2.0"'],
    ["{ schemaVersion: 1 }", "schemaVersion 1"],
    ["{}", "no schemaVersion"],
  ];
  for (const [document, found] of versions) {
    it(`are refused with ${found}, in one line`, async () => {
      await assert.rejects(plans(`write("dev", ${document});`, ["dev"]), (error) => {
        assert.ok(error instanceof InputError);
        assert.equal(
          error.message,
          `base abc1234: its plan of dev has ${found}; known here: 1.x; compare with another --base`,
        );
        return true;
      });
    });
  }

  it("end with what the tree printed: wrong input is input, all else its program", async () => {
    const fails = (code: number) =>
      plans(`console.error("a.ts:1: bad\\nb.ts:2: worse"); process.exit(${code})`);
    for (const [code, kind] of [
      [2, InputError],
      [3, TreeError],
      [9, TreeError],
    ] as const) {
      await assert.rejects(fails(code), (error) => {
        assert.ok(error instanceof kind, String(code));
        assert.equal(error.message, "base abc1234: cannot be planned:\n  a.ts:1: bad\n  b.ts:2: worse");
        return true;
      });
    }
  });

  it("need a command of the tree", async () => {
    const manifest = JSON.stringify({ name: "small" });
    const other = new SmallProject().write("package.json", manifest);
    await assert.rejects(
      planTree({ label: "base abc1234", folder: other.folder }, ["dev"], () => undefined),
      {
        name: "TreeError",
        message: "base abc1234: package.json names no `meridian` command; compare with a later --base.",
      },
    );
    other.remove();
  });
});
