import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only } from "../testing/assert-account";
import { record } from "../testing/record";
import { DomainDatabase } from "./domain-database";
import { accountId, goldBucket, home, tags, where } from "./component-fixtures";

describe("DomainDatabase", () => {
  const given = {
    home,
    databaseName: "mrd_trading_gold_eu_prod",
    description: "Gold tables of trading.",
    bucket: goldBucket,
    lfTags: { layer: "gold", domain: "trading" },
    tags,
    after: [],
  };
  const make = () =>
    record(() => new DomainDatabase("trading-gold", given, { provider: new Provider("governance") }));

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("trading-gold", "meridian:catalog:DomainDatabase"));
  });

  it("is empty of default permissions and lies in the layer's bucket", async () => {
    assert.deepEqual(only(await make(), "aws:glue/catalogDatabase:CatalogDatabase").inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      name: given.databaseName,
      description: given.description,
      locationUri: "s3://mrd-trading-gold-111111111111-eu-west-1-an/",
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
