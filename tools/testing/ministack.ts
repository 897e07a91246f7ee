import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Releases come almost daily and change answers, so the tests are about this one. */
const version = "1.5.33";
/** MiniStack's own floor. */
const python = { command: "python3", least: [3, 11] } as const;

/** Why no emulator may start here; undefined when one may. */
export function emulatorRefusal(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment["MERIDIAN_EMULATORS"] !== "1")
    return "set MERIDIAN_EMULATORS=1 or use `npm run test:emulators`";
  const { stdout } = spawnSync(python.command, ["-c", "import sys; print(*sys.version_info[:2])"], {
    encoding: "utf8",
  });
  const [major = 0, minor = 0] = (stdout ?? "").split(" ").map(Number);
  if (major === python.least[0] && minor >= python.least[1]) return undefined;
  return `MiniStack needs ${python.command} ${python.least.join(".")} or later on PATH`;
}

/** MiniStack's program, installed on first use into the user's cache (about 90 MB, outside every checkout). */
function installed(): string {
  const folder = join(
    process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
    "meridian",
    `ministack-${version}`,
  );
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    run(python.command, ["-m", "venv", folder]);
    run(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", `ministack==${version}`]);
    writeFileSync(complete, "");
  }
  return join(folder, "bin", "ministack");
}

function run(command: string, args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split("\n").at(-1);
  throw new Error(`MiniStack ${version} cannot be installed: ${command} ${args.join(" ")}: ${why}.`);
}

/** Settings of a client of the AWS SDK for one account of the emulator. */
export interface EmulatorClient {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** An AWS emulator of this process's own: on a free port of this machine only, forgetting everything when it stops. */
export class MiniStack {
  private constructor(
    /** `http://127.0.0.1:<port>` */
    readonly origin: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** @throws Error when it cannot be installed or is not ready within 30 seconds, with what it printed */
  static async start(): Promise<MiniStack> {
    const program = installed();
    const port = String(await freePort());
    const folder = mkdtempSync(join(tmpdir(), "meridian-ministack-"));
    const child = spawn(program, [], {
      env: { ...process.env, BIND_HOST: "127.0.0.1", GATEWAY_PORT: port, TMPDIR: folder, STATE_DIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-2000)));
    const emulator = new MiniStack(`http://127.0.0.1:${port}`, child, folder);
    for (const end = Date.now() + 30_000; !(await emulator.isReady()); await pause(50)) {
      if (child.exitCode === null && Date.now() < end) continue;
      await emulator.stop();
      throw new Error(`MiniStack did not start on port ${port}: ${printed.trim()}`);
    }
    return emulator;
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.origin}/_ministack/health`)).ok;
    } catch {
      return false;
    }
  }

  /** Forgets everything of every account. */
  async reset(): Promise<void> {
    const { ok, status } = await fetch(`${this.origin}/_ministack/reset`, { method: "POST" });
    if (!ok) throw new Error(`MiniStack: reset answered ${status}.`);
  }

  /** @param accountId 12 digits; MiniStack takes the access key for the account */
  client(accountId: string, region: string, endpoint = this.origin): EmulatorClient {
    return { endpoint, region, credentials: { accessKeyId: accountId, secretAccessKey: "test" } };
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once("exit", resolve));
      this.child.kill("SIGTERM");
      const killer = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(killer);
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
