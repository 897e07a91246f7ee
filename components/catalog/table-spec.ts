import type { Classification } from "../facts/classification";
import type { PiiKind } from "../facts/personal-data";
import type { NestedType } from "./column-types";
import type { PartitionTransform, TableLayer } from "./contract-values";
import type { Freshness } from "./freshness";
import type { ColumnAccess } from "./own-properties";
import type { QualityCheck } from "./quality-schema";
import type { RuleColumn } from "./rule-text";
import type { TypeOptions } from "./type-options";

/** One column of a contract's table, with its types resolved. */
export interface ContractColumn {
  readonly name: string;
  readonly description: string;
  /** Iceberg spec v2 type, e.g. `decimal(18, 2)` or `list<string>`. */
  readonly icebergType: string;
  /** The type that the Glue catalog shows for it. */
  readonly glueType: string;
  /** Set on columns that hold others. */
  readonly nested?: NestedType;
  readonly required: boolean;
  readonly unique: boolean;
  /** Part of the primary key. */
  readonly primaryKey: boolean;
  /** Set on partition columns, in partition order. */
  readonly partition?: { readonly position: number; readonly transform: PartitionTransform };
  readonly classification: Classification;
  readonly pii: PiiKind;
  /** The standard's logical type, by which its options and checks are read. */
  readonly logicalType?: string;
  readonly options: TypeOptions;
  readonly quality: readonly QualityCheck[];
  /** Fields inside it of which rules are made, by their paths. */
  readonly fields?: readonly RuleColumn[];
}

/** One table of a contract. */
export interface TableSpec {
  /** Its place in the contract's `schema`, where views stand too. */
  readonly position: number;
  /** Physical name in the catalog. */
  readonly name: string;
  readonly description: string;
  readonly layer: TableLayer;
  /** The highest classification of its columns. */
  readonly classification: Classification;
  /** Lake Formation row expression that every filtered reader gets, if any. */
  readonly rowFilter?: string;
  /** What it is made from: products of the domain, `<domain>.<name>`, and raw feeds, `bronze/<folder>`. Always given in gold. */
  readonly upstream?: readonly string[];
  readonly columns: readonly ContractColumn[];
  /** Columns of it that the table in this stack does not have before the next update; see `releases/standing.ts`. */
  readonly pending?: readonly string[];
  /** Columns of earlier releases that the table may still have, and that nothing governs. */
  readonly withdrawn?: readonly string[];
  /** Statements that open columns to readers; see `visibleColumns`. */
  readonly columnAccess: readonly ColumnAccess[];
  readonly quality: readonly QualityCheck[];
  /** The column and age that show the table is fresh, from the contract's latency. */
  readonly freshness?: Freshness;
}
