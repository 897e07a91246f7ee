import assert from "node:assert/strict";

import { UNKNOWN } from "./graph/types";
import { redact } from "./redact";
import { made } from "./testing/fixtures/build";

const text = "is open to canary-7f3a-long and canary-7f3a by any abc";
const props = {
  password: ["canary-7f3a", { deep: "canary-7f3a-long" }],
  short: "abc",
  other: "open",
  late: UNKNOWN,
};

describe("policy-pack/redact", () => {
  it("hides every value of a secret input, the longest first, and no other", () => {
    const secret = made("rds/cluster", "a", props, { secretProps: ["password", "short", "late"] });
    assert.equal(redact(text, secret), "is open to [secret] and [secret] by any abc");
  });

  it("leaves the text of a resource without secrets as it is", () => {
    assert.equal(redact(text, made("rds/cluster", "a", props)), text);
  });
});
