import assert from "node:assert/strict";

import { problemWith } from "../testing/sdk-paths";
import { publicInputs } from "./public-copies";

describe("policy-pack/rules/public-copies", () => {
  it("names only inputs that the SDK has", () => {
    const rows = [...publicInputs.values()].flat();
    assert.deepEqual(
      rows.flatMap(({ type, path }) => problemWith(type, path) ?? []),
      [],
    );
    assert.equal(rows.length, 9);
  });
});
