import { governanceOf } from "../../policy-pack/governance";
import type { GraphResource } from "../../policy-pack/graph/types";
import { noLevels } from "../../policy-pack/levels/levels";
import type { Rule } from "../../policy-pack/rule";
import { rules } from "../../policy-pack/rules";
import { made } from "../../policy-pack/testing/fixtures/build";
import { evaluate } from "../../policy-pack/run";
import { fixtureModel } from "../../policy-pack/testing/describe-rule";
import type { Waiver } from "../../policy-pack/waivers/waiver";
import { reportOf, type Report } from "./model";
import { emptyOutlook, type Outlook } from "./outlook";

/** The day on which samples are judged. */
const sampleDay = fixtureModel.today;

export const sampleWaiver: Waiver = {
  id: "WVR-EU-0001",
  rules: ["ENC-02"],
  match: { stack: "prod-eu", name: "unrotated" },
  reason: "The vendor's tool loses rotated keys until its version 4.2.",
  owner: "@acme/ingest",
  ticket: "DATA-1",
  compensating: "A list in the wiki.",
  created: sampleDay,
  expires: "2026-12-20",
  limit: 1,
  file: "policy-pack/waivers/eu.yaml",
  index: 0,
};

type Framed = GraphResource & { frames?: readonly { file: string; line: number }[] };

/** A queue abroad, declared at a known line; a key that does not rotate, which is waived; and names that need escaping. */
export function sampleResources(): Framed[] {
  const frames = [
    { file: "components/lake/hardened bucket.ts", line: 41 },
    { file: "accounts/producer.ts", line: 12 },
  ];
  const abroad = made("sqs/queue", "abroad", { region: "us-east-1" });
  return [
    { ...abroad, frames, source: frames[0] },
    made("kms/key", "unrotated", { region: "eu-west-1" }),
    made("sqs/queue", 'a<b>&"c"|`d`\u0001', { region: "us-east-1" }),
  ];
}

interface Sample {
  stack?: string;
  resources?: readonly Framed[];
  of?: readonly Rule[];
  outlook?: Outlook;
}

/** A judged stack: `prod-eu` with the sample's resources, RES-01 and ENC-02, and one waiver. */
export function sampleReport({
  stack = "prod-eu",
  resources = sampleResources(),
  of = sampleRules,
  outlook = emptyOutlook,
}: Sample = {}): Report {
  const renamed = resources.map((each) => ({ ...each, urn: each.urn.replace("prod-eu", stack) }));
  const model = { ...fixtureModel, stack };
  const settings = {
    levels: { ...noLevels, base: { "TLS-01": "advisory" as const } },
    waivers: [sampleWaiver],
  };
  return reportOf({
    stack,
    stage: model.stage,
    jurisdiction: model.jurisdiction,
    mode: "resolved",
    resources: renamed,
    evaluation: evaluate({ stack, resources: renamed }, model, of, governanceOf(settings, model, of)),
    outlook,
    rules: of,
    version: "1.2.3",
    today: sampleDay,
  });
}

const sampleRules = rules.filter(({ id }) => ["RES-01", "TLS-01", "ENC-02"].includes(id));
