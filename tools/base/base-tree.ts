import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from "node:fs";
import { join, relative } from "node:path";

import { InputError } from "../../components/errors/input-error";
import { fileAt, git, labelOf, type Revision } from "./revision";
import { ownCommand, run, TreeError, type Say, type Tree } from "./run";

/** Compiled trees of revisions, by commit; git-ignored. */
const cache = (root: string): string => join(root, ".meridian", "base");

/** How many trees are kept: about 15 MB each, without packages. */
const keptTrees = 5;

/** A revision's tree in the cache, whether it is there yet or not. */
export interface BaseTree extends Tree {
  base: Revision;
  /** It runs with this project's packages, because its lockfile is the same. */
  shared: boolean;
}

/**
 * Says where a revision's tree is, before anything is done. A tree with packages of its own stands beside one that shares ours,
 * and is found again without `install`.
 * @param install may install the revision's own packages where its lockfile differs from ours
 * @throws {InputError} when its packages are not there and may not be installed
 */
export function locateBase(root: string, base: Revision, install: boolean): BaseTree {
  const label = labelOf(base);
  const lock = "package-lock.json";
  const theirs = fileAt(root, base, lock);
  if (theirs === undefined) {
    const message = `${label} has no ${lock}, so it is no tree of this project; name another revision`;
    throw new InputError([{ file: "--base", path: "", message }]);
  }
  const shared = theirs.equals(readFileSync(join(root, lock)));
  const folder = join(cache(root), shared ? base.commit : `${base.commit}-installed`);
  if (!shared && !install && !existsSync(folder)) {
    const message = `${label} has another ${lock}; add --install-base to install its packages (npm ci) in a folder of its own`;
    throw new InputError([{ file: "--base", path: "", message }]);
  }
  return { label, folder, base, shared };
}

/**
 * Makes the tree ready to plan: unpacked, with packages, compiled by itself. Nothing is done where it is already. Built aside and
 * then renamed, so that several processes at once do no harm: whoever is late uses the tree of the other.
 * @throws {TreeError} when it cannot be installed or compiled
 */
export async function buildBase(root: string, tree: BaseTree, say: Say): Promise<void> {
  mkdirSync(cache(root), { recursive: true });
  if (!existsSync(tree.folder)) {
    const aside = mkdtempSync(`${tree.folder}.partial-`);
    try {
      await build(root, { ...tree, folder: aside }, say);
      place(aside, tree.folder);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  const now = new Date();
  utimesSync(tree.folder, now, now);
  removeOldest(cache(root));
}

function place(aside: string, folder: string): void {
  try {
    renameSync(aside, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function build(root: string, tree: BaseTree, say: Say): Promise<void> {
  const { label, folder, shared } = tree;
  unpack(root, tree);
  if (shared) {
    // Relative, so that the link stays right where the project moves.
    const packages = relative(folder, join(root, "node_modules"));
    symlinkSync(packages, join(folder, "node_modules"), "dir");
  } else {
    say(`${label}: installing packages (npm ci) …`);
    await must(tree, ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  }
  say(`${label}: compiling …`);
  await must(tree, ownCommand(tree, "--version"));
}

/**
 * Not `git worktree`: that notes every tree in the repository, which other clones' worktrees share, breaks when the folder is
 * renamed, and runs hooks. An archive leaves the repository as it is.
 */
function unpack(root: string, { label, base, folder }: BaseTree): void {
  const archive = git(root, "archive", "--format=tar", base.commit);
  if (!archive.ok) throw new TreeError(`${label}: cannot be read: ${archive.stderr.trim()}`);
  const { status, error, stderr } = spawnSync("tar", ["-xf", "-", "-C", folder], { input: archive.stdout });
  if (status !== 0)
    throw new TreeError(`${label}: cannot be unpacked: ${error?.message ?? stderr.toString().trim()}`);
}

async function must({ label, folder }: Tree, command: [string, ...string[]]): Promise<void> {
  const { code, printed } = await run(command, folder);
  if (code !== 0) throw new TreeError([`${label}: cannot be built:`, ...printed].join("\n  "));
}

/** Also what an interrupted build has left behind, in its turn. */
function removeOldest(folder: string): void {
  const used = readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, time: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((one, other) => other.time - one.time);
  used.slice(keptTrees).forEach(({ path }) => rmSync(path, { recursive: true, force: true }));
}
