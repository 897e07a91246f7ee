import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { projectRoot } from "../../../components/project/root";
import { ProjectCopy } from "../project-copy";

/** A change to a text: what stands there and what to write instead. */
export type Edit = readonly [from: string, to: string];

/** @throws Error when an edit changes nothing: the case would then be judged as another */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, [from, to]) => {
    const after = before.replaceAll(from, to);
    if (after === before) throw new Error(`Nothing reads ${JSON.stringify(from)}; correct the case's edits.`);
    return after;
  }, text);
}

/** Runs `work` in a copy of the project, which is removed afterwards. */
export function withCopy<T>(work: (copy: ProjectCopy) => T): T {
  const copy = new ProjectCopy();
  try {
    return work(copy);
  } finally {
    copy.remove();
  }
}

/** What a plan reads before the program runs. */
const input = /^(Pulumi.*\.yaml|contracts)$/;

/** Runs `work` in a folder with copies of what people keep in the project; nothing can be planned there. */
export function withInputs<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "meridian-"));
  try {
    const root = projectRoot();
    for (const name of readdirSync(root).filter((each) => input.test(each))) {
      cpSync(join(root, name), join(folder, name), { recursive: true });
    }
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
