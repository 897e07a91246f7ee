import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { onPath, type Search } from "./find-cli";

/** The pinned CLI of `package.json` and where to look for it. */
export function cliSearch(progress: Search["progress"]): Search {
  const root = projectRoot();
  const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    meridian: { pulumi: string };
  };
  const caches = process.env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache");
  return {
    minimum: manifest.meridian.pulumi,
    searchPath: process.env["PATH"] ?? "",
    cache: path.join(caches, "meridian", "pulumi"),
    source: path.join(root, "tools", "pulumi-cli", "cli"),
    progress,
  };
}

/** Writes the state once at the end and not after each resource: a deploy of hundreds takes a fifth of the time. */
export const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** The engine offline: backend, home and a copy of the stack files in one folder, the stand-ins on PATH. */
export class OfflineEngine {
  /**
   * @param cli the `pulumi` executable
   * @param project folder with `Pulumi.yaml`, which is only read
   * @param folder where everything that the engine writes goes; made when absent
   */
  constructor(
    readonly cli: string,
    readonly project: string,
    readonly folder: string,
  ) {
    for (const name of ["state", "home", "project"]) mkdirSync(path.join(folder, name), { recursive: true });
  }

  environment(): NodeJS.ProcessEnv {
    const given = process.env["PATH"] ?? "";
    const plugins = path.join(projectRoot(), "tools", "pulumi-cli", "plugins");
    const hosts = onPath("pulumi-language-nodejs", given).length > 0 ? [] : [path.join(plugins, "language")];
    return {
      ...process.env,
      PATH: [path.join(plugins, "providers"), ...hosts, given].join(path.delimiter),
      MERIDIAN_OFFLINE: "1",
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, "state")}`,
      PULUMI_HOME: path.join(this.folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "offline",
      PULUMI_SKIP_UPDATE_CHECK: "1",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    };
  }

  /**
   * Makes the stack when it is not there yet, from copies of `Pulumi.yaml` and the stack file: the CLI writes its
   * encryption salt into the stack file, and the project's own is not to change.
   * @returns the stack file to run with
   */
  private stackFile(stack: string): string {
    const copies = path.join(this.folder, "project");
    const copy = path.join(copies, `Pulumi.${stack}.yaml`);
    const original = path.join(this.project, `Pulumi.${stack}.yaml`);
    const saltLine = /^encryptionsalt: .*$/m;
    const salt = existsSync(copy) ? saltLine.exec(readFileSync(copy, "utf8"))?.[0] : undefined;
    const text = existsSync(original) ? readFileSync(original, "utf8") : "";
    writeFileSync(copy, salt === undefined || saltLine.test(text) ? text : `${salt}\n${text}`);
    if (salt === undefined) {
      copyFileSync(path.join(this.project, "Pulumi.yaml"), path.join(copies, "Pulumi.yaml"));
      const { status, stderr } = this.spawn(["stack", "init", stack, "--no-select"], { cwd: copies });
      if (status !== 0) throw new Error(`pulumi-cli: pulumi stack init ${stack} failed: ${stderr.trim()}`);
      return copy;
    }
    return copy;
  }

  /** Environment for one command: with the stack that its arguments name, made when needed. */
  environmentFor(args: readonly string[]): NodeJS.ProcessEnv {
    const stack = stackOf(args);
    const file = stack === undefined || stack === "" ? undefined : this.stackFile(stack);
    return { ...this.environment(), ...(file === undefined ? {} : { PULUMI_OPTION_CONFIG_FILE: file }) };
  }

  /** Runs the CLI in the project and keeps what it prints; `--event-log FILE` is understood. */
  run(...args: string[]): SpawnSyncReturns<string> {
    return this.runWith({}, ...args);
  }

  /** Runs the CLI with more in its environment, such as {@link withoutCheckpoints}. */
  runWith(more: NodeJS.ProcessEnv, ...args: string[]): SpawnSyncReturns<string> {
    // The CLI hides its event log behind this switch.
    const env = { ...this.environmentFor(args), PULUMI_DEBUG_COMMANDS: "1", ...more };
    return this.spawn(args, { cwd: this.project, env });
  }

  private spawn(
    args: readonly string[],
    at: { cwd: string; env?: NodeJS.ProcessEnv },
  ): SpawnSyncReturns<string> {
    const env = at.env ?? this.environment();
    return spawnSync(this.cli, ["--non-interactive", ...args], {
      cwd: at.cwd,
      env,
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
  }
}

/** The value of `--stack NAME`, `--stack=NAME` or `-s NAME`. */
export function stackOf(args: readonly string[]): string | undefined {
  const index = args.findIndex((arg) => /^(--stack(=|$)|-s$)/.test(arg));
  if (index < 0) return undefined;
  const [, value] = args[index]!.split("=", 2);
  return value ?? args[index + 1];
}
