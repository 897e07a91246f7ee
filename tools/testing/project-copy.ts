import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { linkPackages, linkTree } from "../../components/testing/link-tree";

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What every copy has: settings, contracts, and what makes a build current. */
const always = /^(Pulumi.*\.yaml|package\.json|contracts|CODEOWNERS)$/;
const sources = /^(package-lock\.json|tsconfig\.json|accounts|components|policy-pack|tools)$/;
/** Files that the compiled program reads beside the sources: SQL and other runtime units. */
const isRuntime = (path: string) => !path.endsWith(".ts");
/** What of `bin/` runs, with the maps that say where in the sources it stands. */
const isProgram = (name: string) => !/(\.d\.ts|\.spec\.js|\.spec\.js\.map|\.tsbuildinfo)$/.test(name);

/**
 * A copy of the project in a temporary folder, to be broken on purpose and run as a user would. What people edit is copied; the
 * compiled files are links to the originals, so they are changed through `edit` only, which puts a file of its own there.
 */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "meridian-"));

  /** @param kind `compiled`: what runs, without sources; `clone`: the sources with packages installed, nothing compiled yet */
  constructor(kind: "compiled" | "clone" = "compiled") {
    const root = projectRoot();
    const copy = (name: string, filter?: (path: string) => boolean) =>
      cpSync(join(root, name), join(this.folder, name), { recursive: true, filter });
    for (const name of readdirSync(root)) {
      if (always.test(name) || (kind === "clone" && sources.test(name))) copy(name);
    }
    if (kind === "compiled") {
      linkTree(join(root, "bin"), join(this.folder, "bin"), isProgram);
      for (const name of ["components", "policy-pack"]) copy(name, isRuntime);
      for (const name of ["build.cjs", "frame-memo.cjs", "program.cjs", "runtime-archives.cjs"])
        copy(join("tools", name));
    }
    linkPackages(this.folder);
  }

  /** Replaces the first match of `pattern`; throws when nothing matches, so that a test cannot plant nothing. */
  edit(file: string, pattern: string | RegExp, replacement: string): this {
    const path = join(this.folder, file);
    const before = readFileSync(path, "utf8");
    const after = before.replace(pattern, replacement);
    if (after === before) throw new Error(`${file}: nothing matches ${String(pattern)}; fix the test.`);
    // Never through the link: that would change the original.
    rmSync(path);
    writeFileSync(path, after);
    return this;
  }

  /** Arguments of Node.js that run `meridian …` from this copy. */
  command(...args: string[]): string[] {
    const script = `require(${JSON.stringify(join(this.folder, "bin/tools/cli.js"))}).main(process.argv.slice(1))`;
    return ["-e", script, "--", ...args];
  }

  /** Runs `meridian …` from this copy. */
  run(...args: string[]): CommandResult {
    // What runs in a copy covers nothing of the original, and writing it down takes longer than the command.
    const env = { ...process.env, NODE_V8_COVERAGE: "" };
    const options = { cwd: this.folder, env, encoding: "utf8", maxBuffer: 1 << 28 } as const;
    const { status, stdout, stderr } = spawnSync(process.execPath, this.command(...args), options);
    return { code: status, stdout, stderr };
  }

  /** Names in a folder of the copy; empty when it does not exist. */
  list(folder: string): string[] {
    try {
      return readdirSync(join(this.folder, folder)).sort();
    } catch {
      return [];
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
