import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { dirname } from "node:path";

import { hipaaEligibleServices } from "../data/hipaa-eligible";
import { evaluate } from "../run";
import { devModel } from "../testing/describe-rule";
import { made } from "../testing/fixtures/build";
import { privacyRules } from "./privacy";

describe("policy-pack/rules/privacy", () => {
  it("keeps development off production's storage", () => {
    const policy = JSON.stringify({
      Resource: "arn:aws:s3:::acme-corebanking-bronze-700000000002-eu-west-1-an/*",
    });
    const { findings } = evaluate(
      { stack: "dev", resources: [made("iam/policy", "reader", { policy })] },
      devModel,
      privacyRules,
    );
    assert.deepEqual(
      findings.map(({ message }) => message),
      [
        'aws.iam.Policy "reader" refers to "acme-corebanking-bronze-700000000002-eu-west-1-an"; use storage of its own stage; masked copies are tagged dp:masked=true.',
      ],
    );
  });

  it("lists only services that the provider has", () => {
    const folders = readdirSync(dirname(require.resolve("@pulumi/aws/package.json")));
    assert.deepEqual(
      [...hipaaEligibleServices].filter((service) => !folders.includes(service)),
      [],
    );
  });
});
