import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { FeatureStorage } from "../lake/feature-storage";
import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { AnalyticsWorkspace, type AnalyticsWorkspaceArgs } from "./analytics-workspace";
import { AthenaWorkgroup, type AthenaWorkgroupArgs } from "./athena-workgroup";

const accountId = "222200000009";
const home = homeOf(accountId);
const facts = {
  classification: "restricted",
  jurisdiction: "eu",
  domain: "risk",
  owner: "risk@bank.example",
  environment: "prod",
} as const;
const account = (component: string, token: string) => ({
  provider: "consumer",
  region: "eu-west-1",
  component,
  token,
});

describe("AthenaWorkgroup", () => {
  const given: AthenaWorkgroupArgs = {
    home,
    workgroupName: "mrd-risk",
    description: "d",
    resultsBucket: "mrd-risk-results",
    keyArn: "arn:aws:kms:eu-west-1:222200000009:key/k",
    scanLimitGiB: 10,
    tags: { "dp:layer": "results" },
  };
  const run = (scanLimitGiB = 10) =>
    record(
      () => new AthenaWorkgroup("wg", { ...given, scanLimitGiB }, { provider: new Provider("consumer") }),
    );

  it("places its workgroup in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), account("wg", "meridian:warehouse:AthenaWorkgroup"));
  });

  it("enforces where results go, under which key, and how much a query may scan", async () => {
    assert.deepEqual(only(await run(), "aws:athena/workgroup:Workgroup").inputs, {
      region: "eu-west-1",
      name: "mrd-risk",
      description: "d",
      state: "ENABLED",
      tags: { "dp:layer": "results" },
      forceDestroy: false,
      configuration: {
        bytesScannedCutoffPerQuery: 10_737_418_240,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: "s3://mrd-risk-results/queries/",
          expectedBucketOwner: accountId,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: given.keyArn },
        },
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        requesterPaysEnabled: false,
      },
    });
  });

  for (const limit of [0, 1.5]) {
    it(`refuses a scan limit of ${limit} GiB`, async () => {
      await assert.rejects(run(limit), {
        message: `AthenaWorkgroup "wg": scan limit ${limit} GiB is not allowed; use a whole number from 1.`,
      });
    });
  }
});

