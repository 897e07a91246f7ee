import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { ZoneBucket, type ZoneBucketArgs } from "./zone-bucket";

const etl = "arn:aws:iam::222200000004:role/meridian/etl";
const catalog = "arn:aws:iam::222200000001:role/meridian/catalog";
const logBucket = "mrd-trading-logs-222200000004-eu-west-1-an";
const given: ZoneBucketArgs = {
  home: homeOf("222200000004", { logBucket }),
  bucketName: "mrd-trading-gold-222200000004-eu-west-1-an",
  keyArn: "arn:aws:kms:eu-west-1:222200000004:key/k",
  lifecycle: { kind: "table", days: 1096 },
  access: { readers: [catalog], writers: [etl] },
  tags: { "dp:layer": "gold" },
};
const run = (args: Partial<ZoneBucketArgs> = {}) =>
  record(() => new ZoneBucket("gold", { ...given, ...args }, { provider: new Provider("trading") }));

describe("ZoneBucket", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const seen = await run();
    assertAccount(seen, {
      provider: "trading",
      region: "eu-west-1",
      component: "gold",
      token: "meridian:lake:ZoneBucket",
    });
    assert.deepEqual(
      seen
        .map(({ type }) => type)
        .filter((type) => type.startsWith("aws:s3/"))
        .sort(),
      [
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        "aws:s3/bucketLogging:BucketLogging",
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:s3/inventory:Inventory",
      ],
    );
  });

  it("registers a literal name and never deletes a bucket that holds objects", async () => {
    const bucket = only(await run(), "aws:s3/bucket:Bucket");
    assert.deepEqual(bucket.inputs, {
      region: "eu-west-1",
      bucket: "mrd-trading-gold-222200000004-eu-west-1-an",
      bucketNamespace: "account-regional",
      tags: { "dp:layer": "gold" },
      forceDestroy: false,
    });
  });

  it("encrypts under the given key with bucket keys and refuses keys that callers bring", async () => {
    const { inputs } = only(
      await run(),
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    assert.deepEqual(inputs["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: given.keyArn },
        bucketKeyEnabled: true,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("blocks public access in all four ways, enforces the owner and keeps versions", async () => {
    const seen = await run();
    const on = { region: "eu-west-1", bucket: given.bucketName };
    assert.deepEqual(only(seen, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs, {
      ...on,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(only(seen, "aws:s3/bucketOwnershipControls:BucketOwnershipControls").inputs, {
      ...on,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    assert.deepEqual(only(seen, "aws:s3/bucketVersioning:BucketVersioning").inputs, {
      ...on,
      versioningConfiguration: { status: "Enabled" },
    });
  });

  it("denies plain transport, old TLS, other organizations and unnamed roles, and allows the named ones", async () => {
    const statements = statementsOf(only(await run(), "aws:s3/bucketPolicy:BucketPolicy"));
    const bySid = new Map(statements.map((statement) => [statement["Sid"], statement]));
    assert.deepEqual(
      [...bySid.keys()],
      [
        "Read222200000001",
        "Write222200000004",
        "List222200000001",
        "List222200000004",
        "DenyUnnamedRoles",
        "DenyPlainTransport",
        "DenyOldTls",
        "DenyOtherOrganizations",
      ],
    );
    const everything = [`arn:aws:s3:::${given.bucketName}`, `arn:aws:s3:::${given.bucketName}/*`];
    assert.deepEqual(bySid.get("DenyPlainTransport"), {
      Sid: "DenyPlainTransport",
      Effect: "Deny",
      Principal: "*",
      Resource: everything,
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    assert.deepEqual(bySid.get("DenyOldTls")?.["Condition"], { NumericLessThan: { "s3:TlsVersion": "1.2" } });
    assert.deepEqual(bySid.get("DenyOtherOrganizations")?.["Condition"], {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    });
    assert.deepEqual(bySid.get("DenyUnnamedRoles")?.["Condition"], {
      ArnNotEquals: { "aws:PrincipalArn": [catalog, etl] },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    });
    assert.deepEqual(bySid.get("Read222200000001")?.["Principal"], { AWS: "arn:aws:iam::222200000001:root" });
    assert.deepEqual(bySid.get("Read222200000001")?.["Condition"], {
      ArnEquals: { "aws:PrincipalArn": [catalog] },
    });
  });

  it("logs and inventories into the account's log bucket", async () => {
    const seen = await run();
    assert.equal(only(seen, "aws:s3/bucketLogging:BucketLogging").inputs["targetBucket"], logBucket);
    const inventory = only(seen, "aws:s3/inventory:Inventory").inputs["destination"] as {
      bucket: Record<string, unknown>;
    };
    assert.equal(inventory.bucket["bucketArn"], `arn:aws:s3:::${logBucket}`);
    assert.equal(inventory.bucket["accountId"], "222200000004");
  });

  it("has no object lock unless asked, and sets it at creation when asked", async () => {
    const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    const unlocked = await run();
    assert.deepEqual(
      unlocked.filter(({ type }) => type === lockType),
      [],
    );
    assert.equal(only(unlocked, "aws:s3/bucket:Bucket").inputs["objectLockEnabled"], undefined);

    const locked = await run({ lock: { mode: "COMPLIANCE", days: 2557 } });
    assert.equal(only(locked, "aws:s3/bucket:Bucket").inputs["objectLockEnabled"], true);
    assert.deepEqual(only(locked, lockType).inputs, {
      region: "eu-west-1",
      bucket: given.bucketName,
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: { mode: "COMPLIANCE", days: 2557 } },
    });
  });
});
