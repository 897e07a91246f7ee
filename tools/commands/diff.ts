import { join } from "node:path";

import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { buildBase, locateBase } from "../base/base-tree";
import { findRevision, namesAt } from "../base/revision";
import { TreeError, type Say } from "../base/run";
import { planTree } from "../base/tree-plans";
import { compareTrees, type Sides } from "../plan-diff/compare";
import type { DiffDocument } from "../plan-diff/diff-schema";
import { diffMarkdown } from "../plan-diff/markdown";
import { diffText } from "../plan-diff/text";
import { stacksAmong } from "../../accounts/config/siblings";
import { selectAmong, stackNames } from "../stacks";
import { writeFiles } from "../write-files";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";

export interface DiffOptions {
  /** Any revision that git knows. */
  base: string;
  /** Default: all that either tree has. */
  stack?: string[];
  format: DiffFormat;
  out?: string;
  /** The base may install packages of its own. */
  installBase: boolean;
}

export type DiffFormat = "text" | "json" | "markdown";

const formats: Record<DiffFormat, { file: string; render: (diff: DiffDocument) => string }> = {
  text: { file: "diff.txt", render: diffText },
  json: { file: "diff.json", render: (diff) => JSON.stringify(diff, undefined, 2) + "\n" },
  markdown: { file: "diff.md", render: diffMarkdown },
};

const progress: Say = (line) => console.error(line);

/** The plans of both sides, or what is wrong in both of them, our own first: it is what one can correct. */
function bothOrErrors(before: PromiseSettledResult<Side>, after: PromiseSettledResult<Side>): Sides {
  if (before.status === "fulfilled" && after.status === "fulfilled") {
    return { before: before.value, after: after.value };
  }
  const errors = [after, before].flatMap((side) =>
    side.status === "rejected" ? [side.reason as Error] : [],
  );
  const unforeseen = errors.find((error) => !(error instanceof InputError || error instanceof TreeError));
  if (unforeseen !== undefined) throw unforeseen;
  const inputs = errors.flatMap((error) => (error instanceof InputError ? [error] : []));
  if (inputs.length === errors.length) throw new InputError(inputs.flatMap(({ issues }) => issues));
  throw new TreeError(errors.map(({ message }) => message).join("\n"));
}

type Side = Sides["before"];

async function diffAll(options: DiffOptions): Promise<ExitCode> {
  const root = projectRoot();
  const base = findRevision(root, options.base);
  const known = { before: stacksAmong(namesAt(root, base)), after: stackNames(root) };
  const all = [...new Set([...known.before, ...known.after])].sort();
  const wanted = selectAmong(all, options.stack ?? ["all"]);
  const ofTree = (stacks: readonly string[]) => wanted.filter((name) => stacks.includes(name));
  const tree = locateBase(root, base, options.installBase);
  const ours = { label: "working tree", folder: root };
  // At the same time, each in a process of its own: on one machine and one day, by which approvals and waivers end.
  const [before, after] = await Promise.allSettled([
    buildBase(root, tree, progress).then(() => planTree(tree, ofTree(known.before), progress)),
    planTree(ours, ofTree(known.after), progress),
  ]);
  const diff = compareTrees(base, wanted, bothOrErrors(before, after));
  output(diff, options);
  return diff.stacks.every(({ state }) => state === "same") ? exitCodes.clean : exitCodes.differences;
}

function output(diff: DiffDocument, { format, out }: DiffOptions): void {
  const { file, render } = formats[format];
  const text = render(diff);
  if (out === undefined) {
    process.stdout.write(text);
    return;
  }
  const path = join(out, file);
  writeFiles("--out", out, [{ path, text }]);
  console.error(`wrote ${path}`);
}

/**
 * `meridian diff`: plans the working tree and a revision of it, and shows by which properties they differ.
 * @returns `clean` without differences, else `differences`; when it is 2 or 3, errors have been printed and nothing was written
 */
export function diff(options: DiffOptions): Promise<ExitCode> {
  return answer(() => diffAll(options));
}
