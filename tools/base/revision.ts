import { spawnSync } from "node:child_process";

import { InputError } from "../../components/errors/input-error";

/** A revision of the repository that the project stands in. */
export interface Revision {
  /** As it was asked for, e.g. `HEAD~1`. */
  revision: string;
  /** The whole commit id. */
  commit: string;
}

/** What the tool calls the tree of a revision: `base 0c4b7b2`. */
export const labelOf = ({ commit }: Revision): string => `base ${commit.slice(0, 7)}`;

const refuse = (message: string): InputError => new InputError([{ file: "--base", path: "", message }]);

/** Runs git in the project's folder; paths are relative to it, also where the repository begins above. */
export function git(root: string, ...args: string[]): { ok: boolean; stdout: Buffer; stderr: string } {
  const { status, error, stdout, stderr } = spawnSync("git", args, { cwd: root, maxBuffer: 1 << 30 });
  if (error !== undefined) throw refuse(`git cannot be run (${error.message}); install it`);
  return { ok: status === 0, stdout, stderr: stderr.toString() };
}

const lines = (text: Buffer): string[] =>
  text
    .toString()
    .split("\n")
    .filter((line) => line !== "");

/**
 * The commit that a revision means.
 * @throws {InputError} when the project is in no git repository, or the revision is unknown there
 */
export function findRevision(root: string, revision: string): Revision {
  if (!git(root, "rev-parse", "--git-dir").ok) {
    throw refuse(`"${root}" is in no git repository, so there is nothing to compare with; use a git clone`);
  }
  const { ok, stdout } = git(
    root,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  );
  if (!ok) {
    throw refuse(
      `"${revision}" is no commit, branch or tag of this repository; name one of \`git log\`, or fetch it when the clone is shallow`,
    );
  }
  return { revision, commit: lines(stdout).at(-1)! };
}

/** Names in the project's folder as the revision has them. */
export const namesAt = (root: string, { commit }: Revision): string[] =>
  lines(git(root, "ls-tree", "--name-only", commit).stdout);

/** A file of the project as the revision has it; undefined when it has none. */
export function fileAt(root: string, { commit }: Revision, file: string): Buffer | undefined {
  const { ok, stdout } = git(root, "show", `${commit}:./${file}`);
  return ok ? stdout : undefined;
}
