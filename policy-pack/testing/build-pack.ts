import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

import * as ts from "typescript";

const root = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", "..", "..");
const sources = ["policy-pack", "components/residency", "components/naming"];

let built: string | undefined;

/**
 * Compiles the pack and what it may import into a folder of its own, laid out like the repository, and returns the
 * pack's folder in it. So a test always judges today's sources, whatever stands in `bin/`; and a pack that imports
 * more than it may does not start. Once per process; the folder goes when the process ends.
 */
export function buildPack(): string {
  if (built === undefined) {
    const folder = mkdtempSync(join(tmpdir(), "meridian-pack-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    for (const source of sources) for (const file of modulesIn(join(root, source))) compile(file, folder);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    built = join(folder, "policy-pack");
    mkdirSync(built);
    for (const file of ["package.json", "PulumiPolicy.yaml", "index.cjs"]) {
      copyFileSync(join(root, "policy-pack", file), join(built, file));
    }
  }
  return built;
}

function modulesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function compile(file: string, folder: string): void {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.CommonJS },
  });
  const target = join(folder, "bin", relative(root, file).replace(/\.ts$/, ".js"));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, outputText);
}
