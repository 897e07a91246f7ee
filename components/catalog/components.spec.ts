import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record, type Registration } from "../testing/record";
import { CatalogSettings } from "./catalog-settings";
import { DomainDatabase } from "./domain-database";
import { OptimizerRole } from "./optimizer-role";
import { RegisteredLocation } from "./registered-location";
import { TagOntology } from "./tag-ontology";

const accountId = "111111111111";
const home = homeOf(accountId);
const tags = { "dp:domain": "trading", "dp:layer": "platform" };
const buckets = { silver: "mrd-trading-silver-eu-euw1-prod", gold: "mrd-trading-gold-eu-euw1-prod" };
const data: PolicyStatement[] = [
  {
    Sid: "Data",
    Effect: "Allow",
    Action: ["s3:GetObject"],
    Resource: "arn:aws:s3:::mrd-trading-gold-eu-euw1-prod/*",
  },
];

const registered = (make: (opts: pulumi.ComponentResourceOptions) => unknown): Promise<Registration[]> =>
  record(() => make({ provider: new Provider("governance", { region: "eu-west-1" }) }));
const where = (component: string, token: string) => ({
  provider: "governance",
  region: "eu-west-1",
  component,
  token,
});

/** Registrations of one type in the order of their names: they arrive in any order. */
const byName = (seen: readonly Registration[], type: string): Registration[] =>
  seen.filter((each) => each.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));

describe("CatalogSettings", () => {
  const given = {
    home,
    admins: [`arn:aws:iam::${accountId}:role/deploy`],
    crossAccountVersion: "4",
    keyArn: "arn:aws:kms:eu-west-1:111111111111:key/k",
  } as const;
  const make = () => registered((opts) => new CatalogSettings("catalog", given, opts));

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
      registered((opts) => new CatalogSettings("catalog", { ...given, admins: [] }, opts)),
      { message: 'CatalogSettings "catalog": no admins; name at least the deploy role.' },
    );
  });
});

describe("TagOntology", () => {
  const make = (values: Record<string, string[]>) =>
    registered((opts) => new TagOntology("tags", { home, values, after: [] }, opts));

  it("stands in its account and region", async () => {
    assertAccount(await make({ layer: ["gold"] }), where("tags", "meridian:catalog:TagOntology"));
  });

  it("makes one tag per key with all its values", async () => {
    const seen = await make({ layer: ["silver", "gold"], pii: ["none"] });
    const made = byName(seen, "aws:lakeformation/lfTag:LfTag");
    assert.deepEqual(
      made.map(({ name, inputs }) => [name, inputs]),
      [
        [
          "tags-layer",
          { region: "eu-west-1", catalogId: accountId, key: "layer", values: ["silver", "gold"] },
        ],
        ["tags-pii", { region: "eu-west-1", catalogId: accountId, key: "pii", values: ["none"] }],
      ],
    );
  });

  it("refuses a key without values, and one with more than the service takes", async () => {
    await assert.rejects(make({ product: [] }), {
      message: 'TagOntology "tags": product has 0 values; give 1 to 1000.',
    });
    const many = Array.from({ length: 1001 }, (_, index) => `p${index}`);
    await assert.rejects(make({ product: many }), {
      message: 'TagOntology "tags": product has 1001 values; give 1 to 1000.',
    });
  });
});

describe("RegisteredLocation", () => {
  const given = {
    home,
    buckets,
    data,
    roleName: "mrd-registration",
    tags,
    after: [],
  };
  const make = () => registered((opts) => new RegisteredLocation("trading", given, opts));

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("trading", "meridian:catalog:RegisteredLocation"));
  });

  it("registers each bucket by the custom role, hybrid access off", async () => {
    const seen = await make();
    const locations = byName(seen, "aws:lakeformation/resource:Resource");
    assert.deepEqual(
      locations.map(({ name, inputs }) => [name, inputs]),
      ["gold", "silver"].map((layer) => [
        `trading-${layer}`,
        {
          region: "eu-west-1",
          arn: `arn:aws:s3:::mrd-trading-${layer}-eu-euw1-prod`,
          roleArn: "arn:mock:trading",
          useServiceLinkedRole: false,
          hybridAccessEnabled: false,
          withFederation: false,
          withPrivilegedAccess: false,
        },
      ]),
    );
  });

  it("is trusted by Lake Formation of this account only, and bounded", async () => {
    const role = only(await make(), "aws:iam/role:Role");
    assert.equal(role.inputs["permissionsBoundary"], home.boundaryArn);
    assert.deepEqual(
      statementsOf(role, "assumeRolePolicy").map(({ Principal, Condition }) => ({ Principal, Condition })),
      [
        {
          Principal: { Service: "lakeformation.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": accountId } },
        },
      ],
    );
  });

  it("may do with the domain's data what its row of access says, and no more", async () => {
    assert.deepEqual(statementsOf(only(await make(), "aws:iam/rolePolicy:RolePolicy")), data);
  });
});

