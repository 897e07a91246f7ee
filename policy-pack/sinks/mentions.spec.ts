import assert from "node:assert/strict";

import * as fc from "fast-check";

import { UNKNOWN } from "../graph/types";
import { mentionsIn } from "./mentions";

describe("policy-pack/sinks/mentions", () => {
  it("finds ARNs, addresses and regions in texts, at any depth, in order and once", () => {
    const queue = "arn:aws:sqs:eu-west-1:200000000001:orders";
    assert.deepEqual(
      mentionsIn({
        a: [`{"Resource":"${queue}"}`, "in us-east-1, twice us-east-1"],
        b: "s3://results/x, done",
      }),
      [queue, "us-east-1", "s3://results/x"],
    );
    assert.deepEqual(mentionsIn("jdbc:postgresql://db.vendor.example:5432/orders"), [
      "jdbc:postgresql://db.vendor.example:5432/orders",
    ]);
  });

  it("takes an ARN inside an ARN for what it is", () => {
    const uri =
      "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:200000000001:function:f/invocations";
    assert.deepEqual(mentionsIn(uri), [
      "eu-west-1",
      "arn:aws:lambda:us-east-1:200000000001:function:f/invocations",
    ]);
  });

  it("passes over names without a place and words that only look like a region", () => {
    assert.deepEqual(mentionsIn("arn:aws:states:::sqs:sendMessage is-not-1 info 12"), []);
    assert.deepEqual(mentionsIn("arn:aws:s3:::results/x"), ["arn:aws:s3:::results/x"]);
    assert.deepEqual(mentionsIn('{"$schema":"https://json-schema.org/draft/2020-12/schema"}'), []);
    assert.deepEqual(mentionsIn("https://json-schema.org.example/x"), ["https://json-schema.org.example/x"]);
    assert.deepEqual(mentionsIn(undefined), []);
    assert.deepEqual(mentionsIn(5), []);
  });

  it("keeps what is not known", () => {
    assert.deepEqual(mentionsIn({ A: UNKNOWN, B: "eu-west-1" }), [UNKNOWN, "eu-west-1"]);
  });

  it("never throws, whatever stands there", () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(mentionsIn(value))));
  });
});
