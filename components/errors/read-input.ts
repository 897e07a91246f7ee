import { readFileSync } from "node:fs";
import { relative } from "node:path";

import { InputError } from "./input-error";

/**
 * Reads a file that the user keeps, as UTF-8 text.
 * @throws {InputError} when the system refuses it: it is missing, a folder, or not ours to read
 */
export const readInput = (path: string): string => refusing(path, "a file", () => readFileSync(path, "utf8"));

/**
 * Runs one reading of `path` and tells a refusal of the system as the user's mistake.
 * @param kind what has to stand at `path`: `a file` or `a folder`
 * @throws {InputError} with the system's code, such as ENOENT
 */
export function refusing<T>(path: string, kind: "a file" | "a folder", read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const file = relative(process.cwd(), path);
    throw new InputError([
      { file, path: "", message: `cannot be read (${code}); put ${kind} there that you may read` },
    ]);
  }
}
