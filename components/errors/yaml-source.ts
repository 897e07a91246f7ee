import type { KeyPath } from "./key-path";

/** A YAML file and the part of it that a schema describes. */
export interface YamlSource {
  /** As the user would name it. */
  readonly file: string;
  readonly text: string;
  /** Where the checked value stands in the file; default the whole document. Paths in issues leave it out. */
  readonly root?: KeyPath;
}

/** A mistake before it is placed: `at: "key"` points at the entry's key instead of its value. */
export interface UnplacedIssue {
  readonly path: KeyPath;
  readonly message: string;
  readonly at?: "key" | "value";
}
