import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { z } from "zod";

import { levels } from "../../policy-pack/levels/level";
import { outlookShape } from "./outlook";

/** Grows in its first number when a reader of the old form would misread the new one. */
export const reportVersion = "1.2";

/** Where the JSON Schema stands, from the project's root. */
export const reportSchemaFile = "docs/report.schema.json";

const urn = z.string().regex(/^urn:pulumi:/);
const day = z.iso.date();
const count = z.int().min(0);
const severity = z.enum(["low", "medium", "high", "critical"]);

const verdicts = z.strictObject({
  pass: count,
  fail: count,
  waived: count.describe("Broken or undecided, and let through by a waiver."),
  undecided: count,
});

const position = z.strictObject({
  file: z.string().describe("Relative to the project root."),
  line: z.int().min(1),
});

const rule = z.strictObject({
  id: z.string(),
  name: z.string().describe("The CrossGuard policy's name."),
  title: z.string(),
  rationale: z.string(),
  remediation: z.string(),
  severity,
  family: z.enum(["residency", "sharing", "security", "governance"]),
  level: z.enum(levels).describe("In force for this stack; a disabled rule judged nothing."),
  defaultLevel: z.enum(levels).describe("The rule's own, where levels.yaml says nothing."),
  url: z.string(),
  controls: z.array(z.strictObject({ framework: z.string(), version: z.string(), control: z.string() })),
  verdicts: verdicts.describe("Of the resources that the rule applies to."),
});

const finding = z.strictObject({
  rule: z.string(),
  severity,
  level: z.enum(["mandatory", "advisory"]).describe("A mandatory one blocks the deploy."),
  kind: z
    .enum(["violation", "undecided", "internal"])
    .describe("Broken; cannot be decided where that blocks; or the rule itself failed."),
  urn,
  type: z.string(),
  name: z.string(),
  path: z.string().optional().describe("Of the input that is wrong."),
  message: z.string(),
  fix: z.string(),
  waiver: z.string().optional().describe("Id of the waiver that made it advisory."),
  source: position.optional().describe("The line of the program that declares the resource."),
  callers: z.array(position).describe("From where that line was called, innermost first."),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .describe("The same for the same finding in another stack, and when other code moves."),
});

const waiver = z.strictObject({
  id: z.string(),
  rules: z.array(z.string()),
  reason: z.string(),
  owner: z.string(),
  ticket: z.string(),
  compensating: z.string(),
  created: day,
  expires: day,
  daysLeft: z.int(),
  limit: z.int().min(1),
  matches: count.describe("Pairs of rule and resource in this stack."),
});

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(reportVersion),
  tool: z.strictObject({ name: z.literal("meridian"), version: z.string() }),
  stack: z.string(),
  stage: z.enum(["dev", "prod"]),
  jurisdiction: z.string(),
  mode: z.enum(["faithful", "resolved", "references"]),
  blocked: z.boolean().describe("True when a finding is mandatory."),
  summary: z.strictObject({
    resources: count.describe("Cloud resources, components and providers aside."),
    verdicts,
    decidedRatio: z
      .number()
      .min(0)
      .max(1)
      .describe("Decided pairs of rule and resource over all that apply."),
  }),
  rules: z.array(rule).describe("Every rule of the pack, in its order."),
  findings: z.array(finding).describe("Sorted by URN, rule and path."),
  undecided: z
    .array(z.strictObject({ rule: z.string(), urn, path: z.string().optional() }))
    .describe("Pairs that could not be decided and block nothing."),
  waivers: z.array(waiver).describe("Those that are for this stack."),
  remediations: z
    .array(z.strictObject({ rule: z.string(), urn, keys: z.array(z.string()) }))
    .describe("Inputs that rules at level remediate corrected."),
  ...outlookShape,
});

/** The document of `meridian plan --report json`, which every other format is made from. */
export type ReportDocument = z.infer<typeof reportSchema>;
export type ReportFinding = ReportDocument["findings"][number];
export type ReportRule = ReportDocument["rules"][number];

/** JSON Schema (draft 7) of the document. */
export function reportSchemaText(): string {
  const schema = z.toJSONSchema(reportSchema, { target: "draft-7" });
  return `${JSON.stringify({ title: "Meridian policy report", ...schema }, undefined, 2)}\n`;
}

if (require.main === module) {
  const [root = process.cwd()] = process.argv.slice(2);
  writeFileSync(path.join(root, reportSchemaFile), reportSchemaText());
}
