import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs git in a folder as somebody whom no machine's settings know; returns what it prints. */
export function gitIn(folder: string, ...args: string[]): string {
  const who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"];
  const { status, stdout, stderr } = spawnSync("git", [...who, ...args], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

const lock = (version: string) =>
  JSON.stringify({
    name: "small",
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { "": { name: "small", version } },
  });

/**
 * A small project with a `meridian` command of a few lines, in a git repository of its own. It stands for a tree of any revision:
 * all that is asked of one is the command and the documents that it writes.
 */
export class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), "meridian-small-"));

  /** @param script the command as CommonJS; it gets `args` and `stacks`, and `write(stack, document)` into `--out` */
  constructor(script = "") {
    this.write(
      "package.json",
      JSON.stringify({ name: "small", version: "1.0.0", bin: { meridian: "meridian.cjs" } }),
    );
    this.lock("1.0.0").command(script);
    this.write(".gitignore", "node_modules\n.meridian\n");
    gitIn(this.folder, "init", "--quiet");
    this.commit();
  }

  write(file: string, text: string): this {
    writeFileSync(join(this.folder, file), text);
    return this;
  }

  lock = (version: string): this => this.write("package-lock.json", lock(version));

  command(script: string): this {
    return this.write(
      "meridian.cjs",
      `const args = process.argv.slice(2);
const stacks = args.filter((_, index) => args[index - 1] === "--stack");
const out = args[args.indexOf("--out") + 1];
const write = (stack, document) =>
  require("node:fs").writeFileSync(require("node:path").join(out, stack + ".json"), JSON.stringify(document));
${script}\n`,
    );
  }

  /** Commits everything; returns the commit. */
  commit(): string {
    gitIn(this.folder, "add", "--all");
    gitIn(this.folder, "commit", "--quiet", "--allow-empty", "--message", "state");
    return gitIn(this.folder, "rev-parse", "HEAD");
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
