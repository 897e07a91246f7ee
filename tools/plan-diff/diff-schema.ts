import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

/** Grows in its first number when a reader of the old form would misread the new one. */
const schemaVersion = "1.0";

/** Where the JSON Schema stands, from the project's root. */
export const diffSchemaFile = "docs/diff.schema.json";

const count = z.int().min(0);
const values = {
  before: z.unknown().optional(),
  after: z.unknown().optional(),
};

const stack = z.strictObject({
  stack: z.string(),
  state: z
    .enum(["same", "changed", "added", "removed"])
    .describe("added: only the working tree has the stack; removed: only the base has it."),
  resources: z.strictObject({
    before: count.optional().describe("How many the base plans; absent when it has no such stack."),
    after: count.optional().describe("How many the working tree plans."),
    different: count.describe("How many are added, removed or changed; 0 for an added or removed stack."),
  }),
});

const property = z.strictObject({
  at: z
    .string()
    .describe(
      "Path of what holds it, e.g. policy statement Read.Condition; options for resource options; empty for the inputs themselves. An account id in it is <account>.",
    ),
  what: z
    .string()
    .optional()
    .describe(
      "Its key, statement or item there; absent for plain values of a list, which before and after list.",
    ),
  kind: z.enum(["added", "removed", "changed", "reordered", "respelled"]),
  ...values,
});

const group = z.strictObject({
  stack: z.string(),
  change: z.enum(["added", "removed", "changed"]).describe("What happens to the resources."),
  type: z.string().describe("Type token, e.g. aws:s3/bucketPolicy:BucketPolicy."),
  component: z
    .string()
    .optional()
    .describe("Of added and removed resources: type of the outermost component that holds them."),
  property: property
    .optional()
    .describe("Of changed resources: what changes, with the values where they are the same in all of them."),
  resources: z
    .array(
      z.strictObject({
        resource: z.string().describe("The URN without stack and project."),
        ...values,
      }),
    )
    .min(1)
    .describe("Sorted; with values where they are not the same in all of them, of the first place of each."),
});

export const diffSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  base: z.strictObject({
    revision: z.string().describe("As it was asked for, e.g. HEAD~1."),
    commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  }),
  stacks: z.array(stack).describe("Sorted by name."),
  groups: z.array(group).describe("One for each stack and kind of change; sorted by kind, then by stack."),
});

export type DiffDocument = z.infer<typeof diffSchema>;
export type DiffStack = DiffDocument["stacks"][number];
export type DiffGroup = DiffDocument["groups"][number];

/** JSON Schema (draft 7) of the document that `meridian diff --format json` writes. */
export function diffSchemaText(): string {
  const schema = z.toJSONSchema(diffSchema, { target: "draft-7" });
  return `${JSON.stringify({ title: "Meridian diff", ...schema }, undefined, 2)}\n`;
}

if (require.main === module) {
  const [root = process.cwd()] = process.argv.slice(2);
  writeFileSync(path.join(root, diffSchemaFile), diffSchemaText());
}
