import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { unzipSync } from "fflate";

import { projectRoot } from "../components/project/root";

const source = "components/sales/runtime/counter/handler.ts";
const archive = "bin/runtime/sales/counter.zip";
const other = "components/sales/runtime/other/handler.ts";

/** A project of runtime units only, with the real build. */
class UnitProject {
  readonly folder: string;

  constructor(folder = fs.mkdtempSync(path.join(tmpdir(), "meridian-units-"))) {
    this.folder = folder;
    for (const name of ["build.cjs", "runtime-archives.cjs"])
      this.write(`tools/${name}`, fs.readFileSync(path.join(projectRoot(), "tools", name)));
    fs.symlinkSync(path.join(projectRoot(), "node_modules"), this.at("node_modules"));
    const compilerOptions = {
      outDir: "bin",
      rootDir: ".",
      composite: true,
      types: ["node"],
      skipLibCheck: true,
    };
    const modules = { module: "nodenext", moduleResolution: "nodenext", strict: true, esModuleInterop: true };
    this.write(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: { ...compilerOptions, ...modules },
        include: ["components/**/*.ts"],
      }),
    );
    this.write("components/sales/count.ts", "export const count = (list: unknown[]) => list.length;\n");
    this.write(
      source,
      'import { strToU8 } from "fflate";\nimport { count } from "../../count";\n' +
        "export const handler = (list: unknown[]) => [count(list), typeof strToU8];\n",
    );
  }

  readonly at = (name: string) => path.join(this.folder, name);

  write(name: string, text: string | Buffer): this {
    fs.mkdirSync(path.dirname(this.at(name)), { recursive: true });
    fs.writeFileSync(this.at(name), text);
    return this;
  }

  build(environment: NodeJS.ProcessEnv = {}, cwd = this.folder) {
    const script = `
      try { require(${JSON.stringify(this.at("tools/build.cjs"))}).ensureBuilt(); }
      catch (error) { console.error(error.message); process.exit(3); }`;
    const options = { encoding: "utf8", cwd, env: { ...process.env, ...environment } } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], options);
    return { status, stdout, stderr: stderr.replace("meridian: compiling (tsc -b) …\n", "") };
  }

  readonly bytes = () => fs.readFileSync(this.at(archive));
  readonly hash = () => createHash("sha256").update(this.bytes()).digest("hex");
  readonly code = () => Buffer.from(unzipSync(this.bytes())["handler.js"] ?? []).toString("utf8");
  readonly remove = () => fs.rmSync(this.folder, { recursive: true, force: true });
}

const clean = { status: 0, stdout: "", stderr: "" };

describe("archives of runtime units", function () {
  this.timeout(60_000);
  let project: UnitProject;
  beforeEach(() => {
    project = new UnitProject();
  });
  afterEach(() => project.remove());

  it("are one module that runs with everything it imports inside", () => {
    assert.deepEqual(project.build(), clean);
    const file = project.write("alone/handler.js", project.code()).at("alone/handler.js");
    const script = `console.log(require(${JSON.stringify(file)}).handler([1, 2]).join())`;
    // No node_modules above the temporary folder's own copy.
    fs.rmSync(project.at("node_modules"));
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.deepEqual({ stdout, stderr }, { stdout: "2,function\n", stderr: "" });
  });

  it("are the same bytes in another folder, time zone, working directory and second, and name no path of the machine", () => {
    assert.deepEqual(project.build({ TZ: "America/New_York" }), clean);
    const deep = new UnitProject(fs.mkdtempSync(path.join(fs.realpathSync(tmpdir()), "another place ")));
    try {
      const end = Date.now() + 2100;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.max(0, end - Date.now()));
      assert.deepEqual(deep.build({ TZ: "Asia/Tokyo" }, tmpdir()), clean);
      assert.equal(deep.hash(), project.hash());
    } finally {
      deep.remove();
    }
    for (const text of [project.folder, projectRoot(), tmpdir()])
      assert.ok(!project.code().includes(text), text);
  });

  it("are built again after an edit of what they import and left alone otherwise", () => {
    project.build();
    const first = { hash: project.hash(), at: fs.statSync(project.at(archive)).mtimeMs };
    assert.deepEqual(project.build(), clean);
    assert.equal(fs.statSync(project.at(archive)).mtimeMs, first.at);
    project.write(
      "components/sales/count.ts",
      "export const count = (list: unknown[]) => list.length + 1;\n",
    );
    assert.deepEqual(project.build(), clean);
    assert.notEqual(project.hash(), first.hash);
  });

  it("are built again when they are gone or somebody changed them", () => {
    project.build();
    const hash = project.hash();
    fs.rmSync(project.at("bin/runtime"), { recursive: true });
    project.build();
    assert.equal(project.hash(), hash);
    project.write(archive, "something else");
    project.build();
    assert.equal(project.hash(), hash);
  });

  it("go with their unit", () => {
    project.write(other, "export const handler = () => 1;\n").build();
    assert.ok(fs.existsSync(project.at("bin/runtime/sales/other.zip")));
    fs.rmSync(project.at(path.dirname(other)), { recursive: true });
    project.build();
    assert.deepEqual(fs.readdirSync(project.at("bin/runtime/sales")), ["counter.zip"]);
  });

  it("are not built from a mistake: one line with its place, also the second time, and no archive", () => {
    project.write(source, 'import text from "./missing.sql";\nexport const handler = () => text;\n');
    project.write(
      "components/sales/declared.d.ts",
      'declare module "*.sql" { const text: string; export default text; }\n',
    );
    const line = `${source}:1:18: Could not resolve "./missing.sql"; correct it, a runtime unit holds all that it imports.\n`;
    for (let time = 0; time < 2; time += 1)
      assert.deepEqual(project.build(), { status: 3, stdout: "", stderr: line });
    assert.ok(!fs.existsSync(project.at("bin/runtime")));
  });

  it("hold no Pulumi, however it got in", () => {
    const helper = "components/sales/helper.ts";
    project.write(helper, 'export { Bucket } from "@pulumi/aws/s3";\n');
    project.write(
      source,
      'import { Bucket } from "../../helper";\nexport const handler = () => Bucket.name;\n',
    );
    const line = `${helper}: is part of ${source} and imports Pulumi; move what the handler needs to a module without it.\n`;
    assert.deepEqual(project.build(), { status: 3, stdout: "", stderr: line });
  });
});
