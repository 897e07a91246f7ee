import { z } from "zod";

import { classifications } from "../facts/classification";
import { oneOf } from "../errors/check-yaml";
import { logicalTypes } from "./column-types";
import { relationship, remarks } from "./contract-documentation";
import { qualityCheck } from "./quality-schema";
import { typeOptions } from "./type-options";

/** What a column and a field within one say alike. */
const fieldParts = {
  ...remarks,
  physicalName: z.string().optional(),
  businessName: z.string().optional(),
  description: z.string().optional(),
  logicalType: oneOf("logical type", logicalTypes).optional(),
  physicalType: z.string().optional(),
  logicalTypeOptions: typeOptions.default({}),
  required: z.boolean().default(false),
  unique: z.boolean().default(false),
  primaryKey: z.boolean().default(false),
  primaryKeyPosition: z.int().optional(),
  partitioned: z.boolean().default(false),
  partitionKeyPosition: z.int().optional(),
  criticalDataElement: z.boolean().optional(),
  // A free word in the standard; of a table that is laid it has to be one of these, which `column-facts.ts` says.
  classification: z
    .string()
    .optional()
    .meta({ enum: [...classifications] }),
  encryptedName: z.string().optional(),
  transformSourceObjects: z.array(z.string()).optional(),
  transformLogic: z.string().optional(),
  transformDescription: z.string().optional(),
  examples: z.array(z.unknown()).optional(),
  relationships: z.array(relationship).optional(),
  quality: z.array(qualityCheck).default([]),
};

type FieldParts = z.output<z.ZodObject<typeof fieldParts>>;

/** What a list holds: a field whose name says nothing. */
export interface ItemDocument extends FieldParts {
  name?: string | undefined;
  /** Fields of an `object`. */
  properties?: ColumnDocument[] | undefined;
  /** What an `array` holds. */
  items?: ItemDocument | undefined;
}

/** One column, or one field of a struct: the standard's property. */
export interface ColumnDocument extends ItemDocument {
  name: string;
}

const held = {
  properties: z.lazy((): z.ZodType<ColumnDocument[]> => z.array(columnSchema)).optional(),
  items: z.lazy((): z.ZodType<ItemDocument> => itemSchema).optional(),
};

export const columnSchema = z.strictObject({ name: z.string(), ...fieldParts, ...held });

const itemSchema = z.strictObject({ name: z.string().optional(), ...fieldParts, ...held });
