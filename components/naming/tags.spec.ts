import assert from "node:assert/strict";

import { holdingTags, layers, requiredTagKeys, tagsFor, type TagFacts } from "./tags";

const facts: TagFacts = {
  classification: "confidential",
  jurisdiction: "eu",
  domain: "corebanking",
  layer: "bronze",
  owner: "core-banking@example.com",
  retention: "2557d",
  environment: "prod",
};

describe("tagsFor", () => {
  it("gives every required key, the classification capitalised", () => {
    assert.deepEqual(tagsFor(facts), {
      "dp:classification": "Confidential",
      "dp:jurisdiction": "eu",
      "dp:domain": "corebanking",
      "dp:layer": "bronze",
      "dp:owner": "core-banking@example.com",
      "dp:retention": "2557d",
      "dp:environment": "prod",
    });
    assert.deepEqual(Object.keys(tagsFor(facts)), [...requiredTagKeys]);
  });

  it("keeps within AWS's limits for tags and LF-tags", () => {
    for (const key of requiredTagKeys) {
      assert.match(key, /^[\w.:/=+\-@]{1,128}$/);
      assert.doesNotMatch(key, /^aws:/i);
    }
    // Lake Formation stores tags in lower case, so values that differ only in case would be one.
    for (const layer of layers) assert.match(layer, /^[a-z]{1,50}$/);
  });

  it("refuses a value that AWS would refuse", () => {
    for (const owner of ["", "a,b", "x".repeat(257), "a\tb", "<owner>"]) {
      assert.throws(() => tagsFor({ ...facts, owner }), {
        message: `tagsFor: dp:owner "${owner}" is not a tag value; use 1 to 256 letters, digits, spaces and _ . : / = + - @.`,
      });
    }
  });
});

describe("holdingTags", () => {
  it("says what a store holds and whether a law keeps it", () => {
    assert.deepEqual(holdingTags({ personalData: "phi", obligation: false }), {
      "dp:personal-data": "phi",
      "dp:obligation": "false",
    });
  });
});
