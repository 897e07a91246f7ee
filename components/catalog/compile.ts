import { retentionOf, type RetentionDays } from "../facts/retention";
import type { Contract, TableSpec } from "./contract";
import { ruleset } from "./dqdl";
import { icebergDefinition, type IcebergDefinition } from "./iceberg";
import { columnTagGroups, tableTags, type ColumnTagGroup, type LfTagSet } from "./lf-tags";
import { optimizerSpecs, type OptimizerSpec } from "./optimizers";

/** Everything that the catalog makes of one table of a contract. */
export interface CompiledTable {
  /** Logical name of its resources: `<domain>-<contract>-<table>`, with hyphens. */
  readonly logicalName: string;
  readonly product: string;
  readonly table: TableSpec;
  readonly iceberg: IcebergDefinition;
  readonly tags: LfTagSet;
  readonly columnTags: readonly ColumnTagGroup[];
  /** Days that its rows are kept. */
  readonly retentionDays: number;
  readonly optimizers: readonly OptimizerSpec[];
  /** DQDL text. */
  readonly ruleset: string;
}

/** Where a table's data and metadata files stand: its own folder in the bucket of its layer. */
function tableLocation(bucket: string, contract: Contract, table: TableSpec): string {
  return `s3://${bucket}/${contract.name}/${table.name}/`;
}

/** Logical name of a table's resources. */
export const logicalNameOf = ({ domain, name }: Contract, table: TableSpec): string =>
  `${domain}-${name}-${table.name.replaceAll("_", "-")}`;

/** What a contract's tables are compiled for: the bucket of each layer, and how long the domain keeps each. */
export interface CompileFor {
  readonly buckets: Readonly<Record<TableSpec["layer"], string>>;
  readonly days: RetentionDays;
}

/** Compiles a contract's tables. Pure. */
export function compileContract(contract: Contract, { buckets, days }: CompileFor): CompiledTable[] {
  return contract.tables.map((table) => {
    const location = tableLocation(buckets[table.layer], contract, table);
    const retentionDays = retentionOf(table.layer, days, {}, contract.retention?.days);
    return {
      logicalName: logicalNameOf(contract, table),
      product: contract.product,
      table,
      retentionDays,
      iceberg: icebergDefinition(table, location, contract),
      tags: tableTags(contract, table, retentionDays),
      columnTags: columnTagGroups(table),
      optimizers: optimizerSpecs(location, contract.personalData),
      ruleset: ruleset(table),
    };
  });
}
