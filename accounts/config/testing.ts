import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";

import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { parseStack, type Platform } from "../config";

const root = projectRoot();
export const today = "2026-11-21";
export const read = (stack: string): string =>
  fs.readFileSync(path.join(root, `Pulumi.${stack}.yaml`), "utf8");
export const prodEu = read("prod-eu");

/** `parseStack` of a file that has a platform. */
export function parsePlatform(...given: Parameters<typeof parseStack>): Platform {
  const settings = parseStack(...given);
  assert.equal(settings.kind, "platform");
  return settings;
}

/** The APAC stack file, moved to another country as a user would: by editing the file; its accounts are others, too. */
export function movedTo(jurisdiction: string, homeRegion: string, replicaRegion?: string): string {
  const replica = replicaRegion === undefined ? "" : `    replicaRegion: ${replicaRegion}\n`;
  return read("prod-apac")
    .replace(/^( +)jurisdiction: jp$/gm, `$1jurisdiction: ${jurisdiction}`)
    .replace(/^( +)(- )?from: jp$/gm, `$1$2from: ${jurisdiction}`)
    .replaceAll(/"3333(\d{8})"/g, '"5555$1"')
    .replace(/homeRegion: \S+/, `homeRegion: ${homeRegion}`)
    .replace(/^ +replicaRegion: \S+\n/m, replica);
}

/** Replaces the only, or first, occurrence; fails when there is none, so a case cannot go stale. */
export function edit(text: string, from: string, to: string): string {
  assert.ok(text.includes(from), `the file has no ${JSON.stringify(from)}`);
  return text.replace(from, () => to);
}

export function linesOf(text: string, stack = "prod-eu", day = today): string[] {
  try {
    parseStack(text, `Pulumi.${stack}.yaml`, stack, day);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError, `threw ${String(error)}`);
    return error.message.split("\n");
  }
}

/**
 * One change to Pulumi.prod-eu.yaml and the one line it gives, after the file's name. A line that starts with `^` is
 * expected at the `^` in `to`, so that cases far down the file do not depend on what stands above them.
 */
export type Mistake = readonly [title: string, from: string, to: string, line: string];

/** One test per mistake: exactly its line, and no other. */
export function reportsEach(mistakes: readonly Mistake[]): void {
  for (const [title, from, to, line] of mistakes) {
    it(`reports ${title} in one exact line`, () => {
      const [before = "", after] = edit(prodEu, from, to).split("^");
      const lines = before.split("\n");
      const position = `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
      assert.equal(
        line.startsWith("^"),
        after !== undefined,
        "mark both the change and its line, or neither",
      );
      assert.deepEqual(linesOf(before + (after ?? "")), [
        `Pulumi.prod-eu.yaml:${line.replace(/^\^/, position)}`,
      ]);
    });
  }
}
