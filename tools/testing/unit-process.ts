import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { unzipSync } from "fflate";

import { projectRoot } from "../../components/project/root";

/** Where the build leaves a runtime unit. */
export const archiveOf = (family: string, unit: string): string =>
  join(projectRoot(), "bin", "runtime", family, `${unit}.zip`);

interface Reply {
  id: number;
  answer?: unknown;
  failed?: string;
}

/** The built archive of a runtime unit, unpacked and running in a process of its own, as Lambda would run it. */
export class UnitProcess {
  /** What it wrote to its log. */
  log = "";
  private readonly waiting = new Map<
    number,
    { resolve: (answer: unknown) => void; reject: (error: Error) => void }
  >();
  private count = 0;

  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.log += chunk.toString()));
    child.on("message", (reply: Reply) => this.settle(reply));
    child.on("exit", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("the unit's process ended"));
      this.waiting.clear();
    });
  }

  /** @param environment all that the unit sees of the environment, PATH aside */
  static start(family: string, unit: string, environment: Record<string, string>): UnitProcess {
    const folder = mkdtempSync(join(tmpdir(), "meridian-unit-"));
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(archiveOf(family, unit)))))
      writeFileSync(join(folder, name), bytes);
    const child = fork(
      join(projectRoot(), "tools", "testing", "unit-child.cjs"),
      [join(folder, "handler.js")],
      {
        env: { PATH: process.env["PATH"], ...environment },
        execArgv: [],
        silent: true,
      },
    );
    return new UnitProcess(child, folder);
  }

  /** Calls the handler. @throws Error when it throws, or when the process ends before it answers */
  invoke<Answer>(event: unknown): Promise<Answer> {
    const id = (this.count += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      this.child.send({ id, event });
    });
  }

  /** Ends it at once, whatever it is doing. */
  kill(): void {
    this.child.kill("SIGKILL");
  }

  stop(): void {
    this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private settle({ id, answer, failed }: Reply): void {
    const call = this.waiting.get(id);
    this.waiting.delete(id);
    if (failed === undefined) call?.resolve(answer);
    else call?.reject(new Error(failed));
  }
}
