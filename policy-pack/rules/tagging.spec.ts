import assert from "node:assert/strict";

import { UNKNOWN } from "../graph/types";
import { remediated } from "../remediate";
import type { ResourceRule } from "../rule";
import { fixtureModel } from "../testing/describe-rule";
import { made } from "../testing/fixtures/build";
import { taggingRules } from "./tagging";

const [tag01] = taggingRules as [ResourceRule];
const corrected = (props: Record<string, unknown>) =>
  remediated(tag01, made("kms/key", "orders", props), fixtureModel)?.props["tags"];

describe("policy-pack/rules/tagging", () => {
  it("fills in what the stack decides, and nothing else", () => {
    const decided = { "dp:jurisdiction": "eu", "dp:environment": "prod" };
    assert.deepEqual(corrected({}), decided);
    assert.deepEqual(corrected({ tags: { "dp:owner": "me" } }), { ...decided, "dp:owner": "me" });
  });

  it("leaves a wrong tag, a complete set and computed tags as they are", () => {
    assert.deepEqual(corrected({ tags: { "dp:jurisdiction": "us" } }), {
      "dp:jurisdiction": "us",
      "dp:environment": "prod",
    });
    assert.equal(corrected({ tags: { "dp:jurisdiction": "eu", "dp:environment": "prod" } }), undefined);
    assert.equal(corrected({ tags: UNKNOWN }), undefined);
  });
});
