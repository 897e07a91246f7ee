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
/** What the pack may import, as lint says: anything else does not exist for it. */
const sources = [
  "policy-pack",
  "components/residency",
  "components/facts",
  "components/naming",
  ...["key-path", "nearest", "yaml-value"].map((name) => `components/errors/${name}.ts`),
];

let built: string | undefined;

/** Text of settings files by path in the pack's folder, e.g. `levels.yaml`; default the repository's own. */
export type PackSettings = Readonly<Record<string, string>>;

/**
 * Compiles the pack and what it may import into a folder of its own, laid out like the repository, and returns the
 * pack's folder in it. So a test always judges today's sources, whatever stands in `bin/`; and a pack that imports
 * more than it may does not start. Compiled once per process; the folder goes when the process ends.
 */
export function buildPack(settings: PackSettings = ownSettings()): string {
  built ??= compiled();
  const pack = join(mkdtempSync(join(built, "run-")), "policy-pack");
  mkdirSync(join(pack, "waivers"), { recursive: true });
  symlinkSync(join(built, "bin"), join(pack, "..", "bin"));
  for (const file of ["package.json", "PulumiPolicy.yaml", "index.cjs"]) {
    copyFileSync(join(root, "policy-pack", file), join(pack, file));
  }
  for (const [file, text] of Object.entries(settings)) writeFileSync(join(pack, file), text);
  return pack;
}

function ownSettings(): PackSettings {
  const files = [
    "levels.yaml",
    ...readdirSync(join(root, "policy-pack/waivers")).map((name) => `waivers/${name}`),
  ];
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => [file, readFileSync(join(root, "policy-pack", file), "utf8")]),
  );
}

function compiled(): string {
  const folder = mkdtempSync(join(tmpdir(), "meridian-pack-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const source of sources) for (const file of modulesIn(join(root, source))) compile(file, folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function modulesIn(path: string): string[] {
  if (path.endsWith(".ts")) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
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
