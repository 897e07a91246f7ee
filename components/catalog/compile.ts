import { filterSpecs, type FilterSpec } from "./filters";
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
  readonly filters: readonly FilterSpec[];
  readonly optimizers: readonly OptimizerSpec[];
  /** DQDL text. */
  readonly ruleset: string;
}

/** Where a table's data and metadata files stand: its own folder in the bucket of its layer. */
function tableLocation(bucket: string, contract: Contract, table: TableSpec): string {
  return `s3://${bucket}/${contract.name}/${table.name}/`;
}

/** Compiles a contract's tables; `bucketOf` names the bucket of each layer. Pure. */
export function compileContract(
  contract: Contract,
  bucketOf: Readonly<Record<TableSpec["layer"], string>>,
): CompiledTable[] {
  return contract.tables.map((table) => {
    const location = tableLocation(bucketOf[table.layer], contract, table);
    return {
      logicalName: `${contract.domain}-${contract.name}-${table.name.replaceAll("_", "-")}`,
      product: contract.product,
      table,
      iceberg: icebergDefinition(table, location, contract),
      tags: tableTags(contract, table),
      columnTags: columnTagGroups(table),
      filters: filterSpecs(table),
      optimizers: optimizerSpecs(location, contract.personalData),
      ruleset: ruleset(table),
    };
  });
}
