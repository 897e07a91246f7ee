import { z } from "zod";

import { oneOf, quote } from "../errors/check-yaml";
import { legalBasisWords } from "../facts/legal-bases";
import { piiKinds } from "../facts/personal-data";
import { glueType, logicalTypes } from "./column-types";
import {
  classification,
  customProperties,
  kebabName,
  partitionTransforms,
  snakeName,
  stableId,
  tableLayers,
  text,
} from "./contract-values";
import { qualityCheck } from "./quality-schema";
import { typeOptions } from "./type-options";

/** One column: the standard's property with a classification and, in products with personal data, its kind. */
const columnSchema = z
  .strictObject({
    id: stableId.optional(),
    name: snakeName,
    businessName: text.optional(),
    description: text,
    logicalType: oneOf("logical type that a table can hold", logicalTypes),
    physicalType: text.optional(),
    logicalTypeOptions: typeOptions.default({}),
    required: z.boolean().default(false),
    unique: z.boolean().default(false),
    primaryKey: z.boolean().default(false),
    primaryKeyPosition: z.int().min(1).optional(),
    partitioned: z.boolean().default(false),
    partitionKeyPosition: z.int().min(1).optional(),
    criticalDataElement: z.boolean().optional(),
    classification,
    examples: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    tags: z.array(text).optional(),
    quality: z.array(qualityCheck).default([]),
    customProperties: customProperties({
      pii: oneOf("kind of personal data", piiKinds),
      partitionTransform: oneOf("partition transform", partitionTransforms),
    }),
  })
  .superRefine((column, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const type = glueType(column.logicalType, column.physicalType);
    if ("allowed" in type) {
      problem(
        "physicalType",
        `${quote(column.physicalType)} does not fit ${column.logicalType}; use ${type.allowed}`,
      );
    }
    if (column.primaryKey && !column.required)
      problem("required", "is not true; a primary key is always required");
    if (column.primaryKey && "iceberg" in type && ["double", "float"].includes(type.iceberg)) {
      problem("physicalType", `makes the primary key a ${type.iceberg}; use decimal(precision, scale)`);
    }
    if (!column.partitioned && column.customProperties.partitionTransform !== undefined) {
      problem("partitioned", "is not true; set it, or remove the partitionTransform");
    }
    const dated = column.logicalType === "date" || column.logicalType === "timestamp";
    const transform = column.customProperties.partitionTransform;
    if (transform !== undefined && transform !== "identity" && !dated) {
      problem(
        "customProperties",
        `ask for the transform "${transform}" on ${column.logicalType}; use identity`,
      );
    }
    if (transform === "hour" && column.logicalType === "date") {
      problem("customProperties", 'ask for the transform "hour" on a date; use year, month, day');
    }
  });

/** A product `<domain>.<name>`, or a feed of raw objects by its folder in bronze. */
const upstreamName = z.string().regex(/^(?:[a-z][a-z0-9]*\.|bronze\/)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, {
  error: ({ input }) => `${quote(input)} names no source; use <domain>.<product> or bronze/<folder>`,
});

/** Opens columns that no clearance opens to one reader, and says what for and on which ground of law. */
const columnAccess = z.strictObject({
  reader: kebabName,
  columns: z.array(snakeName).min(1),
  purpose: text,
  legalBasis: z.array(oneOf("legal basis", legalBasisWords)).min(1),
});

/** One table of a product; it says which layer it belongs to, and in gold what it is made from. */
export const tableSchema = z
  .strictObject({
    id: stableId.optional(),
    name: snakeName,
    physicalName: snakeName.optional(),
    physicalType: z.literal("table"),
    logicalType: z.literal("object").optional(),
    businessName: text.optional(),
    description: text,
    dataGranularityDescription: text.optional(),
    tags: z.array(text).optional(),
    quality: z.array(qualityCheck).default([]),
    properties: z.array(columnSchema).min(1),
    customProperties: customProperties(
      {
        layer: oneOf("table layer", tableLayers),
        rowFilter: text,
        upstream: z.array(upstreamName).min(1),
        columnAccess: z.array(columnAccess).min(1),
      },
      ["layer"],
    ),
  })
  .superRefine((table, context) => {
    const names = table.properties.map((column) => column.name);
    names.forEach((name, index) => {
      if (names.indexOf(name) === index) return;
      const message = `"${name}" is already a column of this table; rename or remove one`;
      context.addIssue({ code: "custom", path: ["properties", index, "name"], message });
    });
    for (const [position, flag] of [
      ["primaryKeyPosition", "primaryKey"],
      ["partitionKeyPosition", "partitioned"],
    ] as const) {
      table.properties.forEach((column, index) => {
        const taken = table.properties.findIndex((other) => other[position] === column[position]) < index;
        if (column[position] === undefined || (column[flag] && !taken)) return;
        const message = taken
          ? `${column[position]} is taken; number the columns 1, 2, 3`
          : `needs ${flag}: true; set it or remove this`;
        context.addIssue({ code: "custom", path: ["properties", index, position], message });
      });
    }
  });

export type ColumnAccess = z.output<typeof columnAccess>;
