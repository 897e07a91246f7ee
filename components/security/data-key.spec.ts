import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { DataKey, type DataKeyArgs } from "./data-key";

const given: DataKeyArgs = {
  home: homeOf("222200000004"),
  alias: "alias/mrd-trading-data-eu-prod",
  description: "d",
  tags: { "dp:domain": "trading" },
};
const run = (args: Partial<DataKeyArgs> = {}) =>
  record(() => new DataKey("key", { ...given, ...args }, { provider: new Provider("producer") }));

describe("DataKey", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const token = "meridian:security:DataKey";
    assertAccount(await run(), { provider: "producer", region: "eu-west-1", component: "key", token });
  });

  it("rotates yearly, waits thirty days to die, stays in one region and keeps its lockout check", async () => {
    const { inputs } = only(await run(), "aws:kms/key:Key");
    assert.deepEqual(inputs, {
      policy: inputs["policy"],
      region: "eu-west-1",
      description: "d",
      tags: { "dp:domain": "trading" },
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      multiRegion: false,
      bypassPolicyLockoutSafetyCheck: false,
    });
  });

  it("has a literal alias that points at the key", async () => {
    assert.deepEqual(only(await run(), "aws:kms/alias:Alias").inputs, {
      region: "eu-west-1",
      name: "alias/mrd-trading-data-eu-prod",
      targetKeyId: "key-key-id",
    });
  });

  it("lets its account administer but neither use nor grant it", async () => {
    const [root, ...others] = statementsOf(only(await run(), "aws:kms/key:Key"));
    assert.deepEqual(others, []);
    assert.deepEqual(root?.["Principal"], { AWS: "arn:aws:iam::222200000004:root" });
    const actions = root?.["Action"] as string[];
    assert.ok(actions.includes("kms:PutKeyPolicy"));
    const use = [
      "kms:*",
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:CreateGrant",
      "kms:ReplicateKey",
    ];
    assert.deepEqual(
      actions.filter((action) => use.includes(action)),
      [],
    );
  });

  it("names no principal without a condition, however it is used", async () => {
    const statements = statementsOf(
      only(
        await run({
          roles: [
            { sid: "Read", roleArns: ["arn:aws:iam::222200000005:role/r"], access: "read", via: "glue" },
            {
              sid: "Write",
              roleArns: ["arn:aws:iam::222200000004:role/w"],
              access: "write",
              via: "s3",
              buckets: ["b"],
            },
          ],
          services: [
            {
              sid: "Trail",
              service: "cloudtrail.amazonaws.com",
              actions: ["kms:GenerateDataKey*"],
              conditions: {
                StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:222200000004:trail/t" },
              },
            },
          ],
        }),
        "aws:kms/key:Key",
      ),
    ).slice(1);
    assert.deepEqual(
      statements.map(({ Sid }) => Sid),
      ["Read222200000005", "Write222200000004", "Trail"],
    );
    for (const statement of statements) {
      assert.notEqual(Object.keys(statement["Condition"] ?? {}).length, 0, String(statement["Sid"]));
      assert.notEqual(statement["Principal"], "*");
    }
    assert.deepEqual(statements[0]?.["Condition"], {
      StringEquals: { "kms:ViaService": "glue.eu-west-1.amazonaws.com" },
      ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::222200000005:role/r"] },
    });
  });

  it("refuses a principal that is not a role", async () => {
    await assert.rejects(
      run({ roles: [{ sid: "Bad", roleArns: ["222200000004"], access: "read", via: "s3" }] }),
      /^Error: Role grant: "222200000004" is not a role ARN; use arn:aws:iam::<12 digits>:role\/<path and name>\.$/,
    );
  });
});
