import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A tree of the project, that of the user or that of a revision. */
export interface Tree {
  /** How messages call it: `base 0c4b7b2`, `working tree`. */
  label: string;
  folder: string;
}

/** A tree that cannot be compiled or planned, in one message that says which tree and repeats what it printed. */
export class TreeError extends Error {
  override readonly name = "TreeError";
}

export type Say = (line: string) => void;

const isProgress = (line: string) => line.endsWith("…");

/** Runs a command to its end; lines that tell of progress are passed on as they come, the others are kept. */
export async function run(
  command: readonly [string, ...string[]],
  cwd: string,
  progress: Say = () => undefined,
): Promise<{ code: number | null; printed: string[] }> {
  const [file, ...args] = command;
  const child = spawn(file, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const printed: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    if (isProgress(line)) progress(line);
    else if (line !== "") printed.push(line);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { code, printed };
}

/** `meridian …` of a tree, as its own package.json names it: its own sources say how they are compiled and run. */
export function ownCommand({ label, folder }: Tree, ...args: string[]): [string, ...string[]] {
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    bin?: Record<string, string>;
  };
  const script = bin?.["meridian"];
  if (script === undefined) {
    throw new TreeError(`${label}: package.json names no \`meridian\` command; compare with a later --base.`);
  }
  return [process.execPath, join(folder, script), ...args];
}
