import assert from "node:assert/strict";

import { classifications, classificationTag, parseClassification, rankOf } from "./classification";

describe("classification", () => {
  it("ranks from public to restricted", () => {
    assert.deepEqual(classifications.map(rankOf), [0, 1, 2, 3]);
    assert.equal(rankOf("restricted"), 3);
  });

  it("reads the config form and the tag form back", () => {
    assert.equal(classificationTag("confidential"), "Confidential");
    for (const each of classifications) {
      assert.equal(parseClassification(each), each);
      assert.equal(parseClassification(classificationTag(each)), each);
    }
  });

  it("reads nothing else", () => {
    for (const text of ["secret", "", "PUBLIC", " public", "public ", "toString"]) {
      assert.equal(parseClassification(text), undefined, text);
    }
  });
});