describe("AnalyticsWorkspace", () => {
  const given: AnalyticsWorkspaceArgs = {
    home,
    facts,
    catalog: {
      accountId: "222200000001",
      keyAlias: "alias/catalog",
      tables: [],
    },
    scanLimitGiB: 10,
    days: { results: 7, reports: 2557 },
  };
  const run = (args: Partial<AnalyticsWorkspaceArgs> = {}) =>
    record(
      () => new AnalyticsWorkspace("risk", { ...given, ...args }, { provider: new Provider("consumer") }),
    );
  const roleArn = "arn:aws:iam::222200000009:role/meridian/mrd-risk-analyst-eu-prod";

  it("places every child in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), account("risk", "meridian:warehouse:AnalyticsWorkspace"));
  });

  it("keeps results for days and reports for years, for its analysts only", async () => {
    const seen = await run();
    const expiryOf = (purpose: string) => {
      const type = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
      return (only(seen, type, `risk-${purpose}`).inputs["rules"] as { expiration: unknown }[])[0]
        ?.expiration;
    };
    assert.deepEqual([expiryOf("results"), expiryOf("reports")], [{ days: 7 }, { days: 2557 }]);
    for (const purpose of ["results", "reports"]) {
      const deny = statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy", `risk-${purpose}`)).find(
        ({ Sid }) => Sid === "DenyUnnamedRoles",
      );
      assert.deepEqual((deny?.["Condition"] as Record<string, unknown>)["ArnNotEquals"], {
        "aws:PrincipalArn": [roleArn],
      });
    }
  });

  it("gives analysts no way to source data but what Lake Formation lends", async () => {
    const statements = statementsOf(only(await run(), "aws:iam/rolePolicy:RolePolicy"));
    const s3 = statements.filter(({ Action }) => JSON.stringify(Action).includes("s3:"));
    assert.deepEqual(
      s3.flatMap(({ Resource }) => Resource),
      [
        "arn:aws:s3:::mrd-risk-results-222200000009-eu-west-1-an/*",
        "arn:aws:s3:::mrd-risk-reports-222200000009-eu-west-1-an/*",
        "arn:aws:s3:::mrd-risk-results-222200000009-eu-west-1-an",
        "arn:aws:s3:::mrd-risk-reports-222200000009-eu-west-1-an",
      ],
    );
    assert.deepEqual(statements.filter(({ Sid }) => Sid === "BorrowData").length, 1);
    assert.deepEqual(
      statements
        .flatMap(({ Action }) => Action as string[])
        .filter((action) => /Put.*Policy|Grant|\*$/.test(action)),
      [],
    );
  });

  it("lets analysts read the entries of both catalogs under both keys, and Athena's default database", async () => {
    const statements = statementsOf(only(await run(), "aws:iam/rolePolicy:RolePolicy"));
    const viaGlue = statements.filter(({ Condition }) => JSON.stringify(Condition ?? {}).includes('"glue.'));
    assert.deepEqual(
      viaGlue.map(({ Sid, Action, Resource }) => [Sid, Action, Resource]),
      [
        ["ReadOwnCatalog", ["kms:Decrypt"], "arn:aws:kms:eu-west-1:222200000009:key/*"],
        ["ReadSharedCatalog", ["kms:Decrypt"], "arn:aws:kms:eu-west-1:222200000001:key/*"],
      ],
    );
    assert.deepEqual(statements.find(({ Sid }) => Sid === "ReadCatalog")?.["Resource"], [
      "arn:aws:glue:eu-west-1:222200000009:catalog",
      "arn:aws:glue:eu-west-1:222200000009:database/mrd_*_eu_prod",
      "arn:aws:glue:eu-west-1:222200000009:table/mrd_*_eu_prod/*",
      "arn:aws:glue:eu-west-1:222200000009:database/default",
      "arn:aws:glue:eu-west-1:222200000001:catalog",
      "arn:aws:glue:eu-west-1:222200000001:database/mrd_*_eu_prod",
      "arn:aws:glue:eu-west-1:222200000001:table/mrd_*_eu_prod/*",
    ]);
  });

  it("adds what the role may do with further stores", async () => {
    const features = {
      Sid: "Features",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: "arn:aws:s3:::f/*",
    } as const;
    const [without, withStores] = [await run(), await run({ stores: [features] })].map((seen) =>
      statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy")),
    );
    assert.deepEqual(withStores, [...(without ?? []), features]);
  });
});

describe("FeatureStorage", () => {
  const run = () =>
    record(
      () =>
        new FeatureStorage(
          "features",
          {
            home,
            store: {
              region: "eu-west-1",
              accountId: "222200000009",
              parts: { features: { kind: "bucket", name: "mrd-ml-features", keyAlias: "alias/features" } },
            },
            facts,
            days: 1096,
            uses: [
              {
                sid: "Features",
                roleArns: ["arn:aws:iam::222200000009:role/ml"],
                parts: { features: "write" },
              },
            ],
          },
          { provider: new Provider("consumer") },
        ),
    );

  it("places every child in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), account("features", "meridian:lake:FeatureStorage"));
  });

  it("is a bucket of tables, tagged as features, that never expires by age", async () => {
    const seen = await run();
    const tags = only(seen, "aws:s3/bucket:Bucket").inputs["tags"] as Record<string, string>;
    assert.deepEqual([tags["dp:layer"], tags["dp:classification"]], ["feature", "Restricted"]);
    const rules = only(seen, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs[
      "rules"
    ];
    assert.equal((rules as { expiration?: unknown }[])[0]?.expiration, undefined);
  });
});
