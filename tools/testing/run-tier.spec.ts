import assert from "node:assert/strict";

import { orderSeed, shuffled } from "./order";
import { closingLine, countsIn, sumOf } from "./run-tier";

describe("order of spec files", () => {
  const items = Array.from({ length: 100 }, (_, index) => index);

  it("is the seed's, keeps every file and differs from seed to seed", () => {
    assert.deepEqual(shuffled(items, 7), shuffled(items, 7));
    assert.notDeepEqual(shuffled(items, 7), shuffled(items, 8));
    assert.notDeepEqual(shuffled(items, 7), items);
    assert.deepEqual(
      shuffled(items, 7).sort((one, other) => one - other),
      items,
    );
  });

  it("takes the seed that is given, makes one up where none is, and refuses what is none", () => {
    assert.equal(orderSeed("12345"), 12_345);
    for (const none of [undefined, ""]) assert.ok(Number.isInteger(orderSeed(none)));
    for (const wrong of ["x", "-1", "1.5", "2147483648"]) {
      assert.throws(() => orderSeed(wrong), {
        message: `MERIDIAN_TEST_SEED: "${wrong}" is not a whole number from 0 to 2147483647; use one.`,
      });
    }
  });
});

describe("counts of a run of tests", () => {
  it("are those of its last closing line, and sum up", () => {
    const text = "1 passed, 0 failed, 0 skipped\n  ok\n12 passed, 0 failed, 3 skipped\n";
    const counts = countsIn(text, 0);
    assert.deepEqual(counts, { passed: 12, failed: 0, skipped: 3 });
    const sum = sumOf([counts, countsIn("4 passed, 2 failed, 1 skipped\n", 2)]);
    assert.equal(closingLine(sum), "16 passed, 2 failed, 4 skipped");
  });

  it("have a failure when the run died, or ended badly with nothing failed", () => {
    assert.deepEqual(countsIn("  ok\n", null), { passed: 0, failed: 1, skipped: 0 });
    assert.deepEqual(countsIn("a sentence: 3 passed, 0 failed, 0 skipped\n", 0).failed, 1);
    assert.deepEqual(countsIn("3 passed, 0 failed, 0 skipped\n", null), { passed: 3, failed: 1, skipped: 0 });
  });
});
