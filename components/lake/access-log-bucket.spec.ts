import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { groundOf } from "../testing/home";
import { record } from "../testing/record";
import { AccessLogBucket } from "./access-log-bucket";

const bucketName = "mrd-logs-222200000004-eu-west-1-an";
const run = () =>
  record(
    () =>
      new AccessLogBucket(
        "logs",
        { home: groundOf("222200000004"), bucketName, days: 2557, tags: { "dp:layer": "logs" } },
        { provider: new Provider("producer") },
      ),
  );

describe("AccessLogBucket", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const token = "meridian:lake:AccessLogBucket";
    assertAccount(await run(), { provider: "producer", region: "eu-west-1", component: "logs", token });
  });

  it("is encrypted by S3's own key, because S3 delivers under no other, and says so in a tag", async () => {
    const seen = await run();
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    assert.deepEqual(only(seen, encryption).inputs["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
    assert.deepEqual(only(seen, "aws:s3/bucket:Bucket").inputs["tags"], {
      "dp:layer": "logs",
      "dp:log-target": "true",
    });
  });

  it("is read, written and deleted by nobody but AWS's services", async () => {
    const [denied] = statementsOf(only(await run(), "aws:s3/bucketPolicy:BucketPolicy"));
    assert.deepEqual(denied, {
      Sid: "DenyUnnamedRoles",
      Effect: "Deny",
      Principal: "*",
      Action: ["s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*", "s3:RestoreObject"],
      Resource: `arn:aws:s3:::${bucketName}/*`,
      Condition: { Bool: { "aws:PrincipalIsAWSService": "false" } },
    });
  });

  it("takes deliveries only from S3 for buckets of the same account and platform, and logs itself nowhere", async () => {
    const seen = await run();
    const [, logs, inventory] = statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy"));
    assert.deepEqual(logs, {
      Sid: "DeliverAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucketName}/access/*`,
      Condition: {
        StringEquals: { "aws:SourceAccount": "222200000004" },
        ArnLike: { "aws:SourceArn": "arn:aws:s3:::mrd-*" },
      },
    });
    assert.equal(inventory?.["Resource"], `arn:aws:s3:::${bucketName}/inventory/*`);
    assert.deepEqual(
      seen.filter(({ type }) => type === "aws:s3/bucketLogging:BucketLogging"),
      [],
    );
  });
});
