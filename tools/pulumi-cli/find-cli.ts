import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import * as path from "node:path";

/** Where a CLI may come from. */
export interface Search {
  /** Lowest version that will do, such as `3.255.0`. */
  minimum: string;
  /** Folders as in PATH. */
  searchPath: string;
  /** Holds one folder per built version. */
  cache: string;
  /** Folder of the `go.mod` that names the CLI's source. */
  source: string;
  /** Told what takes minutes, before it starts. */
  progress: (text: string) => void;
}

/** Numbers of `v3.255.0` or `3.255.0-dev.1`; undefined when the text is no version. */
function numbersOf(version: string): number[] | undefined {
  return /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim())?.slice(1).map(Number);
}

export function isAtLeast(version: string, minimum: string): boolean {
  const have = numbersOf(version);
  const want = numbersOf(minimum);
  if (have === undefined || want === undefined) return false;
  const index = have.findIndex((number, position) => number !== want[position]);
  return index < 0 || have[index]! > want[index]!;
}

/** Executables of that name on a search path, in order. */
export function onPath(name: string, searchPath: string): string[] {
  return searchPath
    .split(path.delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => path.join(folder, name))
    .filter((file) => existsSync(file));
}

/** What `pulumi version` prints; empty when it does not run. */
function versionOf(command: string): string {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" };
  const { status, stdout } = spawnSync(command, ["version"], { encoding: "utf8", env });
  return status === 0 ? stdout.trim() : "";
}

function cachedFile({ cache, minimum }: Search): string {
  return path.join(cache, minimum, "pulumi");
}

/** A CLI that is ready: on PATH and new enough, or built earlier. Undefined when there is none. */
export function findCli(search: Search): string | undefined {
  const installed = onPath("pulumi", search.searchPath).find((file) =>
    isAtLeast(versionOf(file), search.minimum),
  );
  const cached = cachedFile(search);
  return installed ?? (existsSync(cached) ? cached : undefined);
}

/**
 * A CLI that is ready, else one built with Go.
 * @throws Error of one line when there is neither, or when the build fails (the compiler has then said why)
 */
export function obtainCli(search: Search): string {
  const found = findCli(search);
  if (found !== undefined) return found;
  const [go] = onPath("go", search.searchPath);
  if (go === undefined) {
    throw new Error(
      `pulumi-cli: no pulumi ${search.minimum} or later and no go on PATH; ` +
        `install the Pulumi CLI, or Go to have it built from tools/pulumi-cli/cli.`,
    );
  }
  return build(go, search);
}

function build(go: string, search: Search): string {
  search.progress(
    `building pulumi ${search.minimum} from its Go module, about four minutes the first time …`,
  );
  const file = cachedFile(search);
  mkdirSync(path.dirname(file), { recursive: true });
  const version = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${search.minimum}`;
  // Built beside its final place: an interrupted build leaves nothing that looks ready.
  const partial = `${file}.${process.pid}.partial`;
  const args = ["build", "-ldflags", `-s -w ${version}`, "-o", partial];
  const { status } = spawnSync(go, [...args, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"], {
    cwd: search.source,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) {
    throw new Error(
      `pulumi-cli: go build of pulumi ${search.minimum} failed; see above, or install the Pulumi CLI.`,
    );
  }
  renameSync(partial, file);
  return file;
}
