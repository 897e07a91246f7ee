import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import Ajv from "ajv";

import { conformanceDocument } from "./conformance";
import { planDocument, type Judgement, type PlanDocument } from "./json";
import { planSchemaFile, planSchemaText } from "./json-schema";
import { planFixture, programOf, root } from "./testing";

const stackReferences = { "organization/other/dev": { catalogArn: "arn" } };
const config = { "aws:region": "eu-north-1" };

async function documentOf(judgement: Judgement): Promise<PlanDocument> {
  return planDocument(await planFixture("everything", { config, stackReferences }), judgement);
}

const urn = "urn:pulumi:dev::fixture::aws:s3/bucket:Bucket::named";
const finding = {
  rule: "RES-01",
  level: "mandatory",
  urn,
  message: "outside.",
  file: "a.ts",
  line: 3,
} as const;
const flow = {
  urn,
  path: "rules[0]",
  from: "eu",
  to: "us",
  mechanism: "replication",
  classification: "restricted",
  verdict: "deny",
  reason: "no approval",
  crosses: "jurisdiction",
} as const;

describe("tools/engine: JSON document", () => {
  it("conforms to the published schema, which refuses anything else", async () => {
    const schema = JSON.parse(planSchemaText()) as object;
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    const document = await documentOf({ findings: [{ ...finding, fix: "move it" }], flows: [flow] });
    assert.equal(validate(JSON.parse(JSON.stringify(document))), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...document, extra: 1 }), false);
    assert.equal(validate({ ...document, schemaVersion: "2.0" }), false);
  });

  it("has its schema in docs/, current", () => {
    const published = readFileSync(path.join(root, planSchemaFile), "utf8");
    assert.equal(published, planSchemaText(), "run node bin/tools/engine/json-schema.js");
  });

  it("shows secrets and unknowns as such, and no secret value anywhere", async () => {
    const document = await documentOf({ findings: [], flows: [] });
    const inputs = (type: string) => document.resources.find((resource) => resource.type === type)?.inputs;
    assert.deepEqual(inputs("aws:kms/key:Key"), { description: "[secret]" });
    assert.deepEqual(inputs("aws:s3/bucketPolicy:BucketPolicy"), {
      bucket: "a-literal-name",
      policy: { unknown: true },
    });
    assert.doesNotMatch(JSON.stringify(document), /s3cret|"hidden"|04da6b54|4dabf18/);
  });

  it("takes the documented fields of findings and flows, and points to the rule's page without a fix", async () => {
    const extra = { kind: "violation", path: "region" };
    const { findings, flows } = await documentOf({
      findings: [{ ...finding, ...extra }],
      flows: [{ ...flow, ...extra, path: "rules[0]" }],
    });
    assert.deepEqual(findings, [{ ...finding, fix: "see docs/policies/res-01.md" }]);
    assert.deepEqual(flows, [flow]);
  });

  it("describes provider, place and account of a resource", async () => {
    const { resources } = await documentOf({ findings: [], flows: [] });
    const named = resources.find((resource) => resource.urn === urn);
    assert.deepEqual(named?.provider, {
      name: "account",
      urn: "urn:pulumi:dev::fixture::pulumi:providers:aws::account",
      region: "eu-central-1",
      accountId: "111111111111",
    });
    assert.equal(named.source?.file, "tools/engine/fixtures/everything.ts");
    const loose = resources.find(({ name }) => name === "undeclared");
    assert.deepEqual(loose?.provider, { name: "default_7_48_0", region: "eu-north-1" });
  });
});

describe("tools/engine: conformance document", () => {
  it("holds wire inputs with exact references and the account of each provider", async () => {
    const program = programOf("everything");
    const resources = await conformanceDocument({
      root,
      stack: "dev",
      project: "fixture",
      program,
      config,
      stackReferences,
    });
    const policy = resources.find(({ name }) => name === "policy");
    assert.deepEqual(policy?.provider, { region: "eu-central-1", accountId: "111111111111" });
    assert.match(
      String(policy.inputs["policy"]),
      /\{\{ref:urn:pulumi:dev::fixture::fixture:lake:Pair\$aws:s3\/bucket:Bucket::pair#arn\}\}\/\*/,
    );
    assert.deepEqual(
      resources.filter(({ protect }) => protect).map(({ type, name }) => [type, name]),
      [["aws:s3/bucketVersioning:BucketVersioning", "pair"]],
    );
  });
});
