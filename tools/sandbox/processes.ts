import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { connect, createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** The processes that one run started. Each leads a group, so that what it starts in turn can be ended with it. */
export class Processes {
  private readonly started: ChildProcess[] = [];

  start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
    const child = spawn(command, args, { ...options, detached: true });
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
 * Waits until something listens.
 * @throws Error when nothing does after `milliseconds`
 */
export async function listening(port: number, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await pause(200)) {
    if (await connects(port)) return;
  }
  throw new Error(`sandbox: moto_server did not listen on port ${port} within ${milliseconds / 1000} s.`);
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
