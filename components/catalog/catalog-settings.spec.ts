import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { record } from "../testing/record";
import { CatalogSettings } from "./catalog-settings";
import { accountId, home, where } from "./component-fixtures";

describe("CatalogSettings", () => {
  const given = {
    home,
    admins: [`arn:aws:iam::${accountId}:role/deploy`],
    crossAccountVersion: "4",
    keyArn: "arn:aws:kms:eu-west-1:111111111111:key/k",
  } as const;
  const make = () =>
    record(() => new CatalogSettings("catalog", given, { provider: new Provider("governance") }));

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("catalog", "meridian:catalog:CatalogSettings"));
  });

  it("leaves nothing to IAM principals and external engines", async () => {
    const settings = only(await make(), "aws:lakeformation/dataLakeSettings:DataLakeSettings");
    assert.deepEqual(settings.inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      admins: given.admins,
      createDatabaseDefaultPermissions: [],
      createTableDefaultPermissions: [],
      parameters: { CROSS_ACCOUNT_VERSION: "4" },
      trustedResourceOwners: [],
      allowExternalDataFiltering: false,
      allowFullTableExternalDataAccess: false,
    });
  });

  it("encrypts metadata and passwords with the given key", async () => {
    const encryption = only(
      await make(),
      "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
    );
    assert.deepEqual(encryption.inputs["dataCatalogEncryptionSettings"], {
      encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: given.keyArn },
      connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: given.keyArn },
    });
  });

  it("lets RAM share and keeps everybody outside the organization out", async () => {
    const policy = only(await make(), "aws:glue/resourcePolicy:ResourcePolicy");
    assert.equal(policy.inputs["enableHybrid"], "TRUE");
    const everything = ["catalog", "database/*", "table/*/*"].map(
      (each) => `arn:aws:glue:eu-west-1:${accountId}:${each}`,
    );
    assert.deepEqual(statementsOf(policy), [
      {
        Sid: "ShareThroughRam",
        Effect: "Allow",
        Principal: { Service: "ram.amazonaws.com" },
        Action: "glue:ShareResource",
        Resource: everything,
      },
      {
        Sid: "NobodyOutsideTheOrganization",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "glue:*",
        Resource: everything,
        Condition: {
          StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ]);
  });

  it("refuses to have no admins", async () => {
    await assert.rejects(
      record(
        () =>
          new CatalogSettings("catalog", { ...given, admins: [] }, { provider: new Provider("governance") }),
      ),
      { message: 'CatalogSettings "catalog": no admins; name at least the deploy role.' },
    );
  });
});
