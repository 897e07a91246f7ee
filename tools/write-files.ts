import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { InputError } from "../components/errors/input-error";

export interface OutputFile {
  path: string;
  text: string;
}

/**
 * Writes all files or none, and makes their folder: each is written beside its final place first, so that an
 * interrupted run leaves no half-written file.
 * @param option what the user named the folder or file with, e.g. `--out`
 * @throws {InputError} when the system refuses
 */
export function writeFiles(option: string, folder: string, files: readonly OutputFile[]): void {
  try {
    makeFolder(folder);
    replaceFiles(files);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The system's own codes; Node's (ERR_…) are ours to correct.
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    const message = `"${folder}" cannot be written (${code}); name a folder that you may write to`;
    throw new InputError([{ file: option, path: "", message }]);
  }
}

/**
 * Makes a folder and those above it, one by one: Node's own recursion never ends where the system refuses with ENOENT.
 * What is no folder is met by `mkdir` below it, since only that refuses with the same code under every version of Node.js.
 */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (!existsSync(above)) makeFolder(above);
  mkdirSync(folder);
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function replaceFiles(files: readonly OutputFile[]): void {
  const partial = (path: string) => `${path}.partial`;
  // The one refusal that a rename would only meet when others are already in their places.
  if (files.some(({ path }) => isFolder(path)))
    throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  try {
    files.forEach(({ path, text }) => writeFileSync(partial(path), text));
    files.forEach(({ path }) => renameSync(partial(path), path));
  } catch (error) {
    files.forEach(({ path }) => rmSync(partial(path), { force: true }));
    throw error;
  }
}
