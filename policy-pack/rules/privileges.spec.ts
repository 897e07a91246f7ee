import assert from "node:assert/strict";

import { attachedArns } from "../data/broad-policies";
import { tokenOf } from "../data/tokens";
import { problemWith } from "../testing/sdk-paths";

describe("policy-pack/rules/privileges", () => {
  it("names only inputs that the SDK has", () => {
    assert.deepEqual(
      Object.entries(attachedArns).flatMap(([short, path]) => problemWith(tokenOf(short), path) ?? []),
      [],
    );
  });
});
