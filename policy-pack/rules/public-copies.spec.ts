import assert from "node:assert/strict";

import { describeRule } from "../testing/describe-rule";
import { problemWith } from "../testing/sdk-paths";
import { publicCopyRules, publicInputs } from "./public-copies";

describe("policy-pack/rules/public-copies", () => {
  for (const rule of publicCopyRules) describeRule(rule);

  it("names only inputs that the SDK has", () => {
    const rows = [...publicInputs.values()].flat();
    assert.deepEqual(
      rows.flatMap(({ type, path }) => problemWith(type, path) ?? []),
      [],
    );
    assert.equal(rows.length, 9);
  });
});
