import { icebergJson } from "./column-types";
import type { ContractColumn, TableSpec } from "./contract";
import { partitionField } from "./partition";

/** What an Iceberg table is created with, in the catalog's spelling. Engines evolve it afterwards. */
export interface IcebergDefinition {
  readonly location: string;
  readonly schema: {
    readonly schemaId: number;
    readonly type: string;
    readonly identifierFieldIds?: number[];
    readonly fields: { id: number; name: string; required: boolean; type: string; doc: string }[];
  };
  readonly partitionSpec?: {
    readonly specId: number;
    readonly fields: { fieldId: number; name: string; sourceId: number; transform: string }[];
  };
  readonly properties: Record<string, string>;
}

/** Iceberg numbers partition fields from 1000 (table spec, "Partition Evolution"). */
const firstPartitionFieldId = 1000;

/**
 * Table properties of every governed table: Parquet with Zstandard; copy-on-write, so that a delete leaves the row in no
 * current file; and old metadata files dropped, because they name deleted data.
 */
const formatProperties = {
  "write.format.default": "parquet",
  "write.parquet.compression-codec": "zstd",
  "write.delete.mode": "copy-on-write",
  "write.update.mode": "copy-on-write",
  "write.merge.mode": "copy-on-write",
  "write.metadata.delete-after-commit.enabled": "true",
  "write.metadata.previous-versions-max": "20",
};

/**
 * The Iceberg v2 definition of a contract's table at `location`. Field ids follow the contract's column order; those of fields within
 * columns come after all columns, as Iceberg numbers them.
 */
export function icebergDefinition(
  table: TableSpec,
  location: string,
  contract: { product: string; version: string },
): IcebergDefinition {
  const keys = table.columns.flatMap((column, index) => (column.primaryKey ? [index + 1] : []));
  const partitions = table.columns
    .map((column, index) => ({ column, id: index + 1 }))
    .filter(({ column }) => column.partition !== undefined)
    .sort((a, b) => (a.column.partition?.position ?? 0) - (b.column.partition?.position ?? 0));
  let last = table.columns.length;
  const nextId = () => (last += 1);
  return {
    location,
    schema: {
      schemaId: 0,
      type: "struct",
      ...(keys.length > 0 && { identifierFieldIds: keys }),
      fields: table.columns.map((column, index) => ({
        id: index + 1,
        name: column.name,
        required: column.required,
        // The provider reads the type as a JSON document, so a plain name has to be quoted.
        type: JSON.stringify(icebergJson(column.nested ?? column.icebergType, nextId)),
        doc: column.description.slice(0, 255),
      })),
    },
    ...(partitions.length > 0 && {
      partitionSpec: {
        specId: 0,
        fields: partitions.map(({ column, id }, index) => ({
          fieldId: firstPartitionFieldId + index,
          ...partitionOf(column),
          sourceId: id,
        })),
      },
    }),
    properties: {
      ...formatProperties,
      "meridian.product": contract.product,
      "meridian.contract-version": contract.version,
      ...(table.upstream && { "meridian.upstream": table.upstream.join(",") }),
    },
  };
}

function partitionOf({ name, icebergType, partition }: ContractColumn): { name: string; transform: string } {
  return partitionField(name, icebergType, partition?.transform);
}