describe("OptimizerRole", () => {
  const given = {
    home,
    data,
    catalogKeyAlias: "alias/mrd-catalog",
    roleName: "mrd-optimizer",
    tags,
    after: [],
  };
  const make = () =>
    registered(
      (opts) =>
        new OptimizerRole("trading", { ...given, domain: "trading", databases: ["mrd_trading_gold"] }, opts),
    );

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("trading", "meridian:catalog:OptimizerRole"));
  });

  it("is granted the domain's tables by tag, without passing it on", async () => {
    const grant = only(await make(), "aws:lakeformation/permissions:Permissions");
    assert.deepEqual(grant.inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      principal: `arn:aws:iam::${accountId}:role/meridian/mrd-optimizer`,
      permissions: ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"],
      permissionsWithGrantOptions: [],
      lfTagPolicy: {
        catalogId: accountId,
        resourceType: "TABLE",
        expressions: [{ key: "domain", values: ["trading"] }],
      },
    });
  });

  it("changes tables of its own databases only", async () => {
    const policy = only(await make(), "aws:iam/rolePolicy:RolePolicy", "trading-catalog");
    assert.deepEqual(statementsOf(policy)[0], {
      Sid: "DomainTables",
      Effect: "Allow",
      Action: ["glue:GetDatabase", "glue:GetTable", "glue:UpdateTable"],
      Resource: [
        `arn:aws:glue:eu-west-1:${accountId}:catalog`,
        `arn:aws:glue:eu-west-1:${accountId}:database/mrd_trading_gold`,
        `arn:aws:glue:eu-west-1:${accountId}:table/mrd_trading_gold/*`,
      ],
    });
  });

  it("may use the catalog's key through Glue: the entries that it rewrites are encrypted", async () => {
    const policy = only(await make(), "aws:iam/rolePolicy:RolePolicy", "trading-catalog");
    const [use] = statementsOf(policy).filter(({ Sid }) => Sid === "CatalogKey");
    assert.deepEqual(use?.["Action"], ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"]);
    assert.deepEqual(use?.["Condition"], {
      StringEquals: { "kms:ViaService": "glue.eu-west-1.amazonaws.com" },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/mrd-catalog"] },
    });
  });
});

describe("DomainDatabase", () => {
  const given = {
    home,
    databaseName: "mrd_trading_gold_eu_prod",
    description: "Gold tables of trading.",
    bucket: buckets.gold,
    lfTags: { layer: "gold", domain: "trading" },
    tags,
    after: [],
  };
  const make = () => registered((opts) => new DomainDatabase("trading-gold", given, opts));

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("trading-gold", "meridian:catalog:DomainDatabase"));
  });

  it("is empty of default permissions and lies in the layer's bucket", async () => {
    assert.deepEqual(only(await make(), "aws:glue/catalogDatabase:CatalogDatabase").inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      name: given.databaseName,
      description: given.description,
      locationUri: "s3://mrd-trading-gold-eu-euw1-prod/",
      tags,
      createTableDefaultPermissions: [],
    });
  });

  it("is tagged, keys in order", async () => {
    assert.deepEqual(only(await make(), "aws:lakeformation/resourceLfTags:ResourceLfTags").inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      database: { catalogId: accountId, name: given.databaseName },
      lfTags: [
        { catalogId: accountId, key: "domain", value: "trading" },
        { catalogId: accountId, key: "layer", value: "gold" },
      ],
    });
  });
});
