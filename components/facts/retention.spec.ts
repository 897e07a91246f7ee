import * as assert from "node:assert/strict";

import { retentionOf, retentionTag, retentionTagDays, retentionTagValues } from "./retention";

describe("retention", () => {
  const stack = { bronze: 2557, silver: 1827, gold: 1096 };

  it("is what is said nearest to the data: product, domain, stack", () => {
    assert.equal(retentionOf("gold", stack), 1096);
    assert.equal(retentionOf("gold", stack, { gold: 2190 }), 2190);
    assert.equal(retentionOf("gold", stack, { silver: 2190 }), 1096);
    assert.equal(retentionOf("gold", stack, { gold: 2190 }, 3000), 3000);
  });

  it("is named by the next years up, to a hundred and no further", () => {
    const named = [1, 1096, 1097, 1827, 1828, 2557, 2558, 3653, 36_500].map(retentionTag);
    assert.deepEqual(named, ["3y", "3y", "5y", "5y", "7y", "7y", "10y", "10y", "100y"]);
    assert.throws(() => retentionTag(36_526), {
      message: "retentionTag: 36526 days are above the longest retention; use at most 36500.",
    });
  });

  it("reads its own names back", () => {
    assert.deepEqual(["3y", "7y", "100y", "legalhold", "forever"].map(retentionTagDays), [
      1096,
      2557,
      36_525,
      Infinity,
      undefined,
    ]);
  });

  it("has the usual years in every catalog, longer ones where they are used, and the legal hold", () => {
    assert.deepEqual(retentionTagValues([]), ["3y", "5y", "7y", "legalhold"]);
    assert.deepEqual(retentionTagValues([30, 9000]), ["3y", "5y", "7y", "30y", "legalhold"]);
  });
});
