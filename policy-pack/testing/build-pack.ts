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
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { linkFile, linkPackages, linkTree } from "../../components/testing/link-tree";

const root = projectRoot();
/** What the pack may import, as lint says: anything else does not exist for it. */
const folders = ["policy-pack", "components/facts", "components/residency", "components/naming"];
const errors = "components/errors";
const partsOfErrors = ["key-path", "nearest", "yaml-value", "pulumi-yaml", "go-scalar", "yaml-quirks"].map(
  (name) => `${name}.js`,
);
const isModule = (name: string) => /(?<!\.spec)\.js$/.test(name);

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
  for (const name of folders) linkTree(join(root, "bin", name), join(folder, "bin", name), isModule);
  mkdirSync(join(folder, "bin", errors));
  for (const name of partsOfErrors)
    linkFile(join(root, "bin", errors, name), join(folder, "bin", errors, name));
  linkPackages(folder);
  return folder;
}
