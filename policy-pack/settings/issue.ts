import type { KeyPath } from "../../components/errors/key-path";

/** A mistake in a settings file of the pack; whoever knows positions (tools/) adds line and column. */
export interface SettingsIssue {
  /** Relative to the project root, e.g. `policy-pack/levels.yaml`. */
  readonly file: string;
  readonly path: KeyPath;
  /** What is wrong, with the value, then what to do; no file and no path. */
  readonly message: string;
  /** `key` places the issue at the entry's key instead of its value. */
  readonly at?: "key" | "value";
}

export type IssueWithoutFile = Omit<SettingsIssue, "file">;
