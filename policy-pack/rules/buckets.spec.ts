import assert from "node:assert/strict";

import { fixtureModel } from "../testing/describe-rule";
import { bucketRules } from "./buckets";
import { made } from "../testing/fixtures/build";

describe("policy-pack/rules/buckets", () => {
  it("PUB-01 is remedied by all four flags, and leaves a full block alone", () => {
    const rule = bucketRules.find(({ id }) => id === "PUB-01");
    assert.ok(rule?.scope === "resource" && rule.remediate !== undefined);
    const block = (props: Record<string, unknown>) =>
      rule.remediate?.(made("s3/bucketPublicAccessBlock", "orders", props), fixtureModel);
    const full = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    assert.deepEqual(block({ bucket: "b", blockPublicAcls: false }), { bucket: "b", ...full });
    assert.equal(block(full), undefined);
  });
});
