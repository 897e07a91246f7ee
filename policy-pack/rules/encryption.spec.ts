import assert from "node:assert/strict";

import { fixtureModel } from "../testing/describe-rule";
import { encryptionRules } from "./encryption";
import { made } from "../testing/fixtures/build";

describe("policy-pack/rules/encryption", () => {
  it("ENC-02 is remedied by switching rotation on, and leaves alone what complies or cannot rotate", () => {
    const [rotation] = encryptionRules;
    assert.ok(rotation?.scope === "resource" && rotation.remediate !== undefined);
    const remedy = (props: Record<string, unknown>) =>
      rotation.remediate?.(made("kms/key", "orders", props), fixtureModel);
    assert.deepEqual(remedy({ description: "d", rotationPeriodInDays: 2560 }), {
      description: "d",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
    });
    assert.equal(remedy({ enableKeyRotation: true }), undefined);
    assert.equal(remedy({ customerMasterKeySpec: "RSA_4096" }), undefined);
  });
});
