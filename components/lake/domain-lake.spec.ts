import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { DomainLake, type DomainLakeArgs } from "./domain-lake";

const etl = "arn:aws:iam::222200000004:role/meridian/etl";
const registration = "arn:aws:iam::222200000001:role/meridian/registration";
const creator = "arn:aws:iam::222200000001:role/deploy";
const given: DomainLakeArgs = {
  home: homeOf("222200000004"),
  facts: {
    classification: "restricted",
    jurisdiction: "eu",
    domain: "trading",
    owner: "trading@bank.example",
    environment: "prod",
  },
  holdings: { personalData: "personal", obligation: true },
  days: { bronze: 2557, silver: 1827, gold: 1096, results: 7 },
  uses: [
    {
      sid: "Etl",
      roleArns: [etl],
      parts: { bronze: "read", silver: "write", gold: "write", results: "write" },
    },
    { sid: "Catalog", roleArns: [registration], parts: { bronze: "read", silver: "write", gold: "write" } },
    { sid: "Creator", roleArns: [creator], parts: { silver: "create", gold: "create" } },
  ],
};
const run = (args: Partial<DomainLakeArgs> = {}) =>
  record(() => new DomainLake("trading", { ...given, ...args }, { provider: new Provider("producer") }));
const bucketOf = (zone: string) => `mrd-trading-${zone}-222200000004-eu-west-1-an`;

describe("DomainLake", () => {
  it("places every child in the region, under the account's provider and its own name", async () => {
    const account = {
      provider: "producer",
      region: "eu-west-1",
      component: "trading",
      token: "meridian:lake:DomainLake",
    };
    assertAccount(await run(), account);
  });

  it("makes four tagged buckets under two keys, the results' key apart from the data's", async () => {
    const seen = await run();
    const buckets = seen.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ inputs }) => inputs);
    assert.deepEqual(
      buckets.map(({ bucket, tags }) => [bucket, (tags as Record<string, string>)["dp:layer"]]).sort(),
      ["bronze", "gold", "results", "silver"].map((zone) => [bucketOf(zone), zone]),
    );
    for (const { tags } of buckets) {
      const { "dp:personal-data": personalData, "dp:obligation": obligation } = tags as Record<
        string,
        string
      >;
      assert.deepEqual([personalData, obligation], ["personal", "true"]);
    }
    const keyOf = (zone: string) => {
      const encryption =
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
      const [rule] = only(seen, encryption, `trading-${zone}`).inputs["rules"] as {
        applyServerSideEncryptionByDefault: { kmsMasterKeyId: string };
      }[];
      return rule?.applyServerSideEncryptionByDefault.kmsMasterKeyId;
    };
    assert.deepEqual(["bronze", "silver", "gold", "results"].map(keyOf), [
      "arn:mock:trading-raw-key",
      "arn:mock:trading-tables-key",
      "arn:mock:trading-tables-key",
      "arn:mock:trading-results-key",
    ]);
  });

  it("lets ETL and the catalog's roles read bronze, write tables and see no results", async () => {
    const seen = await run();
    const sids = (zone: string) =>
      statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy", `trading-${zone}`))
        .map(({ Sid }) => Sid)
        .filter((sid) => /^(Read|Write)/.test(sid as string));
    assert.deepEqual(sids("bronze"), ["Read222200000004", "Read222200000001"]);
    assert.deepEqual(sids("silver"), ["Write222200000004", "Write222200000001"]);
    assert.deepEqual(sids("gold"), ["Write222200000004", "Write222200000001"]);
    assert.deepEqual(sids("results"), ["Write222200000004"]);
  });

  it("holds each role's use of a key to S3 and to the buckets that it works in", async () => {
    const statements = statementsOf(only(await run(), "aws:kms/key:Key", "trading-tables-key"));
    const catalog = statements.find(({ Sid }) => Sid === "CatalogWrite222200000001");
    assert.deepEqual(catalog, {
      Sid: "CatalogWrite222200000001",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222200000001:root" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": ["silver", "gold"].flatMap((zone) => [
            `arn:aws:s3:::${bucketOf(zone)}`,
            `arn:aws:s3:::${bucketOf(zone)}/*`,
          ]),
        },
        ArnEquals: { "aws:PrincipalArn": [registration] },
      },
    });
  });

  it("lets governance's deploy role write the metadata of new tables and keeps it from the data", async () => {
    const seen = await run();
    const about = (zone: string) =>
      statementsOf(only(seen, "aws:s3/bucketPolicy:BucketPolicy", `trading-${zone}`)).filter(({ Sid }) =>
        ["Create222200000001", "DenyDataToCreators"].includes(Sid as string),
      );
    const metadata = `arn:aws:s3:::${bucketOf("silver")}/*/metadata/*`;
    assert.deepEqual(about("silver"), [
      {
        Sid: "Create222200000001",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222200000001:root" },
        Action: ["s3:GetObject", "s3:PutObject"],
        Resource: metadata,
        Condition: { ArnEquals: { "aws:PrincipalArn": [creator] } },
      },
      {
        Sid: "DenyDataToCreators",
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*", "s3:RestoreObject"],
        NotResource: metadata,
        Condition: { ArnEquals: { "aws:PrincipalArn": [creator] } },
      },
    ]);
    assert.deepEqual([about("bronze"), about("results")], [[], []]);
  });

  it("locks bronze, and bronze only, where the law asks for records", async () => {
    const lockType = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
    const namesOf = (seen: Awaited<ReturnType<typeof run>>) =>
      seen.filter(({ type }) => type === lockType).map(({ name }) => name);
    assert.deepEqual(namesOf(await run()), []);
    assert.deepEqual(namesOf(await run({ bronzeLock: { mode: "COMPLIANCE", days: 2557 } })), [
      "trading-bronze",
    ]);
  });
});
