import assert from "node:assert/strict";

import { locateModel } from "./locate-model";
import { residencyModel } from "./model";

const account = "200000000001";
const model = residencyModel(
  {
    prefix: "acme",
    jurisdiction: "eu",
    stage: "prod",
    homeRegion: "eu-west-1",
    organization: { id: "o-acme000001", managementAccount: "100000000001", ous: [] },
    accounts: [{ name: "ml", role: "ml", id: account }],
  },
  "2026-11-21",
);
const jurisdictionOf = (id: string) => {
  const where = locateModel(id, model);
  return where?.kind === "place" ? where.jurisdiction : where?.kind;
};

describe("locateModel", () => {
  it("leaves a plain model to the region that calls it", () => {
    assert.equal(locateModel("anthropic.claude-3-haiku-20240307-v1:0", model), undefined);
    assert.equal(locateModel("amazon.titan-embed-text-v2:0", model), undefined);
  });

  it("takes a cross-region profile for its geography, and none that spans jurisdictions", () => {
    assert.equal(jurisdictionOf("eu.anthropic.claude-3-haiku-20240307-v1:0"), "eu");
    assert.equal(jurisdictionOf("us.anthropic.claude-3-haiku-20240307-v1:0"), "us");
    assert.equal(jurisdictionOf("jp.anthropic.claude-3-haiku-20240307-v1:0"), "jp");
    assert.equal(jurisdictionOf("us.guardrail.v1:0"), "us");
    assert.deepEqual(locateModel("apac.anthropic.claude-3-haiku", model), {
      kind: "unknown",
      reason: 'Profile "apac.anthropic.claude-3-haiku" computes in several jurisdictions.',
    });
    assert.equal(jurisdictionOf("global.anthropic.claude-sonnet-4"), "unknown");
  });

  it("reads the region of an ARN, but a profile's geography before it", () => {
    const arn = (region: string, rest: string) => `arn:aws:bedrock:${region}:${rest}`;
    assert.equal(jurisdictionOf(arn("eu-west-1", ":foundation-model/anthropic.claude-3-haiku")), "eu");
    assert.equal(jurisdictionOf(arn("us-east-1", ":foundation-model/anthropic.claude-3-haiku")), "us");
    assert.equal(
      jurisdictionOf(arn("eu-west-1", `${account}:inference-profile/global.anthropic.claude`)),
      "unknown",
    );
    assert.equal(jurisdictionOf(arn("eu-west-1", `${account}:application-inference-profile/a1b2`)), "eu");
    assert.equal(jurisdictionOf(arn("eu-west-1", "999999999999:custom-model/x")), "unknown");
    assert.equal(jurisdictionOf(arn("eu-west-1", "100000000001:custom-model/x")), "organization");
  });

  it("does not know other partitions, services and texts", () => {
    for (const text of [
      "arn:aws-cn:bedrock:cn-north-1::foundation-model/x",
      "arn:aws:s3:::models/x",
      "arn:",
    ]) {
      assert.equal(jurisdictionOf(text), "unknown", text);
    }
  });
});
