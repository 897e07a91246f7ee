import type { InputIssue } from "../../../components/errors/input-error";

/** One mistake, with the text of the line that it is placed at. */
export interface PlacedIssue extends InputIssue {
  lineText: string;
}

/** One table that a contract became. */
export interface TableReading {
  ruleset: string;
  /** `<name> <Iceberg type>`. */
  columns: readonly string[];
  /** Names of the partition fields. */
  partitions: readonly string[];
  /** The row filter of every reader, if any. */
  rowFilter?: string;
}

/** What became of a contract, read and compiled as `meridian plan --stack dev` does it. */
export type Reading =
  | { kind: "refused"; issues: readonly PlacedIssue[] }
  | { kind: "threw"; message: string }
  | {
      kind: "compiled";
      tables: readonly TableReading[];
      /** What is kept and not acted on. */
      notes: readonly PlacedIssue[];
    };
