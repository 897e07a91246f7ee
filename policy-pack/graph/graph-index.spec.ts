import assert from "node:assert/strict";

import { bucket, bucketName, fixtureProvider, fixtureTags, made } from "../testing/fixtures/build";
import {
  accountOf,
  bucketNameIn,
  bucketOf,
  classificationOf,
  effectiveRegion,
  indexGraph,
  sourcesOf,
} from "./graph-index";
import { UNKNOWN, type GraphResource } from "./types";

const index = (...resources: GraphResource[]) => indexGraph({ stack: "prod-eu", resources });
const side = (of: unknown, more: Partial<GraphResource> = {}) =>
  made("s3/bucketVersioning", "orders", { bucket: of }, more);

describe("policy-pack/graph/graph-index", () => {
  it("joins a side resource to its bucket by name, by ARN and by where an unknown name comes from", () => {
    const unnamed = made("s3/bucket", "unnamed", { tags: fixtureTags });
    const joins: [GraphResource, GraphResource][] = [
      [side(bucketName), bucket],
      [side(`arn:aws:s3:::${bucketName}`), bucket],
      [side(UNKNOWN, { propertyDependencies: { bucket: [unnamed.urn] } }), unnamed],
    ];
    for (const [each, expected] of joins) {
      const graph = index(bucket, unnamed, each);
      assert.equal(bucketOf(each, graph), expected);
      assert.deepEqual(graph.sidesOf.get(expected.urn), [each]);
      assert.deepEqual([...graph.unplacedSides], []);
    }
  });

  it("does not guess: a foreign name joins nothing, an unknown one is remembered", () => {
    const foreign = index(bucket, side("somebody-elses"));
    assert.equal(foreign.sidesOf.size, 0);
    assert.deepEqual([...foreign.unplacedSides], []);
    const unknown = index(bucket, side(UNKNOWN));
    assert.equal(unknown.sidesOf.size, 0);
    assert.deepEqual([...unknown.unplacedSides], ["aws:s3/bucketVersioning:BucketVersioning"]);
  });

  it("prefers a resource's own region to its provider's", () => {
    assert.equal(effectiveRegion(made("sqs/queue", "q", { region: "us-east-1" })), "us-east-1");
    assert.equal(effectiveRegion(made("sqs/queue", "q", {})), "eu-west-1");
    assert.equal(effectiveRegion(made("sqs/queue", "q", {}, { provider: undefined })), undefined);
  });

  it("knows an account only where exactly one is pinned", () => {
    const pinned = (accountIds: string[] | undefined) =>
      accountOf(made("sqs/queue", "q", {}, { provider: { ...fixtureProvider, accountIds } }));
    assert.equal(pinned(["200000000002"]), "200000000002");
    assert.equal(pinned(["200000000002", "200000000003"]), undefined);
    assert.equal(pinned([]), undefined);
    assert.equal(pinned(undefined), UNKNOWN);
    assert.equal(accountOf(made("sqs/queue", "q", {}, { provider: undefined })), undefined);
  });

  it("takes the classification of its own tags, else of its bucket, else the strictest", () => {
    const internal = { ...fixtureTags, "dp:classification": "Internal" };
    const graph = index(bucket, side(bucketName));
    assert.equal(classificationOf(made("sqs/queue", "q", { tags: internal }), graph), "internal");
    assert.equal(classificationOf(side(bucketName), graph), "confidential");
    assert.equal(classificationOf(side("somebody-elses"), graph), "restricted");
    assert.equal(classificationOf(side(UNKNOWN), graph), "restricted");
    assert.equal(
      classificationOf(made("sqs/queue", "q", { tags: { "dp:classification": "Secret" } }), graph),
      "restricted",
    );
  });

  it("follows a nested path to the sources of its top-level property", () => {
    const replication = made(
      "s3/bucketReplicationConfig",
      "r",
      {},
      {
        propertyDependencies: { rules: [bucket.urn, "urn:gone"] },
      },
    );
    const graph = index(bucket, replication);
    assert.deepEqual(sourcesOf(replication, "rules[0].destination.bucket", graph), [bucket]);
    assert.deepEqual(sourcesOf(replication, "role", graph), []);
  });

  it("reads bucket names out of ARNs and URIs only", () => {
    assert.equal(bucketNameIn("arn:aws:s3:::data/key"), "data");
    assert.equal(bucketNameIn("s3://data/key"), "data");
    assert.equal(bucketNameIn("s3a://data"), "data");
    assert.equal(bucketNameIn("arn:aws:sqs:eu-west-1:200000000002:data"), undefined);
    assert.equal(bucketNameIn("data"), undefined);
  });
});
