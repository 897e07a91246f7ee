import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { stackFileSchema } from "../../accounts/config/stack";
import { projectRoot } from "../../components/project/root";

/** Where the schema stands, from the project's root; the stack files name it in their first line. */
export const configSchemaFile = "docs/config.schema.json";

const kinds = ["meridian:platform", "meridian:organization"];

/** JSON Schema of a stack file, for editors. Draft 7, because that is what they all read. */
export function configSchemaText(): string {
  const schema = z.toJSONSchema(stackFileSchema, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema }) => {
      // A stack is of one kind; zod leaves that to the cross-checks.
      if (jsonSchema.properties?.["meridian:platform"] !== undefined) {
        jsonSchema.oneOf = kinds.map((kind) => ({ required: [kind] }));
      }
      for (const key of ["promotion", "recorded"]) {
        if (jsonSchema[key] === undefined) continue;
        jsonSchema[`x-${key}`] = jsonSchema[key];
        delete jsonSchema[key];
      }
    },
  });
  return `${JSON.stringify({ title: "Meridian stack file", ...schema }, undefined, 2)}\n`;
}

if (require.main === module) writeFileSync(join(projectRoot(), configSchemaFile), configSchemaText());
