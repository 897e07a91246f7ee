import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { findCli, obtainCli, onPath, type Search } from "../pulumi-cli/find-cli";

/** Where a run takes its tools from, and where it keeps what it fetched. */
export interface Setting {
  root: string;
  /** Folders as in PATH. */
  searchPath: string;
  /** Kept between runs. */
  cache: string;
  print: (line: string) => void;
}

export function standardSetting(): Setting {
  const caches = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  return {
    root: projectRoot(),
    searchPath: process.env["PATH"] ?? "",
    cache: path.join(caches, "meridian"),
    print: console.log,
  };
}

/** Something that this machine cannot have: its part of the matrix is skipped. */
export class Missing extends Error {
  override readonly name = "Missing";
}

/** Runs a tool of the setting's search path in the project. */
export function tool(
  { root, searchPath }: Setting,
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; quiet?: boolean } = {},
): SpawnSyncReturns<string> {
  const output = options.quiet === true ? "pipe" : "inherit";
  return spawnSync(command, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, PATH: searchPath, ...options.env },
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", output, output],
  });
}

/**
 * The newest Node.js of a major version, from npm's package of the bare executable; the one fetched before where npm cannot.
 * @returns the folder to put first on PATH
 * @throws {Missing} when there is neither
 */
export function obtainNode(major: string, setting: Setting): string {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(setting.cache, `node-${major}`);
  const bin = path.join(folder, "node_modules", name, "bin");
  mkdirSync(folder, { recursive: true });
  // A manifest of its own, so that npm installs here and not in a folder above.
  writeFileSync(path.join(folder, "package.json"), "{}\n");
  const args = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", `${name}@${major}`];
  const { status } = tool(setting, "npm", args, { cwd: folder, quiet: true });
  if (status !== 0 && !existsSync(path.join(bin, "node"))) {
    throw new Missing(`npm cannot fetch ${name}@${major}, and none was fetched before`);
  }
  return bin;
}

/**
 * A Pulumi CLI of a version beside the project's least one, built with Go where no newer one is on PATH.
 * @returns the folder to put first on PATH
 * @throws {Missing} when it cannot be had
 */
export function obtainNewerCli(version: string, setting: Setting): string {
  const source = path.join(setting.cache, `pulumi-source-${version}`);
  const search: Search = {
    minimum: version,
    searchPath: setting.searchPath,
    cache: path.join(setting.cache, "pulumi"),
    source,
    progress: (text) => setting.print(`matrix: ${text}`),
  };
  const hasGo = onPath("go", setting.searchPath).length > 0;
  if (hasGo && findCli(search) === undefined) writeModule(version, source, setting);
  try {
    return path.dirname(obtainCli(search));
  } catch (error) {
    throw new Missing((error as Error).message);
  }
}

/** A Go module that asks for one version of the CLI; its dependencies are what the module proxy serves. */
function writeModule(version: string, source: string, setting: Setting): void {
  mkdirSync(source, { recursive: true });
  const required = `require github.com/pulumi/pulumi/pkg/v3 v${version}`;
  writeFileSync(path.join(source, "go.mod"), `module meridian/matrix/cli\n\ngo 1.25\n\n${required}\n`);
  copyFileSync(path.join(setting.root, "tools/pulumi-cli/cli/tools.go"), path.join(source, "tools.go"));
  const { status } = tool(setting, "go", ["mod", "tidy"], { cwd: source, quiet: true });
  if (status !== 0) throw new Missing(`go cannot fetch pulumi ${version} from the module proxy`);
}
