import assert from "node:assert/strict";

import * as fc from "fast-check";

import { indexGraph } from "../graph/graph-index";
import { UNKNOWN } from "../graph/types";
import { bucket, bucketName, made } from "../testing/fixtures/build";
import { fixtureModel } from "../testing/describe-rule";
import { sweep } from "./sweep";

const index = indexGraph({ stack: "prod-eu", resources: [bucket] });
const key = "arn:aws:kms:us-east-1:200000000002:key/0001";

function swept(props: Record<string, unknown>, judged: readonly string[] = [], type = "evidently/project") {
  const resource = made(type, "a", props);
  const { atHome, elsewhere } = sweep({ resource, index, model: fixtureModel }, new Set(judged));
  return { atHome, elsewhere: elsewhere.map(({ path }) => path) };
}

describe("policy-pack/sinks/sweep", () => {
  it("finds what names a place elsewhere, by form or by the input's name, with its concrete path", () => {
    const props = {
      list: [{ key }, { key: key.replace("us-east-1", "eu-west-1") }],
      nested: { targetRegion: "eu-west-2", ownerId: "999999999999", bucket: "somebody-elses" },
      endpoint: "https://in.vendor.example",
      text: "s3://somebody-elses/x",
    };
    assert.deepEqual(swept(props), {
      atHome: 1,
      elsewhere: [
        "list[0].key",
        "nested.targetRegion",
        "nested.ownerId",
        "nested.bucket",
        "endpoint",
        "text",
      ],
    });
  });

  it("counts what names a place at home", () => {
    const props = {
      a: { accountId: "200000000001" },
      bucket: bucketName,
      url: "https://sqs.eu-west-1.amazonaws.com/q",
    };
    assert.deepEqual(swept(props), { atHome: 3, elsewhere: [] });
  });

  it("leaves out what the sink table has judged, with all that stands in it", () => {
    assert.deepEqual(swept({ list: [{ key }], other: key }, ["list[0]"]).elsewhere, ["other"]);
  });

  it("leaves out the resource's own region, policies, tags, principals, things of AWS and unknown values", () => {
    const props = {
      region: "us-east-1",
      policy: { Resource: key },
      tags: { origin: key },
      role: "arn:aws:iam::999999999999:role/x",
      managed: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      integration: "arn:aws:states:::sqs:sendMessage",
      targetRegion: UNKNOWN,
      service: "logs.amazonaws.com",
    };
    assert.deepEqual(swept(props), { atHome: 0, elsewhere: [] });
  });

  it("asks of a layer only where it is kept", () => {
    const layer = (region: string) =>
      swept({ layers: [`arn:aws:lambda:${region}:017000801446:layer:powertools:1`] });
    assert.deepEqual(layer("eu-west-1"), { atHome: 1, elsewhere: [] });
    assert.deepEqual(layer("us-east-1"), { atHome: 0, elsewhere: ["layers[0]"] });
  });

  it("asks of AWS's own buckets and images only where they are kept, and knows them by their whole name", () => {
    const arn = (region: string, account: string, what = "image/x") =>
      `arn:aws:sagemaker:${region}:${account}:${what}`;
    const named = [
      "s3://eu-west-1.elasticmapreduce/libs/script-runner/script-runner.jar",
      arn("eu-west-1", "819792524951"),
      arn("eu-west-1", "470317259841", "image-version/x/1"),
    ];
    assert.deepEqual(swept({ named }), { atHome: 3, elsewhere: [] });
    const near = [
      "s3://us-east-1.elasticmapreduce/libs/x.jar",
      "s3://eu-west-1.elasticmapreduce.vendor/libs/x.jar",
      "s3://aws-ssm-eu-west-9/x",
      arn("us-east-1", "885854791233"),
      arn("eu-west-1", "885854791233"),
      arn("eu-west-1", "819792524951", "model/x"),
    ];
    assert.deepEqual(swept({ near }), { atHome: 0, elsewhere: near.map((_, at) => `near[${at}]`) });
  });

  it("takes what AWS lets stand in us-east-1 only for its account's, where it has to be named", () => {
    const named = (account: string, region: string, type = "cloudfront/distribution") =>
      swept(
        {
          webAclId: `arn:aws:wafv2:${region}:${account}:global/webacl/open/1`,
          viewerCertificate: { acmCertificateArn: `arn:aws:acm:${region}:${account}:certificate/1` },
        },
        [],
        type,
      );
    const both = ["webAclId", "viewerCertificate.acmCertificateArn"];
    assert.deepEqual(named("200000000002", "us-east-1"), { atHome: 2, elsewhere: [] });
    assert.deepEqual(named("999999999999", "us-east-1").elsewhere, both);
    assert.deepEqual(named("200000000002", "us-west-2").elsewhere, both);
    assert.deepEqual(named("200000000002", "us-east-1", "lb/listener").elsewhere, both);
    assert.deepEqual(swept({ key }, [], "cloudfront/distribution").elsewhere, ["key"]);
    assert.deepEqual(swept({ keyManagementServiceArn: key }, [], "route53/keySigningKey").elsewhere, []);
  });

  it("leaves out a reviewed input, but not an ARN that stands there", () => {
    const checker = (region: string) => swept({ regions: [region] }, [], "route53/healthCheck").elsewhere;
    assert.deepEqual(checker("us-east-1"), []);
    assert.deepEqual(checker(key), ["regions[0]"]);
    assert.deepEqual(swept({ regions: ["us-east-1"] }).elsewhere, ["regions[0]"]);
  });

  it("never throws, whatever stands there", () => {
    const props = fc.dictionary(fc.string(), fc.anything());
    fc.assert(fc.property(props, (values) => swept(values).atHome >= 0));
  });
});
