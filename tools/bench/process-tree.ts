import { spawn, spawnSync } from "node:child_process";

/** What a command cost, with everything that it started. */
export interface TreeMeasurement {
  seconds: number;
  /** Largest sum of resident memory of the process and its descendants, MiB, looked at ten times a second. */
  peakMiB: number;
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end. The memory of a tree can only be sampled, so short peaks may be missed. */
export function measureTree(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<TreeMeasurement> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
    let peakKiB = 0;
    const sampler = setInterval(() => (peakKiB = Math.max(peakKiB, residentKiB(child.pid ?? 0))), 100);
    child.on("error", reject);
    child.on("close", (status) => {
      clearInterval(sampler);
      const seconds = Number(process.hrtime.bigint() - started) / 1e9;
      resolve({ seconds, peakMiB: Math.round(peakKiB / 1024), status, ...output });
    });
  });
}

/** Resident memory of a process and its descendants, KiB. */
export function residentKiB(root: number): number {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid=,rss="], { encoding: "utf8" });
  const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const children = new Map<number, number[]>();
  const sizes = new Map<number, number>();
  for (const [pid = 0, parent = 0, size = 0] of rows) {
    sizes.set(pid, size);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const sum = (pid: number): number =>
    (sizes.get(pid) ?? 0) + (children.get(pid) ?? []).reduce((total, child) => total + sum(child), 0);
  return sum(root);
}
