import assert from "node:assert/strict";

import * as fc from "fast-check";

import { shorten } from "./shorten";

describe("residency shorten", () => {
  it("keeps both ends of a long text and says how long it was", () => {
    assert.equal(shorten("a".repeat(60), 60), "a".repeat(60));
    assert.equal(
      shorten(`${"a".repeat(500)}${"b".repeat(500)}`, 60),
      `${"a".repeat(25)}…(1000 characters)…${"b".repeat(12)}`,
    );
  });

  it("never gives more bytes than asked for", () => {
    const text = fc.string({ unit: "binary", maxLength: 400 });
    fc.assert(fc.property(text, (each) => Buffer.byteLength(shorten(each, 100)) <= 100));
  });
});
