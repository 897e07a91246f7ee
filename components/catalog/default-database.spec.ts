import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only } from "../testing/assert-account";
import { groundOf } from "../testing/home";
import { record } from "../testing/record";
import { DefaultDatabase } from "./default-database";

const accountId = "222200000009";
const tags = { "dp:layer": "platform" };
const make = () =>
  record(
    () =>
      new DefaultDatabase(
        "risk-default",
        { home: groundOf(accountId), tags, after: [] },
        { provider: new Provider("consumer") },
      ),
  );

describe("DefaultDatabase", () => {
  it("stands in its account and region", async () => {
    assertAccount(await make(), {
      provider: "consumer",
      region: "eu-west-1",
      component: "risk-default",
      token: "meridian:catalog:DefaultDatabase",
    });
  });

  it("is the catalog's own default, without a place and without rights for whoever has IAM rights", async () => {
    assert.deepEqual(only(await make(), "aws:glue/catalogDatabase:CatalogDatabase").inputs, {
      region: "eu-west-1",
      catalogId: accountId,
      name: "default",
      description: "Looked at by engines before any query. Holds nothing.",
      tags,
      createTableDefaultPermissions: [],
    });
  });
});
