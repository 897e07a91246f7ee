import * as assert from "node:assert/strict";

import { splitExpression } from "./tag-expression";

const names = (count: number, start = 0) => Array.from({ length: count }, (_, index) => `v${start + index}`);

describe("splitExpression", () => {
  it("leaves what one grant takes as it is", () => {
    const expression = { domain: names(50), layer: ["silver", "gold"] };
    assert.deepEqual(splitExpression(expression), [expression]);
  });

  it("splits the values of one tag, and keeps the others in every part", () => {
    assert.deepEqual(splitExpression({ domain: names(101), layer: ["gold"] }), [
      { domain: names(50), layer: ["gold"] },
      { domain: names(50, 50), layer: ["gold"] },
      { domain: names(1, 100), layer: ["gold"] },
    ]);
  });

  it("splits two long tags into every pair of their parts", () => {
    const parts = splitExpression({ domain: names(60), product: names(70) });
    assert.deepEqual(
      parts.map(({ domain, product }) => [domain?.length, product?.length]),
      [
        [50, 50],
        [50, 20],
        [10, 50],
        [10, 20],
      ],
    );
  });
});
