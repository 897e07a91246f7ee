import type { ColumnType } from "./column-types";
import type { PartitionTransform } from "./contract-values";

/** A partition field of a table: `booked_at` by day is `booked_at_day`, a column as it is has the column's own name. */
export function partitionField(
  column: string,
  type: ColumnType,
  asked?: PartitionTransform,
): { readonly name: string; readonly transform: PartitionTransform } {
  const transform = asked ?? (isDated(type) ? "day" : "identity");
  return { name: transform === "identity" ? column : `${column}_${transform}`, transform };
}

const isDated = (type: ColumnType): boolean =>
  type === "date" || type === "timestamp" || type === "timestamptz";
