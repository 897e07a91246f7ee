import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { AuditArchive } from "./audit-archive";
import { AuditTrail } from "./audit-trail";

const fromOurs = { "aws:SourceOrgID": "o-abcdefghij" };
const trails = "arn:aws:cloudtrail:eu-west-1:*:trail/audit";
const fromTrails = { ArnLike: { "aws:SourceArn": trails } };
const recorderRoleArn = "arn:aws:iam::222200000002:role/meridian/mrd-recorder";
const archiveRun = (keep: boolean) =>
  record(
    () =>
      new AuditArchive(
        "archive",
        {
          home: homeOf("222200000002", { keep }),
          bucketName: "mrd-audit",
          historyBucketName: "mrd-history",
          keyAlias: "alias/audit",
          recorderRoleArn,
          days: 2557,
          trailName: "audit",
          tags: { "dp:layer": "audit" },
        },
        { provider: new Provider("security") },
      ),
  );
const archive = { bucketName: "mrd-audit", keyArn: "arn:aws:kms:eu-west-1:222200000002:key/k" };
const trailRun = (dataBuckets: string[]) =>
  record(
    () =>
      new AuditTrail(
        "trail",
        {
          home: homeOf("222200000004"),
          trailName: "audit",
          archive,
          dataBuckets,
          tags: { "dp:layer": "audit" },
        },
        { provider: new Provider("producer") },
      ),
  );
describe("AuditArchive", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const token = "meridian:security:AuditArchive";
    assertAccount(await archiveRun(true), {
      provider: "security",
      region: "eu-west-1",
      component: "archive",
      token,
    });
  });

  it("locks records for their whole time in prod, and for a day that can be lifted elsewhere", async () => {
    const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    const lockOf = async (keep: boolean) => only(await archiveRun(keep), lockType).inputs["rule"];
    assert.deepEqual(await lockOf(true), { defaultRetention: { mode: "COMPLIANCE", days: 2557 } });
    assert.deepEqual(await lockOf(false), { defaultRetention: { mode: "GOVERNANCE", days: 1 } });
    const bucket = only(await archiveRun(true), "aws:s3/bucket:Bucket", "archive");
    assert.equal(bucket.inputs["objectLockEnabled"], true);
  });

  it("keeps histories in a bucket without a lock: Config delivers to none with a default retention", async () => {
    const seen = await archiveRun(true);
    const history = only(seen, "aws:s3/bucket:Bucket", "archive-history").inputs;
    assert.equal(history["bucket"], "mrd-history");
    assert.equal("objectLockEnabled" in history, false);
    const locks = seen.filter(({ type }) => type.includes("ObjectLock"));
    assert.deepEqual(
      locks.map(({ name }) => name),
      ["archive"],
    );
    assert.equal(
      only(seen, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "archive-history").name,
      "archive-history",
    );
  });

  it("keeps everybody but AWS's services from its objects, and from histories everybody but its own recorder besides", async () => {
    const seen = await archiveRun(true);
    const conditionOf = (name: string) =>
      statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy", name)).find(
        ({ Sid }) => Sid === "DenyUnnamedRoles",
      )?.["Condition"];
    const Bool = { "aws:PrincipalIsAWSService": "false" };
    assert.deepEqual(conditionOf("archive"), { Bool });
    assert.deepEqual(conditionOf("archive-history"), {
      ArnNotEquals: { "aws:PrincipalArn": [recorderRoleArn] },
      Bool,
    });
  });

  it("admits deliveries of the organization only, and CloudTrail's only of trails of the platform's name", async () => {
    const seen = await archiveRun(true);
    const statements = ["archive", "archive-history"].flatMap((name) =>
      statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy", name)),
    );
    const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };
    assert.deepEqual(
      statements
        .filter(({ Effect }) => Effect === "Allow")
        .map(({ Sid, Principal, Resource, Condition }) => [Sid, Principal, Resource, Condition]),
      [
        [
          "TrailsCheckOwner",
          { Service: "cloudtrail.amazonaws.com" },
          "arn:aws:s3:::mrd-audit",
          { StringEquals: fromOurs, ...fromTrails },
        ],
        [
          "Trails",
          { Service: "cloudtrail.amazonaws.com" },
          "arn:aws:s3:::mrd-audit/AWSLogs/*",
          { StringEquals: { ...fromOurs, ...acl }, ...fromTrails },
        ],
        [
          "RecordersCheckOwner",
          { Service: "config.amazonaws.com" },
          "arn:aws:s3:::mrd-history",
          { StringEquals: fromOurs },
        ],
        [
          "Recorders",
          { Service: "config.amazonaws.com" },
          "arn:aws:s3:::mrd-history/AWSLogs/*/Config/*",
          { StringEquals: { ...fromOurs, ...acl } },
        ],
      ],
    );
  });

  it("lets no role but its own recorder use the archive's key; the services encrypt for the organization only", async () => {
    const [, ownUse, ...services] = statementsOf(only(await archiveRun(true), "aws:kms/key:Key"));
    assert.deepEqual(ownUse?.["Condition"], {
      StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      StringLike: {
        "kms:EncryptionContext:aws:s3:arn": ["arn:aws:s3:::mrd-history", "arn:aws:s3:::mrd-history/*"],
      },
      ArnEquals: { "aws:PrincipalArn": [recorderRoleArn] },
    });
    assert.deepEqual(
      services.map(({ Sid, Condition }) => [Sid, Condition]),
      [
        [
          "TrailsEncrypt",
          {
            StringEquals: fromOurs,
            ...fromTrails,
            StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
          },
        ],
        ["TrailsDescribe", { StringEquals: fromOurs, ...fromTrails }],
        ["RecordersEncrypt", { StringEquals: fromOurs }],
      ],
    );
  });
});

describe("AuditTrail", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const token = "meridian:security:AuditTrail";
    assertAccount(await trailRun([]), {
      provider: "producer",
      region: "eu-west-1",
      component: "trail",
      token,
    });
  });

  it("records management calls and every object access of the account's data, validated and encrypted", async () => {
    const { inputs } = only(await trailRun(["mrd-gold"]), "aws:cloudtrail/trail:Trail");
    assert.deepEqual(inputs, {
      region: "eu-west-1",
      name: "audit",
      s3BucketName: "mrd-audit",
      kmsKeyId: archive.keyArn,
      tags: { "dp:layer": "audit" },
      enableLogging: true,
      enableLogFileValidation: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: true,
      isOrganizationTrail: false,
      advancedEventSelectors: [
        { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
          name: "lake-objects",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
            { field: "resources.ARN", startsWiths: ["arn:aws:s3:::mrd-gold/"] },
          ],
        },
      ],
    });
  });

  it("asks for no data events where the account holds no data: an empty selector would be refused", async () => {
    const { inputs } = only(await trailRun([]), "aws:cloudtrail/trail:Trail");
    assert.deepEqual(inputs["advancedEventSelectors"], [
      { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
    ]);
  });
});
