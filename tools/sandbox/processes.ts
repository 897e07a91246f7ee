import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** The processes that one run started. Each leads a group, so that what it starts in turn can be ended with it. */
export class Processes {
  private readonly started: ChildProcess[] = [];

  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
    // One that cannot be started has an exit code; whoever waits for it looks there.
    child.on("error", () => undefined);
    this.started.push(child);
    return child;
  }

  /** Ends every group: asks, waits up to two seconds, then ends what is still there. */
  async stop(): Promise<void> {
    this.signal("SIGTERM");
    for (let waited = 0; waited < 2000 && this.signal(0); waited += 100) await pause(100);
    this.signal("SIGKILL");
  }

  /** Sends a signal to every group; true when one of them was still there. */
  private signal(signal: NodeJS.Signals | 0): boolean {
    return this.started.map(({ pid }) => pid !== undefined && kill(-pid, signal)).includes(true);
  }
}

function kill(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(group, signal);
  } catch {
    // Its last process has gone.
    return false;
  }
}

/** A port that nothing listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Waits until a server listens.
 * @throws Error when it has ended, or does not listen after `milliseconds`
 */
export async function listening(
  server: Pick<ChildProcess, "exitCode" | "spawnfile">,
  port: number,
  milliseconds: number,
): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(200)) {
    if (server.exitCode !== null) break;
    if (await connects(port)) return;
  }
  const what = server.exitCode === null ? `does not listen on port ${port}` : `ended with ${server.exitCode}`;
  throw new Error(`sandbox: ${server.spawnfile} ${what}; see its log.`);
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
