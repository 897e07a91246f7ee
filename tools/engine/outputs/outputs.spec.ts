import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { UNKNOWN } from "../../../policy-pack/graph/types";
import { providerFunctions } from "./functions";
import { policyDocument } from "./policy-document";
import { resolveOutputs } from "./resolve";
import type { Subject } from "./subject";
import { schemaOf } from "./schema";
import { computedOutputs, merged } from "./tables";

const subject = (type: string, inputs: Subject["inputs"] = {}): Subject => ({
  urn: `urn:pulumi:dev::fixture::${type}::orders`,
  type,
  name: "orders",
  inputs,
  region: "eu-central-1",
  account: "111111111111",
});

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** The ARN that `pulumi import` takes for a type whose id is its ARN, from the SDK's documentation. */
function importedArn(type: string): string | undefined {
  const file = join(sdk, `${type.split(":")[1] ?? ""}.d.ts`);
  // The only ARN among the examples of access points is one of Outposts.
  if (type === "aws:s3/accessPoint:AccessPoint" || !existsSync(file)) return undefined;
  return /pulumi import \S+ \S+ '?(arn:aws:[^\s'`,;]+)'?\s*$/m.exec(readFileSync(file, "utf8"))?.[1];
}

describe("tools/engine/outputs: the table", () => {
  const ofAws = Object.entries(computedOutputs).filter(([type]) => type.startsWith("aws:"));
  for (const [type, { nameFrom, outputs = {} }] of ofAws) {
    it(`names only properties that ${type} has in the installed SDK`, () => {
      const schema = schemaOf(type);
      assert.ok(schema, `${type} is not in @pulumi/aws`);
      const known = new Set([...schema.inputs, ...schema.outputs]);
      const named = [...Object.keys(outputs), ...(nameFrom === undefined ? [] : [nameFrom])];
      assert.deepEqual(
        named.filter((name) => !known.has(name)),
        [],
      );
    });
  }

  it("fills every template of a type that needs only its name, region and account", () => {
    const { id, outputs } = resolveOutputs(subject("aws:s3/bucket:Bucket", { bucket: "lake" }));
    assert.equal(id, "lake");
    assert.equal(outputs["arn"], "arn:aws:s3:::lake");
    assert.equal(outputs["bucketRegionalDomainName"], "lake.s3.eu-central-1.amazonaws.com");
    assert.equal("bucket" in outputs, false);
  });
});

describe("tools/engine/outputs: the tables", () => {
  it("are one, and refuse a type that stands in two of them", () => {
    const row = { id: "{name}" };
    assert.deepEqual(merged({ one: { "aws:a/b:B": row }, two: { "aws:a/c:C": row } }), {
      "aws:a/b:B": row,
      "aws:a/c:C": row,
    });
    assert.throws(() => merged({ one: { "aws:a/b:B": row }, two: { "aws:a/b:B": row } }), {
      message: "aws:a/b:B has a row in tables/one.ts and in tables/two.ts.",
    });
  });

  it("give ARNs of the form that the SDK's own import examples have", () => {
    // Service, region, account and kind of resource; what comes after the kind is the example's own.
    const shapeOf = (arn: string) => {
      const [, , service, region, account, ...rest] = arn.split(":");
      const [, kind = ""] = /^(\/?[^/:]+)[/:]/.exec(rest.join(":")) ?? [];
      return [service, region !== "", account !== "", kind].join(" ");
    };
    const compared = Object.keys(computedOutputs).flatMap((type) => {
      const example = importedArn(type);
      if (example === undefined) return [];
      const streamArn = "arn:aws:kinesis:eu-central-1:111111111111:stream/orders";
      const named = { streamArn, awsServiceName: "macie.amazonaws.com", clusterName: "orders" };
      const { id, outputs } = resolveOutputs(subject(type, named));
      const arn = typeof outputs["arn"] === "string" ? outputs["arn"] : id;
      return [{ type, ours: shapeOf(arn), theirs: shapeOf(example) }];
    });
    assert.ok(compared.length > 20, `${compared.length} examples`);
    assert.deepEqual(
      compared.filter(({ ours, theirs }) => ours !== theirs),
      [],
    );
  });
});

describe("tools/engine/outputs: resolving", () => {
  it("makes the physical name up like auto-naming when there is none", () => {
    const { outputs } = resolveOutputs(subject("aws:sns/topic:Topic"));
    assert.match(String(outputs["name"]), /^orders-[0-9a-f]{7}$/);
    assert.equal(outputs["arn"], `arn:aws:sns:eu-central-1:111111111111:${String(outputs["name"])}`);
  });

  it("gives another resource another id, and the same resource the same", () => {
    const [one, again] = [
      resolveOutputs(subject("aws:kms/key:Key")),
      resolveOutputs(subject("aws:kms/key:Key")),
    ];
    const other = resolveOutputs({
      ...subject("aws:kms/key:Key"),
      urn: "urn:pulumi:dev::fixture::aws:kms/key:Key::b",
    });
    assert.deepEqual(one, again);
    assert.notEqual(one.id, other.id);
  });

  it("leaves an output out when a part of it is not known", () => {
    const unpinned = resolveOutputs({ ...subject("aws:kms/key:Key"), account: undefined });
    assert.equal("arn" in unpinned.outputs, false);
    const unnamed = resolveOutputs(subject("aws:sns/topic:Topic", { name: UNKNOWN }));
    assert.equal(unnamed.id, "");
    assert.equal("arn" in unnamed.outputs, false);
  });

  it("guesses the usual ARN for a type without a row, with a region only where the type has one", () => {
    const regional = resolveOutputs(subject("aws:appsync/graphQLApi:GraphQLApi", { name: "api" }));
    assert.equal(regional.outputs["arn"], "arn:aws:appsync:eu-central-1:111111111111:graph-qlapi/api");
    const global = resolveOutputs(subject("aws:route53/zone:Zone", { name: "example" }));
    assert.equal(global.outputs["arn"], "arn:aws:route53::111111111111:zone/example");
  });

  it("knows nothing about types of other packages", () => {
    assert.equal(schemaOf("random:index/randomId:RandomId"), undefined);
    assert.deepEqual(resolveOutputs(subject("random:index/randomId:RandomId")).outputs, {});
  });
});

describe("tools/engine/outputs: functions", () => {
  const answer = (name: string, args = {}, context = {}) => providerFunctions[name]?.(args, context);

  it("answers region and zones from the argument before the provider, and not at all without either", () => {
    const token = "aws:index/getRegion:getRegion";
    assert.equal(answer(token, { region: "eu-west-1" }, { region: "eu-central-1" })?.["region"], "eu-west-1");
    assert.equal(answer(token, {}, { region: "eu-central-1" })?.["region"], "eu-central-1");
    assert.equal(answer(token), undefined);
    const zones = answer("aws:index/getAvailabilityZones:getAvailabilityZones", {}, { region: "eu-west-1" });
    assert.deepEqual(zones?.["names"], ["eu-west-1a", "eu-west-1b", "eu-west-1c"]);
  });

  it("merges policy documents: sources, then own statements, then overriding ones by Sid", () => {
    const source = JSON.stringify({
      Statement: { Sid: "A", Effect: "Allow", Action: "s3:*", Resource: "*" },
    });
    const override = JSON.stringify({
      Statement: [{ Sid: "A", Effect: "Deny", Action: "s3:*", Resource: "*" }],
    });
    const { minifiedJson } = policyDocument({
      sourcePolicyDocuments: [source],
      statements: [
        {
          sid: "B",
          actions: ["kms:Decrypt", "kms:Encrypt"],
          resources: ["*"],
          principals: [{ type: "AWS", identifiers: ["111111111111"] }],
          conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
        },
      ],
      overridePolicyDocuments: [override],
    });
    assert.deepEqual(JSON.parse(String(minifiedJson)), {
      Version: "2012-10-17",
      Statement: [
        { Sid: "A", Effect: "Deny", Action: "s3:*", Resource: "*" },
        {
          Sid: "B",
          Effect: "Allow",
          Action: ["kms:Decrypt", "kms:Encrypt"],
          Resource: "*",
          Principal: { AWS: "111111111111" },
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    });
  });
});
