import assert from "node:assert/strict";

import { UNKNOWN } from "./graph/types";
import { ask, notYetKnown, read } from "./known";
import { made } from "./testing/fixtures/build";

const queue = made("sqs/queue", "orders", {
  on: true,
  off: false,
  nothing: null,
  computed: UNKNOWN,
  nested: { limit: 7, later: UNKNOWN },
  token: "canary",
});
const isTrue = (value: unknown) => value === true;
const fix = "set it to true";

describe("policy-pack/known", () => {
  it("passes what is good, shows what is not, and cannot decide what is not known", () => {
    assert.deepEqual(read(queue, "on").is(isTrue, { fix }), { verdict: "pass", path: "on" });
    assert.deepEqual(read(queue, "off").is(isTrue, { fix }), {
      verdict: "fail",
      path: "off",
      what: "has off false",
      fix,
    });
    assert.deepEqual(read(queue, "computed").is(isTrue, { fix }), {
      verdict: "undecided",
      path: "computed",
      what: "has computed that is not known before the deploy",
      fix,
    });
  });

  it("asks about nested inputs, missing ones and ones that are null", () => {
    const whatOf = (path: string) => read(queue, path).is(isTrue, { fix }).what;
    assert.deepEqual(["nested.limit", "nested.later", "absent", "nothing"].map(whatOf), [
      "has nested.limit 7",
      "has nested.later that is not known before the deploy",
      "has absent nothing",
      "has nothing null",
    ]);
  });

  it("never asks the condition about a value that is not known", () => {
    const refuse = () => {
      throw new Error("asked");
    };
    assert.equal(read(queue, "computed").is(refuse, { fix }).verdict, "undecided");
    assert.throws(() => read(queue, "on").is(refuse, { fix }), { message: "asked" });
  });

  it("takes other words, and never shows a secret", () => {
    const words = { fix, has: "has a token" };
    const secret = { ...queue, secretProps: ["token"] };
    assert.equal(read(secret, "token").is(isTrue, words).what, "has a token [secret]");
    assert.equal(read(queue, "token").is(isTrue, words).what, 'has a token "canary"');
    assert.equal(read(queue, "token").is(isTrue, { ...words, what: "is wrong" }).what, "is wrong");
    assert.equal(
      ask(queue, { path: "token", value: UNKNOWN }).is(isTrue, words).what,
      "has a token that is not known before the deploy",
    );
  });

  it("leaves a decision to the caller, also about a value that is not known", () => {
    const computed = ask(queue, { path: "computed", value: UNKNOWN });
    assert.deepEqual(
      ([true, false, UNKNOWN] as const).map((good) => computed.counts(good, { fix }).verdict),
      ["pass", "fail", "undecided"],
    );
    assert.equal(computed.counts(false, { fix }).what, "has computed not known yet");
  });

  it("says of several things that they are not known", () => {
    assert.deepEqual(notYetKnown(undefined, "has tags", fix, "are"), {
      verdict: "undecided",
      path: undefined,
      what: "has tags that are not known before the deploy",
      fix,
    });
  });
});
