import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { ConfigRecorder, type OwnArchive } from "./config-recorder";

const archive = { bucketName: "mrd-audit", keyArn: "arn:aws:kms:eu-west-1:222200000002:key/k" };
const recorderRun = (days: number, own?: OwnArchive) =>
  record(
    () =>
      new ConfigRecorder(
        "recorder",
        {
          home: homeOf("222200000004"),
          roleName: "mrd-recorder",
          archive,
          own,
          days,
          tags: { "dp:layer": "audit" },
        },
        { provider: new Provider("producer") },
      ),
  );

describe("ConfigRecorder", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const token = "meridian:security:ConfigRecorder";
    assertAccount(await recorderRun(2557), {
      provider: "producer",
      region: "eu-west-1",
      component: "recorder",
      token,
    });
  });

  it("records everything and starts only after its channel", async () => {
    const seen = await recorderRun(2557);
    const order = seen.map(({ type }) => type).filter((type) => type.startsWith("aws:cfg/"));
    assert.ok(
      order.indexOf("aws:cfg/recorder:Recorder") < order.indexOf("aws:cfg/deliveryChannel:DeliveryChannel"),
    );
    assert.equal(order.at(-1), "aws:cfg/recorderStatus:RecorderStatus");
    assert.deepEqual(only(seen, "aws:cfg/recorder:Recorder").inputs["recordingGroup"], {
      allSupported: true,
      includeGlobalResourceTypes: true,
    });
    assert.equal(only(seen, "aws:cfg/recorderStatus:RecorderStatus").inputs["isEnabled"], true);
  });

  it("asks for no more history than Config keeps", async () => {
    const type = "aws:cfg/retentionConfiguration:RetentionConfiguration";
    const daysOf = async (days: number) =>
      only(await recorderRun(days), type).inputs["retentionPeriodInDays"];
    assert.deepEqual([await daysOf(400), await daysOf(3653)], [400, 2557]);
  });

  it("assumes a read-only role that nothing can widen, only for its own account", async () => {
    const { inputs } = only(await recorderRun(2557), "aws:iam/role:Role");
    assert.equal(inputs["permissionsBoundary"], "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole");
    const role = { ...only(await recorderRun(2557), "aws:iam/role:Role") };
    assert.deepEqual(statementsOf(role, "assumeRolePolicy"), [
      {
        Sid: "ServiceOfThisAccount",
        Effect: "Allow",
        Principal: { Service: "config.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": "222200000004" } },
      },
    ]);
  });

  it("may deliver as its role in the archive's own account, and there only to its own folder", async () => {
    const own = { bucketName: "mrd-history", boundaryName: "mrd-recorder" };
    const elsewhere = await recorderRun(2557);
    assert.deepEqual(
      elsewhere.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy"),
      [],
    );
    const seen = await recorderRun(2557, own);
    const deliver = statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy"));
    assert.deepEqual(
      deliver.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["s3:PutObject", "s3:PutObjectAcl"], "arn:aws:s3:::mrd-history/AWSLogs/222200000004/Config/*"],
        [["s3:GetBucketAcl", "s3:ListBucket"], "arn:aws:s3:::mrd-history"],
        [["kms:Decrypt", "kms:GenerateDataKey"], "arn:aws:kms:eu-west-1:222200000004:key/*"],
      ],
    );
    const boundary = only(seen, "aws:iam/policy:Policy");
    assert.equal(only(seen, "aws:iam/role:Role").inputs["permissionsBoundary"], "arn:mock:recorder-boundary");
    const limits = statementsOf(boundary);
    assert.deepEqual(limits.slice(2), deliver);
    assert.deepEqual(limits[0]?.["NotAction"], ["iam:*", "kms:*", "organizations:*", "s3:*", "sts:*"]);
    const guarded = limits[1]?.["Action"] as string[];
    assert.deepEqual(
      guarded.filter((action) => !/:(Get|List|Describe|GenerateCredentialReport)/.test(action)),
      [],
    );
    assert.ok(!guarded.some((action) => ["s3:Get*", "s3:GetObject"].includes(action)));
  });
});
