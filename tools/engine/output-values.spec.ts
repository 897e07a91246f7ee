import assert from "node:assert/strict";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { dependenciesOf, fromOutputValue, toOutputValues } from "./output-values";
import { signatureKey, signatures } from "./wire";

const secret = (value: unknown) => ({ [signatureKey]: signatures.secret, value });
const output = (parts: Record<string, unknown>) => ({ [signatureKey]: signatures.output, ...parts });

describe("tools/engine: output values", () => {
  it("stand for secrets and unknowns at any depth, and carry where a property comes from", () => {
    const properties = { a: secret({ b: [UNKNOWN, 1] }), c: UNKNOWN, d: secret(UNKNOWN), e: "plain", f: 1 };
    assert.deepEqual(toOutputValues(properties, { c: ["urn:x"], f: ["urn:y", "urn:y"], e: [] }), {
      a: output({ value: { b: [output({}), 1] }, secret: true }),
      c: output({ dependencies: ["urn:x"] }),
      d: output({ secret: true }),
      e: "plain",
      f: output({ value: 1, dependencies: ["urn:y"] }),
    });
  });

  it("are taken apart into the same values, and give their dependencies once", () => {
    const properties = { a: secret({ b: [UNKNOWN, 1] }), c: UNKNOWN, d: secret(UNKNOWN), e: [null, "plain"] };
    const values = toOutputValues(properties, { a: ["urn:x"], e: ["urn:x", "urn:y"] });
    assert.deepEqual(fromOutputValue(values), properties);
    assert.deepEqual(dependenciesOf(values), ["urn:x", "urn:y"]);
    assert.deepEqual(dependenciesOf(properties), []);
  });
});
