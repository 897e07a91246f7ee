import type { DiffDocument, DiffStack } from "./diff-schema";
import { counted, headline, kindsOf, type KindOfChange } from "./lines";

function stackLine({ stack, state, resources: { before = 0, after = 0 } }: DiffStack): string[] {
  if (state === "added") return [`+ stack ${stack}: ${counted(after, "resource")}`];
  if (state === "removed") return [`- stack ${stack}: ${counted(before, "resource")}`];
  return [];
}

function kindLines({ sign, count, resources, property, stacks }: KindOfChange): string[] {
  const width = Math.max(...stacks.map(({ stack }) => stack.length));
  const digits = Math.max(...stacks.map((each) => String(each.count).length));
  return [
    `${sign} ${count} × ${resources}${property === "" ? "" : `: ${property}`}`,
    ...stacks.map(
      (each) => `    ${each.stack.padEnd(width)}  ${String(each.count).padStart(digits)} × ${each.examples}`,
    ),
  ];
}

/** For a terminal: a headline, stacks that come or go, then each kind of change with the stacks that have it. */
export function diffText(diff: DiffDocument): string {
  const lines = [...diff.stacks.flatMap(stackLine), ...kindsOf(diff).flatMap(kindLines)];
  return [headline(diff), ...(lines.length === 0 ? [] : ["", ...lines])].map((line) => `${line}\n`).join("");
}
