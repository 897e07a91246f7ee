import assert from "node:assert/strict";

import { made } from "../testing/fixtures/build";
import { evaluate } from "../run";
import { devModel } from "../testing/describe-rule";
import { changeControlRules } from "./change-control";

describe("policy-pack/rules/change-control", () => {
  it("asks nothing of stacks outside production", () => {
    const resources = [
      made("pulumi:providers:aws", "dev", { profile: "me" }),
      made("s3/bucket", "orders", {}),
    ];
    assert.deepEqual(evaluate({ stack: "dev", resources }, devModel, changeControlRules).findings, []);
  });
});
