/** One mistake in one input file, placed where the author has to edit. */
export interface InputIssue {
  /** The file as the user would name it, e.g. `contracts/corebanking/transactions.yaml`. */
  readonly file: string;
  /** 1-based line; absent when the whole file is meant. */
  readonly line?: number;
  /** 1-based column; absent when `line` is. */
  readonly column?: number;
  /** The key path, e.g. `schema[0].properties[3].classification`; empty for the whole document. */
  readonly path: string;
  /** What is wrong, with the value, then what to do: `"secret" is not a classification; use one of …`. */
  readonly message: string;
}

/** `file:line:column path: message`, leaving out what is not known. */
export function formatIssue(issue: InputIssue): string {
  const position = issue.line === undefined ? "" : `:${issue.line}:${issue.column ?? 1}`;
  const path = issue.path === "" ? "" : ` ${issue.path}`;
  return `${issue.file}${position}${path}: ${issue.message}`;
}

/** Everything wrong with the user's input files at once. Its message has one line per issue and no stack is of use. */
export class InputError extends Error {
  override readonly name: string = "InputError";

  constructor(readonly issues: readonly InputIssue[]) {
    super(issues.map(formatIssue).join("\n"));
  }
}
