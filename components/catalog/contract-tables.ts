import { rankOf, type Classification } from "../facts/classification";
import type { ColumnFacts } from "./column-facts";
import { glueText, icebergText } from "./column-types";
import type { ContractFacts, TableFacts } from "./contract-facts";
import { freshnessOf } from "./freshness";
import { partitionField } from "./partition";
import { columnChecks } from "./quality-advisories";
import type { ContractColumn, TableSpec } from "./table-spec";

/** A table of a contract without mistakes, as the catalog makes it. */
export function resolveTable(contract: ContractFacts, table: TableFacts): TableSpec {
  const { layer, rowFilter, upstream, columnAccess = [] } = table.customProperties;
  const columns = table.properties.map(resolveColumn);
  const freshness = freshnessOf(contract, table);
  return {
    position: table.position,
    name: table.laidName,
    description: table.description ?? table.businessName ?? "",
    layer,
    classification: highest(columns.map((column) => column.classification)),
    ...(rowFilter && { rowFilter }),
    ...(upstream && { upstream }),
    columns,
    columnAccess,
    quality: table.quality,
    ...(freshness && { freshness }),
  };
}

function resolveColumn(column: ColumnFacts, index: number): ContractColumn {
  const { customProperties: own, type, length } = column;
  const checks = columnChecks(column);
  const { transform } = partitionField(column.name, type, own.partitionTransform);
  const position = positioned(column.partitionKeyPosition) ?? index + 1;
  return {
    name: column.name,
    description: column.description ?? column.businessName ?? "",
    icebergType: icebergText(type),
    glueType: glueText(type),
    ...(typeof type !== "string" && { nested: type }),
    required: column.required,
    unique: column.unique,
    primaryKey: column.primaryKey,
    ...(column.partitioned && { partition: { position, transform } }),
    classification: column.classification,
    pii: own.pii ?? "none",
    ...checks,
    options: { ...(length !== undefined && { maxLength: length }), ...checks.options },
  };
}

const positioned = (position = 0): number | undefined => (position < 1 ? undefined : position);

/** The highest of some classes; public of none. */
export function highest(all: readonly Classification[]): Classification {
  return all.reduce((top, next) => (rankOf(next) > rankOf(top) ? next : top), "public");
}
