import assert from "node:assert/strict";

import { lastDayOf, lifeMistakes, unshared, type Life } from "./contract-life";

const life = (
  status: Life["status"],
  ...slas: (readonly [Life["slas"][number]["property"], string])[]
): Life => ({
  status,
  slas: slas.map(([property, value]) => ({ property, value })),
});

describe("components/catalog/contract-life", () => {
  it("takes the end of life before the end of support, and the day of a point in time", () => {
    assert.equal(lastDayOf(life("deprecated", ["endOfSupport", "2027-01-31"])), "2027-01-31");
    assert.equal(
      lastDayOf(life("deprecated", ["endOfSupport", "2027-01-31"], ["endOfLife", "2027-06-30T10:00:00Z"])),
      "2027-06-30",
    );
    assert.equal(lastDayOf(life("deprecated", ["endOfLife", "next year"])), undefined);
  });

  it("shares what is active, and what is deprecated until its last day, that day included", () => {
    const ending = life("deprecated", ["endOfLife", "2027-01-31"]);
    assert.equal(unshared(life("active", ["endOfLife", "2020-01-31"]), "2027-02-01"), undefined);
    assert.equal(unshared(ending, "2027-01-31"), undefined);
    assert.equal(unshared(ending, "2027-02-01")?.fault, "was deprecated, and its last day was 2027-01-31");
    for (const status of ["retired", "draft", "proposed"] as const)
      assert.match(unshared(life(status))?.fault ?? "", /^is /, status);
  });

  const mistakes = (given: Life, consumers: string[] = []) =>
    lifeMistakes({
      status: given.status,
      slaProperties: given.slas.map((each) => ({ ...each })),
      customProperties: { consumers } as never,
    });

  it("asks a deprecated contract for its end, at its line", () => {
    assert.deepEqual(mistakes(life("deprecated", ["latency", "1"])), [
      {
        path: ["status"],
        message:
          '"deprecated" has no end; add endOfSupport or endOfLife to slaProperties, with the last day as its value, YYYY-MM-DD',
      },
    ]);
    assert.deepEqual(mistakes(life("deprecated", ["endOfLife", "soon"])), [
      {
        path: ["slaProperties", 0, "value"],
        message: '"soon" is not the last day of a deprecated product; use YYYY-MM-DD in quotes',
      },
    ]);
    assert.deepEqual(mistakes(life("active", ["endOfLife", "soon"])), []);
  });

  it("refuses a consumer that is listed twice", () => {
    assert.deepEqual(mistakes(life("active"), ["x", "y", "x", "x"]), [
      { path: ["customProperties"], message: 'list the consumer "x" twice; keep one' },
    ]);
  });
});
