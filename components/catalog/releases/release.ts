import type { Classification } from "../../facts/classification";
import type { PiiKind } from "../../facts/personal-data";
import type { TableLayer } from "../contract-values";

/** What a release promises of one column. */
export interface ReleasedColumn {
  /** Iceberg type, e.g. `decimal(18, 2)`. */
  readonly type: string;
  readonly required: boolean;
  /** Part of the primary key, or unique by itself. Default false. */
  readonly key?: boolean | undefined;
  readonly classification: Classification;
  readonly pii: PiiKind;
}

/** What a release promises of one table. */
export interface ReleasedTable {
  readonly layer: TableLayer;
  readonly rowFilter?: string | undefined;
  /** By name, in the table's order. */
  readonly columns: Readonly<Record<string, ReleasedColumn>>;
}

/** One released version of a contract: what readers rely on, and a hash of all that its data are held to. */
export interface Release {
  readonly version: string;
  /** SHA-256 of the content, 64 hexadecimal digits; see `content.ts`. */
  readonly hash: string;
  readonly retentionDays?: number | undefined;
  /** Shows a release that was written by hand; see `seal.ts`. */
  readonly seal: string;
  /** By physical name. */
  readonly tables: Readonly<Record<string, ReleasedTable>>;
}
