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

  it("passes over pages that people read, and not what only looks like one", () => {
    for (const page of [
      "https://docs.aws.amazon.com/glue/latest/dg/x.html",
      "http://www.apache.org/licenses/LICENSE-2.0",
      "https://www.pulumi.com/docs/#top",
    ])
      assert.deepEqual(mentionsIn(`{"Comment":"see ${page}"}`), [], page);
    for (const address of [
      "https://docs.aws.amazon.com.vendor.example/x",
      "https://docs.aws.amazon.com@vendor.example/x",
      "https://docs.aws.amazon.com:8443/x",
      "https://docs.aws.amazon.com/x?data=1",
      "https://aws.amazon.com/x",
      "https://www.apache.org/licenses",
      "https://www.apache.org/licenses/../upload",
      "s3://docs.aws.amazon.com/x",
      "https://hooks.vendor.example/docs.aws.amazon.com/",
    ])
      assert.deepEqual(mentionsIn(`see ${address}`), [address], address);
  });

  it("keeps what is not known", () => {
    assert.deepEqual(mentionsIn({ A: UNKNOWN, B: "eu-west-1" }), [UNKNOWN, "eu-west-1"]);
  });

  it("never throws, whatever stands there", () => {
    fc.assert(fc.property(fc.anything(), (value) => Array.isArray(mentionsIn(value))));
  });
});
