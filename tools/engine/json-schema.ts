import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { outlookShape } from "../report/outlook";

/** Grows in its first number when a reader of the old form would misread the new one. */
const schemaVersion = "1.3";

/** Where the JSON Schema stands, from the project's root. */
export const planSchemaFile = "docs/plan.schema.json";

const urn = z.string().regex(/^urn:pulumi:/);
const position = z
  .strictObject({ file: z.string(), line: z.int().min(1) })
  .describe("Where the program asks for it: path relative to the project root, line from 1.");

const provider = z.strictObject({
  name: z.string().describe("Logical name of the provider; default_7_48_0 when the engine made it up."),
  urn: urn.optional().describe("Absent for a default provider."),
  region: z.string().optional().describe("Absent when the provider has none, or it is not known."),
  accountId: z
    .string()
    .optional()
    .describe("The one account that the provider is pinned to; absent when it is not pinned to exactly one."),
});

const resource = z.strictObject({
  urn,
  type: z.string().describe("Type token, e.g. aws:s3/bucket:Bucket."),
  name: z.string().describe("Logical name."),
  custom: z.boolean().describe("False for components."),
  inputs: z
    .record(z.string(), z.unknown())
    .describe(
      'As registered. A secret is "[secret]", a value not known yet {"unknown": true}, a file {"asset": path}.',
    ),
  provider: provider.optional().describe("Absent for components and providers."),
  effectiveRegion: z
    .string()
    .optional()
    .describe("Region among the inputs, else the provider's. Absent for global types and components."),
  parent: urn.optional(),
  dependencies: z.array(urn),
  propertyDependencies: z
    .record(z.string(), z.array(urn))
    .describe("Input name to the resources its value comes from."),
  options: z.record(z.string(), z.unknown()).describe("Resource options that the program set, e.g. protect."),
  source: position.optional(),
});

const flow = z.strictObject({
  urn: urn.describe("The resource whose input opens the flow."),
  path: z.string().describe("Path of that input, e.g. rules[0].destination.bucket."),
  from: z.string().describe("jurisdiction/region/account as far as known, organization, or unknown."),
  to: z.string(),
  mechanism: z.string(),
  classification: z.string(),
  verdict: z.enum(["allow", "deny", "undecided"]),
  reason: z.string(),
  crosses: z
    .enum(["none", "account", "region", "jurisdiction", "unknown"])
    .describe(
      "Widest border on the way; an end without an account counts as another account, one that is no place as unknown; since 1.1.",
    ),
});

const finding = z.strictObject({
  rule: z.string(),
  level: z.enum(["mandatory", "advisory"]),
  urn,
  message: z.string(),
  file: z.string().optional(),
  line: z.int().min(1).optional(),
  fix: z.string(),
  waiver: z.string().optional().describe("Id of the waiver that made it advisory; since 1.1."),
});

export const planSchema = z.strictObject({
  schemaVersion: z.literal(schemaVersion),
  stack: z.string(),
  mode: z
    .enum(["faithful", "resolved", "references"])
    .describe("faithful: computed values unknown; resolved: predicted; references: {{ref:URN#output}}."),
  resources: z.array(resource).describe("Sorted by URN."),
  flows: z.array(flow),
  findings: z.array(finding),
  ...outlookShape,
});

/** JSON Schema (draft 7, which every editor and checker reads) of the document that `meridian plan --format json` writes. */
export function planSchemaText(): string {
  const schema = z.toJSONSchema(planSchema, { target: "draft-7" });
  return `${JSON.stringify({ title: "Meridian plan", ...schema }, undefined, 2)}\n`;
}

if (require.main === module) {
  const [root = process.cwd()] = process.argv.slice(2);
  writeFileSync(path.join(root, planSchemaFile), planSchemaText());
}
