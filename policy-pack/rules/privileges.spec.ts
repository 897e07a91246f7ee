import assert from "node:assert/strict";

import { attachedArns } from "../data/broad-policies";
import { tokenOf } from "../data/tokens";
import { describeRule } from "../testing/describe-rule";
import { problemWith } from "../testing/sdk-paths";
import { privilegeRules } from "./privileges";

describe("policy-pack/rules/privileges", () => {
  for (const rule of privilegeRules) describeRule(rule);

  it("names only inputs that the SDK has", () => {
    assert.deepEqual(
      Object.entries(attachedArns).flatMap(([short, path]) => problemWith(tokenOf(short), path) ?? []),
      [],
    );
  });
});
