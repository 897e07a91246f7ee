import assert from "node:assert/strict";

import * as fc from "fast-check";

import { asList, hasUnknown, readOne, readPath } from "./read";
import { UNKNOWN } from "./types";

describe("policy-pack/graph/read", () => {
  it("gives each element of a list with its concrete path", () => {
    const props = {
      rules: [{ destination: { bucket: "a" } }, { destination: {} }, { destination: { bucket: "c" } }],
    };
    assert.deepEqual(readPath(props, "rules[].destination.bucket"), [
      { path: "rules[0].destination.bucket", value: "a" },
      { path: "rules[2].destination.bucket", value: "c" },
    ]);
  });

  it("stops at an unknown ancestor", () => {
    assert.deepEqual(readPath({ rules: UNKNOWN }, "rules[].destination.bucket"), [
      { path: "rules", value: UNKNOWN },
    ]);
    assert.deepEqual(readPath({ rules: [UNKNOWN] }, "rules[].destination.bucket"), [
      { path: "rules[0]", value: UNKNOWN },
    ]);
  });

  it("gives nothing for what is missing, null or of another form", () => {
    assert.deepEqual(readPath({}, "a.b"), []);
    assert.deepEqual(readPath({ a: null }, "a.b"), []);
    assert.deepEqual(readPath({ a: "text" }, "a.b"), []);
    assert.deepEqual(readPath(undefined, "a"), []);
  });

  it("takes a lone object for a list of one", () => {
    assert.deepEqual(readPath({ rules: { id: "x" } }, "rules[].id"), [{ path: "rules[0].id", value: "x" }]);
  });

  it("keeps false, zero and the empty text as values", () => {
    assert.equal(readOne({ a: { b: false } }, "a.b"), false);
    assert.equal(readOne({ a: 0 }, "a"), 0);
    assert.equal(readOne({ a: "" }, "a"), "");
    assert.equal(readOne({}, "a"), undefined);
  });

  it("finds an unknown at any depth", () => {
    assert.equal(hasUnknown({ a: [{ b: UNKNOWN }] }), true);
    assert.equal(hasUnknown({ a: [{ b: "known" }] }), false);
    assert.deepEqual(asList(undefined), []);
  });

  it("never throws, whatever stands there", () => {
    const pattern = fc.constantFrom("a", "a.b", "a[].b", "a[].b[].c", "");
    fc.assert(fc.property(fc.anything(), pattern, (props, path) => Array.isArray(readPath(props, path))));
  });
});
