import type { KeyPath } from "./key-path";

/** A YAML file and the part of it that a schema describes. */
export interface YamlSource {
  /** As the user would name it. */
  readonly file: string;
  readonly text: string;
  /** Where the checked value stands in the file; default the whole document. Paths in issues leave it out. */
  readonly root?: KeyPath;
  /** What its reader makes of a scalar without quotes, where that can be another value than a person would read. */
  readonly scalar?: (plain: string) => unknown;
}

/** A mistake before it is placed: `at: "key"` points at the entry's key instead of its value. */
export interface UnplacedIssue {
  readonly path: KeyPath;
  readonly message: string;
  readonly at?: "key" | "value";
}
