import assert from "node:assert/strict";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { present, signatureKey, signatures, unwrap } from "./wire";

describe("tools/engine: references to resources", () => {
  const reference = (parts: Record<string, unknown>) => ({
    [signatureKey]: signatures.resource,
    urn: "urn:a",
    ...parts,
  });

  it("read as the id, as the URN of a component, and as unknown before the id is known", () => {
    const values = [{ id: "b" }, {}, { id: "" }, { id: UNKNOWN }].map(reference);
    assert.deepEqual(unwrap(values), ["b", "urn:a", UNKNOWN, UNKNOWN]);
    assert.deepEqual(present(values), ["b", "urn:a", { unknown: true }, { unknown: true }]);
  });
});
