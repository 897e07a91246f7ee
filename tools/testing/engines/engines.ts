import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { projectRoot } from "../../../components/project/root";
import { engineJars, enginePython } from "./install";

/** What an engine says to a question: `error` in its own words. */
export interface Answer {
  readonly rows?: readonly (readonly unknown[])[];
  readonly statements?: number;
  readonly error?: string;
}

/** Spark and sqlglot in one process beside the tests, which ends with them. */
export class Engines {
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private printed = "";

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => this.waiting.shift()?.(JSON.parse(line) as Answer));
    child.stderr.on(
      "data",
      (chunk: Buffer) => (this.printed = (this.printed + chunk.toString()).slice(-2000)),
    );
    child.on("exit", () => {
      for (const tell of this.waiting.splice(0)) tell({ error: `the engines ended: ${this.printed.trim()}` });
    });
  }

  private static only: Promise<Engines> | undefined;

  /**
   * The engines of this process: a session of Spark costs seconds, so all specs ask the same one. They keep no process from ending
   * and end with it.
   * @throws Error when they cannot be installed
   */
  static shared(): Promise<Engines> {
    return (Engines.only ??= Engines.start());
  }

  private static async start(): Promise<Engines> {
    const jars = await engineJars("iceberg");
    const folder = mkdtempSync(join(tmpdir(), "meridian-engines-"));
    const driver = join(projectRoot(), "tools", "testing", "engines", "driver.py");
    const child = spawn(enginePython(), [driver, jars.join(","), folder], { cwd: folder });
    for (const part of [child, child.stdin, child.stdout, child.stderr])
      (part as { unref?: () => void }).unref?.();
    process.once("exit", () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    });
    return new Engines(child);
  }

  private ask(question: object): Promise<Answer> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.child.stdin.write(`${JSON.stringify(question)}\n`);
    });
  }

  /** Runs one statement on Spark 3.5; tables of Iceberg are in the catalog `lake`. */
  run(sql: string): Promise<Answer> {
    return this.ask({ op: "run", sql });
  }

  /** Whether a text is of a dialect that sqlglot knows, e.g. `spark`, `trino`, `athena`. */
  parse(dialect: string, sql: string): Promise<Answer> {
    return this.ask({ op: "parse", dialect, sql });
  }
}
