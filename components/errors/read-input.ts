import { readFileSync } from "node:fs";
import { relative } from "node:path";

import { InputError } from "./input-error";
import { utf8Text } from "./utf8";

/**
 * Reads a file that the user keeps, as UTF-8 text.
 * @throws {InputError} when the system refuses it: it is missing, a folder, or not ours to read; and when it is no UTF-8, with the
 * place of the first byte that is not
 */
export function readInput(path: string): string {
  const read = utf8Text(refusing(path, "a file", () => readFileSync(path)));
  if ("text" in read) return read.text;
  throw new InputError([{ file: relative(process.cwd(), path), path: "", ...read.fault }]);
}

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
