import assert from "node:assert/strict";

import type { ResourceValidationPolicy } from "@pulumi/policy";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import type { StackContext } from "./context";
import { policiesOf } from "./crossguard";
import { governanceOf } from "./governance";
import { UNKNOWN } from "./graph/types";
import { noLevels } from "./levels/levels";
import type { Level } from "./levels/level";
import type { ResourceRule } from "./rule";
import { rules } from "./rules";
import { fixtureModel } from "./testing/describe-rule";

type Remediate = (
  call: { request: messages.AnalyzeRequest },
  done: (error: Error | null, answer: messages.RemediateResponse) => void,
) => void;

/** The SDK's own server, which has no types. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- not among the package's declarations
const { makeRemediateRpcFun } = require("@pulumi/policy/server") as {
  makeRemediateRpcFun: (
    pack: string,
    version: string,
    level: Level,
    policies: readonly object[],
  ) => Remediate;
};

const type = "aws:cloudwatch/logGroup:LogGroup";
const rule: ResourceRule = {
  ...(rules.find(({ scope }) => scope === "resource") as ResourceRule),
  id: "LOG-99",
  name: "log-99-retention",
  types: [type],
  check: () => [],
  remediate: ({ props }) =>
    props["retentionInDays"] === undefined ? { ...props, retentionInDays: 365 } : undefined,
};

const signature = "4dabf18193072939515e22adb298388d";
const secret = { [signature]: "1b47061264138c4ac30d75fd1eb44270", value: "canary-7f3a" };

/** What the SDK's server answers for a log group with these inputs, when the stack's level is `level`. */
async function remedies(props: Record<string, unknown>, level: Level, of: ResourceRule = rule) {
  const settings = { levels: { ...noLevels, base: { [rule.id]: level } }, waivers: [] };
  const context: StackContext = {
    model: fixtureModel,
    governance: governanceOf(settings, fixtureModel, [of]),
  };
  const policies = policiesOf([of], () => context) as ResourceValidationPolicy[];
  const request = new messages.AnalyzeRequest()
    .setType(type)
    .setName("audit")
    .setOptions(new messages.AnalyzerResourceOptions())
    .setUrn(`urn:pulumi:prod-eu::meridian::${type}::audit`)
    .setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
  const answer = await new Promise<messages.RemediateResponse>((resolve, reject) =>
    makeRemediateRpcFun(
      "meridian",
      "1.0.0",
      "mandatory",
      policies,
    )({ request }, (error, response) => (error ? reject(error) : resolve(response))),
  );
  return answer.getRemediationsList().map((each) => each.getProperties()?.toJavaScript());
}

describe("policy-pack: remediation by the SDK's own server", () => {
  it("rewrites the inputs where the level is remediate, and keeps secrets and unknowns", async () => {
    const props = { name: secret, kmsKeyId: UNKNOWN, tags: { owner: "a" } };
    assert.deepEqual(await remedies(props, "remediate"), [{ ...props, retentionInDays: 365 }]);
  });

  it("rewrites nothing at any other level, and nothing that complies", async () => {
    for (const level of ["disabled", "advisory", "mandatory"] as const)
      assert.deepEqual(await remedies({}, level), []);
    assert.deepEqual(await remedies({ retentionInDays: 30 }, "remediate"), []);
  });

  it("rewrites no input that holds a secret", async () => {
    const spoiling: ResourceRule = { ...rule, remediate: ({ props }) => ({ ...props, name: "plain" }) };
    assert.deepEqual(await remedies({ name: secret }, "remediate", spoiling), []);
    assert.deepEqual(await remedies({ name: "old" }, "remediate", spoiling), [{ name: "plain" }]);
  });
});
