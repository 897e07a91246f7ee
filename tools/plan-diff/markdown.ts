import { code, commentLimit, row, section } from "../report/markdown-table";
import type { DiffDocument, DiffStack } from "./diff-schema";
import { headline, kindsOf, type KindOfChange } from "./lines";

/** How a sticky comment is found again. */
const marker = "<!-- meridian-diff -->";

const stackStates = {
  same: "no difference",
  changed: "differs",
  added: "new stack",
  removed: "no such stack any more",
} as const;

const stackRow = ({ stack, state, resources: { before, after, different } }: DiffStack): string =>
  row([stack, stackStates[state], before ?? "–", after ?? "–", different]);

function kindRow({ sign, count, resources, property, stacks }: KindOfChange): string {
  const what = property === "" ? code(resources) : `${code(resources)} ${code(property)}`;
  const where = stacks.map((each) => `${each.stack} ${each.count}: ${code(each.examples)}`).join("; ");
  return row([code(sign), count, what, where]);
}

/** One comment for a pull request: a row for each stack, and one for each kind of change. */
export function diffMarkdown(diff: DiffDocument): string {
  const kinds = kindsOf(diff);
  const stacks = section(
    ["| stack | | before | after | different |", "| --- | --- | --: | --: | --: |"],
    diff.stacks.map(stackRow),
    { quota: 8_000, more: "more stacks." },
  );
  const changes = section(
    ["| | resources | what | where |", "| --- | --: | --- | --- |"],
    kinds.map(kindRow),
    { quota: commentLimit - 10_000, more: "more kinds of change are in the text and the JSON." },
  );
  const parts = [marker, `## ${headline(diff)}`, "", stacks, ...(kinds.length === 0 ? [] : ["", changes])];
  return `${parts.join("\n")}\n`;
}
