import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { movedTo } from "../../accounts/config/testing";
import { projectRoot } from "../../components/project/root";
import { gitIn } from "../base/testing";
import type { DiffDocument } from "../plan-diff/diff-schema";
import { ProjectCopy, type CommandResult } from "../testing/project-copy";

/**
 * One repository for all tests, with two commits: one whose lockfile is another, and the project as it is. The only build of a base
 * is that of the first test; others break what it left in the cache.
 */
describe("meridian diff as a process", function () {
  this.timeout(300_000);
  let copy: ProjectCopy;
  let commit: string;
  let short: string;

  before(() => {
    copy = new ProjectCopy("clone");
    // The compiler finds little to do: what it has compiled comes along.
    cpSync(join(projectRoot(), "bin"), join(copy.folder, "bin"), { recursive: true });
    writeFileSync(join(copy.folder, ".gitignore"), "node_modules\nbin/\n.meridian/\nout/\n");
    const lock = join(copy.folder, "package-lock.json");
    const locked = readFileSync(lock);
    writeFileSync(lock, `${locked.toString()}\n`);
    gitIn(copy.folder, "init", "--quiet");
    const save = (message: string) => {
      gitIn(copy.folder, "add", "--all");
      gitIn(copy.folder, "commit", "--quiet", "--message", message);
    };
    save("another lockfile");
    writeFileSync(lock, locked);
    save("the project");
    commit = gitIn(copy.folder, "rev-parse", "HEAD");
    short = commit.slice(0, 7);
  });
  after(() => {
    copy.remove();
  });

  /** As users run it: what is stale is compiled first. */
  function diff(...args: string[]): CommandResult {
    const options = { cwd: copy.folder, encoding: "utf8", maxBuffer: 1 << 28 } as const;
    const command = ["tools/meridian.cjs", "diff", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, options);
    return { code: status, stdout, stderr };
  }

  /** Runs with a compiled file of the cached base made otherwise. */
  function withBase(file: string, pattern: string, replacement: string, act: () => void): void {
    const path = join(".meridian/base", commit, "bin", file);
    const before = readFileSync(join(copy.folder, path));
    copy.edit(path, pattern, replacement);
    act();
    writeFileSync(join(copy.folder, path), before);
  }

  it("finds no difference in a clean tree, after it has built the base", () => {
    const { code, stdout, stderr } = diff("--stack", "dev");
    assert.equal(code, 0, stderr);
    assert.equal(stdout, `No difference from HEAD (${short}) in 1 stack\n`);
    const lines = stderr.split("\n");
    for (const line of [
      `base ${short}: compiling …`,
      `base ${short}: planning dev …`,
      "working tree: planning dev …",
    ]) {
      assert.equal(lines.filter((each) => each === line).length, 1, `${line} in\n${stderr}`);
    }
    assert.deepEqual(copy.list(".meridian/base"), [commit]);
    assert.equal(gitIn(copy.folder, "status", "--porcelain"), "");
  });

  it("refuses documents of a version that it does not know", () => {
    withBase("tools/engine/json.js", '"1.3"', '"9.0"', () => {
      const { code, stdout, stderr } = diff("--stack", "dev");
      assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
      assert.equal(
        stderr.split("\n").at(-2),
        `base ${short}: its plan of dev has schemaVersion "9.0"; known here: 1.x; compare with another --base`,
      );
    });
  });

  it("says which tree fails, and how: the program of the base, a stack file of one's own, or both", () => {
    const ofBase = `base ${short}: cannot be planned:\n {2}\\S+: Error: no such thing\n`;
    const ofOurs = "working tree: cannot be planned:\n {2}Pulumi\\.dev\\.yaml:\\d+:\\d+ platform.*\n";
    const expect = (wanted: number, text: string) => {
      const { code, stdout, stderr } = diff("--stack", "dev");
      assert.deepEqual({ code, stdout }, { code: wanted, stdout: "" });
      assert.match(stderr, new RegExp(`(?:^|…\n)${text}$`));
    };
    const file = "Pulumi.dev.yaml";
    const before = readFileSync(join(copy.folder, file));
    withBase("accounts/index.js", '"use strict";', 'throw new Error("no such thing");', () => {
      expect(3, ofBase);
      copy.edit(file, "deployRole:", "deployRolle:");
      expect(3, ofOurs + ofBase);
    });
    expect(2, ofOurs);
    writeFileSync(join(copy.folder, file), before);
  });

  it("shows one changed line of the bucket policy as one group for each stack, and a new stack", () => {
    const [policy, stack] = ["components/lake/bucket-policy.ts", "Pulumi.prod-sg.yaml"];
    const before = readFileSync(join(copy.folder, policy));
    copy.edit(policy, '"s3:TlsVersion": "1.2"', '"s3:TlsVersion": "1.3"');
    writeFileSync(join(copy.folder, stack), movedTo("sg", "ap-southeast-1"));
    const stacks = ["--stack", "dev", "--stack", "prod-eu", "--stack", "prod-sg"];
    const { code, stdout, stderr } = diff(...stacks, "--format", "json", "--out", "out");
    assert.deepEqual({ code, stdout }, { code: 5, stdout: "" }, stderr);
    assert.ok(!stderr.includes(`base ${short}: compiling`), "the base is in the cache");
    assert.match(stderr, /^wrote out\/diff\.json$/m);
    const document = JSON.parse(readFileSync(join(copy.folder, "out/diff.json"), "utf8")) as DiffDocument;
    assert.deepEqual(document.base, { revision: "HEAD", commit });
    assert.deepEqual(
      document.stacks.map(({ stack, state }) => [stack, state]),
      [
        ["dev", "changed"],
        ["prod-eu", "changed"],
        ["prod-sg", "added"],
      ],
    );
    assert.deepEqual(
      document.groups.map(({ stack, change, type, component, property }) => {
        return { stack, change, type, component, property };
      }),
      ["dev", "prod-eu"].map((stack) => ({
        stack,
        change: "changed",
        type: "aws:s3/bucketPolicy:BucketPolicy",
        component: undefined,
        property: {
          at: "policy statement DenyOldTls.Condition.NumericLessThan",
          what: "s3:TlsVersion",
          kind: "changed",
          before: "1.2",
          after: "1.3",
        },
      })),
    );
    assert.deepEqual(
      document.groups.map(({ resources }) => resources.length),
      document.stacks.slice(0, 2).map(({ resources }) => resources.different),
    );
    writeFileSync(join(copy.folder, policy), before);
    rmSync(join(copy.folder, stack));
  });

  it("refuses a base with other packages, an unknown revision and an unknown stack before it does anything", () => {
    const other = gitIn(copy.folder, "rev-parse", "--short=7", "HEAD~1");
    const refusals: [string[], string][] = [
      [
        ["--base", "HEAD~1"],
        `--base: base ${other} has another package-lock.json; add --install-base to install its packages (npm ci) in a folder of its own\n`,
      ],
      [
        ["--base", "HEAD~9"],
        '--base: "HEAD~9" is no commit, branch or tag of this repository; name one of `git log`, or fetch it when the clone is shallow\n',
      ],
      [
        ["--stack", "prod-uk"],
        '--stack: "prod-uk" is not a stack of this project; use one of dev, org, prod-apac, prod-eu, prod-us, all\n',
      ],
    ];
    for (const [args, stderr] of refusals) {
      assert.deepEqual(copy.run("diff", ...args), { code: 2, stdout: "", stderr });
    }
    assert.deepEqual(copy.list(".meridian/base"), [commit]);
  });
});
