import type { SandboxDocument } from "./document";

/** What the conformance checker says of one resource; see its own documentation. */
export interface CheckedResource {
  type: string;
  name: string;
  /** `ok` when it was made; missing when it did not get that far. */
  apply?: string;
  /** What the second plan would do to a resource that was made. */
  drift?: string;
  diagnostics: readonly { severity: string; summary: string; detail: string }[];
}

export interface CheckReport {
  resources: readonly CheckedResource[];
  /** `drift`: exit code of the second plan, 1 when it failed. Missing when it was not reached. */
  info: { drift?: number };
}

export interface Outcome {
  /** For stdout. */
  readonly lines: readonly string[];
  /** True when everything else was made and nothing is left to change. */
  readonly clean: boolean;
}

const list = <Key>(counts: ReadonlyMap<Key, number>, text: (key: Key) => string) =>
  [...counts].map(([key, count]) => `  ${String(count).padStart(3)} × ${text(key)}`);

const sum = (counts: ReadonlyMap<unknown, number>) =>
  [...counts.values()].reduce((total, each) => total + each, 0);

function whyFailed({ apply, diagnostics }: CheckedResource): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const text = errors.map(({ summary, detail }) => `${summary} ${detail}`.trim()).join("; ");
  return text === "" ? (apply ?? "not attempted") : text.replaceAll(/\s+/g, " ").slice(0, 300);
}

/**
 * What was created, what could not be, and what a second plan would still change.
 * @throws Error when the second plan was not made: nothing is then known of what is left over
 */
export function outcomeOf({ omitted, stripped }: SandboxDocument, report: CheckReport): Outcome {
  const created = report.resources.filter(({ apply }) => apply === "ok");
  const failed = report.resources.filter(({ apply }) => apply !== "ok");
  const leftOver = report.resources.filter(({ drift }) => drift !== undefined);
  const reached = report.info.drift === 0 || report.info.drift === 2;
  if (created.length > 0 && !reached) throw new Error("sandbox: the second plan failed; see its log.");
  return {
    lines: [
      `created ${created.length}`,
      ...list(stripped, ({ type, argument }) => `${type} without ${argument}, which the emulator forgets`),
      `not creatable ${sum(omitted)}`,
      ...list(omitted, ({ type, input, reason }) => `${type}${input ? ` with ${input}` : ""}: ${reason}`),
      ...(failed.length === 0 ? [] : [`failed ${failed.length}`]),
      ...failed.map((each) => `  ${each.type} "${each.name}": ${whyFailed(each)}`),
      `left over ${leftOver.length}`,
      ...leftOver.map(({ type, name, drift = "" }) => `  ${type} "${name}": ${drift}`),
    ],
    clean: created.length > 0 && failed.length + leftOver.length === 0,
  };
}
