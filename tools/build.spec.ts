import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import { hostname, tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../components/project/root";

/** A project of one source, with the real `tools/build.cjs`. */
class SmallProject {
  readonly folder = fs.mkdtempSync(path.join(tmpdir(), "meridian-build-"));

  constructor() {
    fs.mkdirSync(this.at("tools"));
    fs.mkdirSync(this.at("accounts"));
    for (const name of ["build.cjs", "runtime-archives.cjs"])
      fs.copyFileSync(path.join(projectRoot(), "tools", name), this.at(`tools/${name}`));
    fs.symlinkSync(path.join(projectRoot(), "node_modules"), this.at("node_modules"));
    const compilerOptions = { outDir: "bin", rootDir: ".", composite: true, types: [], lib: ["ES5"] };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions, include: ["accounts/*.ts"] }));
    this.write("accounts/index.ts", "export const answer: number = 42;\n");
  }

  readonly at = (name: string) => path.join(this.folder, name);
  readonly write = (name: string, text: string) => fs.writeFileSync(this.at(name), text);
  readonly exists = (name: string) => fs.existsSync(this.at(name));

  /** What Node runs: makes the build current, then prints what was compiled. */
  private readonly script = `
    try { require(${JSON.stringify(this.at("tools/build.cjs"))}).ensureBuilt(); }
    catch (error) { console.error(error.message); process.exit(3); }
    console.log(require(${JSON.stringify(this.at("bin/accounts/index.js"))}).answer);`;

  run() {
    return spawnSync(process.execPath, ["-e", this.script], { encoding: "utf8" });
  }

  /** Resolves to everything that the process printed. */
  start(): Promise<string> {
    const child = spawn(process.execPath, ["-e", this.script]);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    }
    return new Promise((resolve) => child.on("close", () => resolve(printed)));
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

const compiling = "meridian: compiling (tsc -b) …\n";

describe("a stale build", function () {
  this.timeout(60_000);
  let project: SmallProject;
  beforeEach(() => {
    project = new SmallProject();
  });
  afterEach(() => {
    project.remove();
  });

  it("is compiled when there is none and after an edit, with nothing of ours on stdout, and not again", () => {
    const seen = () => {
      const { stdout, stderr } = project.run();
      return { stdout, stderr };
    };
    assert.deepEqual(seen(), { stdout: "42\n", stderr: compiling });
    assert.deepEqual(seen(), { stdout: "42\n", stderr: "" });
    project.write("accounts/index.ts", "export const answer: number = 43;\n");
    assert.deepEqual(seen(), { stdout: "43\n", stderr: compiling });
  });

  it("is not used when its source has an error: one line with the place, also the second time", () => {
    project.run();
    const { mtime, atime } = fs.statSync(project.at("accounts/index.ts"));
    const broken = 'export const answer: number = "43";\nexport const other: number = "44";\n';
    project.write("accounts/index.ts", broken);
    const line =
      "accounts/index.ts:1:14: Type 'string' is not assignable to type 'number' (TS2322, the first of 2 errors); " +
      "correct it, `npm run typecheck` shows all of it.\n";
    for (let time = 0; time < 2; time += 1) {
      const { status, stdout, stderr } = project.run();
      assert.deepEqual({ status, stdout, stderr }, { status: 3, stdout: "", stderr: compiling + line });
    }
    // The sources are as they were when something good was compiled, but tsc has since written what has errors.
    project.write("accounts/index.ts", "export const answer: number = 42;\n");
    fs.utimesSync(project.at("accounts/index.ts"), atime, mtime);
    assert.equal(project.run().stdout, "42\n");
  });

  it("is compiled once by processes that find it at the same moment", async () => {
    const printed = await Promise.all([1, 2, 3, 4].map(() => project.start()));
    assert.deepEqual(printed.sort(), ["42\n", "42\n", "42\n", `${compiling}42\n`]);
    assert.ok(!project.exists("bin/.meridian-compiling"));
  });

  it("is compiled although an earlier compilation was killed", () => {
    const { pid } = spawnSync(process.execPath, ["-e", ""]);
    fs.mkdirSync(project.at("bin"));
    project.write("bin/.meridian-compiling", `${pid}@${hostname()}`);
    assert.equal(project.run().stdout, "42\n");
    assert.deepEqual(
      fs.readdirSync(project.at("bin")).filter((name) => name.includes("compiling")),
      [],
    );
  });

  it("waits for the process that is compiling", async () => {
    fs.mkdirSync(project.at("bin"));
    project.write("bin/.meridian-compiling", `${process.pid}@${hostname()}`);
    const printed = project.start();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.ok(!project.exists("bin/.meridian-built"));
    fs.rmSync(project.at("bin/.meridian-compiling"));
    assert.equal(await printed, `${compiling}42\n`);
  });

  it("forgets modules whose source is gone", () => {
    project.write("accounts/old.ts", "export {};\n");
    project.run();
    assert.ok(project.exists("bin/accounts/old.js"));
    fs.rmSync(project.at("accounts/old.ts"));
    project.run();
    assert.ok(!project.exists("bin/accounts/old.js"));
  });

  it("cannot be told where there are no sources: what is compiled runs as it is", () => {
    project.run();
    fs.rmSync(project.at("accounts"), { recursive: true });
    fs.rmSync(project.at("tsconfig.json"));
    const { stdout, stderr } = project.run();
    assert.deepEqual({ stdout, stderr }, { stdout: "42\n", stderr: "" });
  });

  it("says to install packages when there is no compiler", () => {
    fs.rmSync(project.at("node_modules"));
    const { status, stderr } = project.run();
    assert.equal(status, 3);
    assert.equal(
      stderr,
      `${compiling}node_modules/typescript: sources are newer than bin/ and no compiler is installed; run \`npm ci\`.\n`,
    );
  });
});
