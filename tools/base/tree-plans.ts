import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { InputError } from "../../components/errors/input-error";
import { exitCodes } from "../commands/exit-codes";
import type { PlanDocument } from "../engine/json";
import { ownCommand, run, TreeError, type Say, type Tree } from "./run";

/** First numbers of `schemaVersion` that are understood; every document since the first has said its version. */
const knownVersions = ["1"];

function readDocument(label: string, stack: string, text: string): PlanDocument {
  const document = JSON.parse(text) as PlanDocument & { schemaVersion?: unknown };
  const { schemaVersion: found } = document as { schemaVersion?: unknown };
  if (typeof found === "string" && knownVersions.includes(found.split(".")[0]!)) return document;
  const version = found === undefined ? "no schemaVersion" : `schemaVersion ${JSON.stringify(found)}`;
  const known = knownVersions.map((number) => `${number}.x`).join(", ");
  const message = `its plan of ${stack} has ${version}; known here: ${known}; compare with another --base`;
  throw new InputError([{ file: label, path: "", message }]);
}

/**
 * Plans stacks with a tree's own `meridian plan` and reads what it writes: the versioned document is all that two trees share.
 * Mode `resolved`, because only then are policy documents literal, and a changed statement can be told from an unknown one.
 * Violations are not asked about here.
 * @throws {TreeError} when the tree's program fails
 * @throws {InputError} when the tree's input files are wrong, or its documents are of an unknown version
 */
export async function planTree(
  tree: Tree,
  stacks: readonly string[],
  say: Say,
): Promise<ReadonlyMap<string, PlanDocument>> {
  if (stacks.length === 0) return new Map();
  const out = mkdtempSync(join(tmpdir(), "meridian-plans-"));
  try {
    const wanted = stacks.flatMap((stack) => ["--stack", stack]);
    const options = ["--mode", "resolved", "--format", "json", "--out", out];
    const command = ownCommand(tree, "plan", ...wanted, ...options);
    const { code, printed } = await run(command, tree.folder, (line) => say(`${tree.label}: ${line}`));
    if (code !== exitCodes.clean && code !== exitCodes.violations) throw failure(tree, code, printed);
    return new Map(
      stacks.map((stack) => [
        stack,
        readDocument(tree.label, stack, readFileSync(join(out, `${stack}.json`), "utf8")),
      ]),
    );
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** What the tree printed, as it stands, under the name of the tree. */
function failure({ label }: Tree, code: number | null, printed: readonly string[]): Error {
  const message = ["cannot be planned:", ...printed].join("\n  ");
  return code === exitCodes.usage
    ? new InputError([{ file: label, path: "", message }])
    : new TreeError(`${label}: ${message}`);
}
