import { z } from "zod";

import { columnSchema } from "./column-schema";
import { relationship, remarks } from "./contract-documentation";
import { qualityCheck } from "./quality-schema";

/** One object of a schema: a table, or a view, which is described and not laid. */
export const tableSchema = z.strictObject({
  ...remarks,
  name: z.string(),
  physicalName: z.string().optional(),
  physicalType: z.string().optional(),
  logicalType: z.literal("object").optional(),
  businessName: z.string().optional(),
  description: z.string().optional(),
  dataGranularityDescription: z.string().optional(),
  relationships: z.array(relationship).optional(),
  quality: z.array(qualityCheck).default([]),
  properties: z.array(columnSchema).default([]),
});

export type TableDocument = z.output<typeof tableSchema>;

/** A view of any sort is somebody else's query; everything else that a contract describes becomes a table. */
export const isView = ({ physicalType = "" }: Pick<TableDocument, "physicalType">): boolean =>
  /\bview\b/i.test(physicalType);
