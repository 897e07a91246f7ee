import assert from "node:assert/strict";
import { join } from "node:path";

import { projectRoot } from "../project/root";
import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { loadContracts } from "./contract-files";
import { registryText } from "./registry-document";
import { accountId, days, home, names, plannedRegistry, region } from "./runtime/registry/testing";

const worker = `arn:aws:iam::${accountId}:role/meridian/${names.role}`;
const deployer = `arn:aws:iam::${accountId}:role/deploy`;
const functionArn = `arn:aws:lambda:${region}:${accountId}:function:${names.function}`;

describe("ContractRegistry", () => {
  it("registers its children in the region, under the account's provider and its own name", async () => {
    assertAccount(await plannedRegistry(), {
      provider: "governance",
      region,
      component: "registry",
      token: "meridian:catalog:ContractRegistry",
    });
  });

  it("puts each contract under its key, encrypted, as the text that the registry reads", async () => {
    const contracts = loadContracts(join(projectRoot(), "contracts"), new Set(["trading"]));
    const seen = await plannedRegistry({ contracts });
    const objects = seen.filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");
    assert.deepEqual(
      objects.map(({ name, inputs }) => [
        name,
        inputs["key"],
        inputs["content"],
        inputs["serverSideEncryption"],
      ]),
      contracts.map((contract) => [
        `registry-trading-${contract.name}`,
        `contracts/trading/${contract.name}.json`,
        registryText(contract, days),
        "aws:kms",
      ]),
    );
  });

  it("tells its queue of contracts only, made and removed", async () => {
    const { queues } = only(await plannedRegistry(), "aws:s3/bucketNotification:BucketNotification").inputs;
    assert.deepEqual(queues, [
      {
        id: "contracts",
        queueArn: `arn:aws:sqs:${region}:${accountId}:${names.queue}`,
        events: ["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
        filterPrefix: "contracts/",
        filterSuffix: ".json",
      },
    ]);
  });

  it("has a queue that only S3 sends to, for the registry's bucket", async () => {
    const policy = only(await plannedRegistry(), "aws:sqs/queuePolicy:QueuePolicy", "registry-queue");
    const allowed = statementsOf(policy).filter(({ Effect }) => Effect === "Allow");
    assert.deepEqual(
      allowed.map(({ Principal, Action, Condition }) => [Principal, Action, Condition]),
      [
        [
          { Service: "s3.amazonaws.com" },
          ["sqs:SendMessage"],
          {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${names.bucket}` },
          },
        ],
      ],
    );
  });

  it("keeps a table that can be restored, in prod one that cannot be deleted", async () => {
    const table = only(await plannedRegistry(), "aws:dynamodb/table:Table").inputs;
    assert.deepEqual(
      [table["hashKey"], table["rangeKey"], table["pointInTimeRecovery"], table["deletionProtectionEnabled"]],
      ["product", "entry", { enabled: true, recoveryPeriodInDays: 35 }, false],
    );
    const kept = only(await plannedRegistry({ home: { ...home, keep: true } }), "aws:dynamodb/table:Table");
    assert.equal(kept.inputs["deletionProtectionEnabled"], true);
  });

  it("lets its function read contracts and write entries, as that function only", async () => {
    const seen = await plannedRegistry();
    const own = statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy", "registry-worker-role-code"));
    const asFunction = { ArnEquals: { "lambda:SourceFunctionArn": functionArn } };
    assert.deepEqual(
      own
        .filter(({ Sid }) => !String(Sid).endsWith("Keys"))
        .map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      [
        [["s3:GetObject", "s3:GetObjectVersion"], [`arn:aws:s3:::${names.bucket}/contracts/*`], asFunction],
        [["s3:GetBucketLocation", "s3:ListBucket"], [`arn:aws:s3:::${names.bucket}`], asFunction],
        [["s3:ListBucketVersions"], [`arn:aws:s3:::${names.bucket}`], asFunction],
        [
          ["dynamodb:PutItem", "dynamodb:UpdateItem"],
          [`arn:aws:dynamodb:${region}:${accountId}:table/${names.table}`],
          asFunction,
        ],
      ],
    );
  });

  it("has a bucket that only the deployer writes and only the function reads", async () => {
    const statements = statementsOf(only(await plannedRegistry(), "aws:s3/bucketPolicy:BucketPolicy"));
    const rolesOf = (sid: string) => statements.find(({ Sid }) => String(Sid).startsWith(sid))?.["Condition"];
    assert.deepEqual(rolesOf("Read"), { ArnEquals: { "aws:PrincipalArn": [worker] } });
    assert.deepEqual(rolesOf("Write"), { ArnEquals: { "aws:PrincipalArn": [deployer] } });
    assert.deepEqual(rolesOf("DenyUnnamedRoles"), {
      ArnNotEquals: { "aws:PrincipalArn": [worker, deployer] },
      Bool: { "aws:PrincipalIsAWSService": "false" },
    });
  });

  it("has a key that S3 and the log use for its own bucket and log group, and that only the deployer may lend", async () => {
    const statements = statementsOf(only(await plannedRegistry(), "aws:kms/key:Key"));
    const services = statements.filter(({ Principal }) => "Service" in (Principal as object));
    assert.deepEqual(
      services.map(({ Principal, Condition }) => [(Principal as { Service: string }).Service, Condition]),
      [
        [
          "s3.amazonaws.com",
          {
            StringEquals: { "aws:SourceAccount": accountId },
            ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${names.bucket}` },
          },
        ],
        [
          `logs.${region}.amazonaws.com`,
          {
            ArnEquals: {
              "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:${region}:${accountId}:log-group:/aws/lambda/${names.function}`,
            },
          },
        ],
      ],
    );
    const lent = statements.filter(({ Action }) => (Action as string[]).includes("kms:CreateGrant"));
    assert.deepEqual(
      lent.map(({ Condition }) => Condition),
      ["dynamodb", "lambda"].map((service) => ({
        StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` },
        Bool: { "kms:GrantIsForAWSResource": "true" },
        ArnEquals: { "aws:PrincipalArn": [deployer] },
      })),
    );
  });
});
