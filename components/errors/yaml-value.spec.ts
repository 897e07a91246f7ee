import assert from "node:assert/strict";

import { yamlValue } from "./yaml-value";

describe("components/errors/yaml-value", () => {
  it("gives plain values of the core schema: a day stays text, and << is a key", () => {
    const text = 'a: 1\nb: 2027-10-31\nc: yes\nd: ~\ne: "05"\n<<: { f: .5 }\n';
    assert.deepEqual(yamlValue(text), {
      value: { a: 1, b: "2027-10-31", c: "yes", d: null, e: "05", "<<": { f: 0.5 } },
    });
  });

  it("gives null for a text that says nothing", () => {
    for (const text of ["", "\n", "# only a comment\n", "---\n", "null"]) {
      assert.deepEqual(yamlValue(text), { value: null }, JSON.stringify(text));
    }
  });

  it("gives nothing where the other reader has something to say", () => {
    for (const text of ["a: [", "a: 1\na: 2\n", "a: 1\n---\nb: 2\n", "a: *b\n"]) {
      assert.equal(yamlValue(text), undefined, JSON.stringify(text));
    }
  });
});
