import assert from "node:assert/strict";
import fc from "fast-check";

import * as names from "./names";

/** Names made of other names: what they read like, what AWS accepts, and where a too long one is cut. */
const derived: readonly {
  kind: string;
  make: (one: string, other: string) => string;
  example: string;
  accepts: RegExp;
  cut: RegExp;
}[] = [
  {
    kind: "filter",
    make: (one, other) => names.filterName(one, other.replaceAll("_", "-")),
    example: "order_lines_risk_team",
    accepts: /^[a-z0-9_]{1,255}$/,
    cut: /^x{246}_[0-9a-f]{8}$/,
  },
  {
    kind: "ruleset",
    make: names.rulesetName,
    example: "order_lines-risk_team",
    accepts: /^[\w-]{1,255}$/,
    cut: /^x{246}-[0-9a-f]{8}$/,
  },
  {
    kind: "query",
    make: (one) => names.queryName(one, "first-rows"),
    example: "order_lines first-rows",
    accepts: /^[\w -]{1,128}$/,
    cut: /^x{108}-[0-9a-f]{8} first-rows$/,
  },
  {
    kind: "session",
    make: (one) => names.sessionName(one),
    example: "meridian-order_lines",
    accepts: /^[\w+=,.@-]{2,64}$/,
    cut: /^meridian-x{46}-[0-9a-f]{8}$/,
  },
  {
    kind: "log group of a function",
    make: (one) => names.functionLogGroup(one),
    example: "/aws/lambda/order_lines",
    accepts: /^[\w./#-]{1,512}$/,
    cut: /^\/aws\/lambda\/x{491}-[0-9a-f]{8}$/,
  },
];

describe("names made of other names", () => {
  const snake = fc
    .array(fc.oneof(fc.stringMatching(/^[a-z0-9]{1,90}$/), fc.constantFrom("a", "deadbeef", "eu")), {
      minLength: 1,
      maxLength: 5,
    })
    .map((words) => words.join("_"));

  for (const { kind, make, example, accepts, cut } of derived) {
    it(`read like what they are of: ${kind}`, () => assert.equal(make("order_lines", "risk_team"), example));

    it(`are what AWS accepts, for any input: ${kind}`, () => {
      fc.assert(fc.property(snake, snake, (one, other) => assert.match(make(one, other), accepts)));
    });

    it(`are cut with a hash where they are too long, and differ: ${kind}`, () => {
      const [long, longer] = ["x".repeat(600), "x".repeat(601)];
      assert.match(make(long, "a"), cut);
      assert.notEqual(make(long, "a"), make(longer, "a"));
    });
  }
});
