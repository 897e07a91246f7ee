import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { contractSchema } from "../../components/catalog/contract-schema";
import { ownProperties, type Level } from "../../components/catalog/own-properties";
import { projectRoot } from "../../components/project/root";

/** Where the schema stands, from the project's root; contracts name it in their first line. */
export const contractSchemaFile = "docs/contract.schema.json";

/** The first line of a contract in `contracts/<domain>/`, by which editors find the schema. */
export const editorLine = `# yaml-language-server: $schema=../../${contractSchemaFile}`;

const draft = { target: "draft-7", io: "input" } as const;
type JsonSchema = z.core.JSONSchema.JSONSchema;

/** JSON Schema of a contract, for editors: the standard's keys, and at each level the properties that Meridian reads. */
export function contractSchemaText(): string {
  const { $schema, ...schema } = z.toJSONSchema(contractSchema, draft);
  const ofTable = (schema.properties?.["schema"] as JsonSchema).items as JsonSchema;
  offer(schema, "contract");
  offer(ofTable, "table");
  // A column and what a list holds refer to each other, so both stand by themselves.
  for (const field of Object.values(schema["definitions"] ?? {})) offer(field as JsonSchema, "column");
  return `${JSON.stringify({ $schema, title: "Meridian data contract", ...schema }, undefined, 2)}\n`;
}

/** Says what Meridian's properties of a level may be; others are whatever their authors want. */
function offer(schema: JsonSchema, level: Level): void {
  const entry = (schema.properties?.["customProperties"] as JsonSchema).items as JsonSchema;
  const shape: Readonly<Record<string, z.ZodType>> = ownProperties[level];
  entry.properties = {
    ...entry.properties,
    property: { anyOf: [{ enum: Object.keys(shape) }, { type: "string" }] },
  };
  entry.allOf = Object.entries(shape).map(([property, value]) => {
    const allowed = z.toJSONSchema(value, draft);
    delete allowed.$schema;
    return {
      if: { properties: { property: { const: property } } },
      then: { properties: { value: allowed } },
    };
  });
}

if (require.main === module) writeFileSync(join(projectRoot(), contractSchemaFile), contractSchemaText());
