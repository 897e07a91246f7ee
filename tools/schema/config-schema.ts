import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { z } from "zod";

import { stackFileSchema } from "../../accounts/config/platform";
import { projectRoot } from "../../components/project/root";

/** Where the schema stands, from the project's root; the stack files name it in their first line. */
export const configSchemaFile = "docs/config.schema.json";

/** JSON Schema of a stack file, for editors. Draft 7, because that is what they all read. */
export function configSchemaText(): string {
  const schema = z.toJSONSchema(stackFileSchema, {
    target: "draft-7",
    io: "input",
    override: ({ jsonSchema }) => {
      const { promotion } = jsonSchema;
      if (promotion === undefined) return;
      delete jsonSchema["promotion"];
      jsonSchema["x-promotion"] = promotion;
    },
  });
  return `${JSON.stringify({ title: "Meridian stack file", ...schema }, undefined, 2)}\n`;
}

if (require.main === module) writeFileSync(join(projectRoot(), configSchemaFile), configSchemaText());
