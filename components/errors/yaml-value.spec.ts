import assert from "node:assert/strict";

import { yamlValue } from "./yaml-value";

describe("yamlValue", () => {
  it("gives the plain value of one document", () => {
    assert.deepEqual(yamlValue("a: [1, yes, 2026-11-21]"), { value: { a: [1, "yes", "2026-11-21"] } });
  });

  it("gives null for a text without a document", () => {
    for (const text of ["", "\n", "# only a comment\n", "---\n"])
      assert.deepEqual(yamlValue(text), { value: null }, text);
  });

  it("gives nothing for what is no YAML, and for several documents", () => {
    for (const text of ["a: [", "a: 1\na: 2\n", "--- 1\n--- 2\n"])
      assert.equal(yamlValue(text), undefined, text);
  });
});
