import assert from "node:assert/strict";

import * as fc from "fast-check";

import { Undecidable } from "../undecidable";
import { covers } from "./wildcard";

describe("policy-pack/iam/wildcard", () => {
  it("matches as IAM does, and only the whole text", () => {
    const cases: [string, string, boolean][] = [
      ["*", "", true],
      ["s3:Get*", "s3:GetObject", true],
      ["s3:Get*", "s3:GetObject*", true],
      ["s3:Get?bject", "s3:GetObject", true],
      ["s3:Get", "s3:GetObject", false],
      ["s3:*", "s3express:x", false],
      ["a.b", "axb", false],
      ["a?", "a*", false],
      ["s3:Get*", "s3:*", false],
    ];
    for (const [pattern, text, expected] of cases)
      assert.equal(covers(pattern, text), expected, `${pattern} ${text}`);
  });

  it("gives up where wildcards take too long, and says so", () => {
    const pattern = `${"*a".repeat(5000)}b`;
    assert.equal(covers(pattern, `${"a".repeat(6000)}b`), true);
    const slow = () => covers(`*${"a".repeat(5000)}b`, "a".repeat(10_000));
    assert.throws(slow, new Undecidable("has a wildcard that takes too long to compare"));
  });

  it("takes ? for itself where only * is a wildcard", () => {
    assert.equal(covers("a?*", "a?b", { single: false }), true);
    assert.equal(covers("a?*", "abb", { single: false }), false);
  });

  it("covers only what the covered text can stand for", () => {
    const text = fc.stringMatching(/^[ab*?]{0,6}$/);
    const word = fc.stringMatching(/^[ab]{0,6}$/);
    fc.assert(
      fc.property(text, text, word, (outer, inner, each) => {
        if (covers(outer, inner) && covers(inner, each)) assert.ok(covers(outer, each));
      }),
    );
  });
});
