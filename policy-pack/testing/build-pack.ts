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

const root = join(dirname(require.resolve("@pulumi/pulumi/package.json")), "..", "..", "..");
/** What the pack may import, as lint says: anything else does not exist for it. */
const sources = [
  "policy-pack",
  "components/facts",
  "components/residency",
  "components/naming",
  ...["key-path", "nearest", "yaml-value"].map((name) => `components/errors/${name}.js`),
];

let built: string | undefined;

/** Text of settings files by path in the pack's folder, e.g. `levels.yaml`; default the repository's own. */
export type PackSettings = Readonly<Record<string, string>>;

/**
 * Lays the compiled pack and what it may import out in a folder of its own, like the repository, and returns the pack's folder in
 * it. So a pack that imports more than it may does not start. Copied once per process; the folder goes when the process ends.
 */
export function buildPack(settings: PackSettings = ownSettings()): string {
  built ??= copied();
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

function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), "meridian-pack-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  for (const source of sources) for (const file of modulesIn(join(root, "bin", source))) copy(file, folder);
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function modulesIn(path: string): string[] {
  if (path.endsWith(".js")) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.js$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function copy(file: string, folder: string): void {
  const target = join(folder, relative(root, file));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
}
