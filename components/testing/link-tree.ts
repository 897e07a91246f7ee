import { copyFileSync, linkSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../project/root";

/** A second name for a file; a copy of it where the target is on another file system. */
export function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    copyFileSync(from, to);
  }
}

/** A tree of hard links to the files whose names `takes` accepts, in a tenth of the time of a copy. Writing to one changes the original. */
export function linkTree(from: string, to: string, takes: (name: string) => boolean): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target, takes);
    else if (takes(entry.name)) linkFile(source, target);
  }
}

/** Gives a folder the packages of the project. */
export const linkPackages = (folder: string): void =>
  symlinkSync(join(projectRoot(), "node_modules"), join(folder, "node_modules"));
