import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { record } from "../testing/record";
import { OptimizerRole } from "./optimizer-role";
import { accountId, data, home, tags, where } from "./component-fixtures";

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
    record(
      () =>
        new OptimizerRole(
          "trading",
          { ...given, domain: "trading", databases: ["mrd_trading_gold"] },
          { provider: new Provider("governance") },
        ),
    );

  it("stands in its account and region", async () => {
    assertAccount(await make(), where("trading", "meridian:catalog:OptimizerRole"));
  });

  it("is granted the domain's databases and tables by tag, without passing it on", async () => {
    const seen = await make();
    const common = {
      region: "eu-west-1",
      catalogId: accountId,
      principal: `arn:aws:iam::${accountId}:role/meridian/mrd-optimizer`,
      permissionsWithGrantOptions: [],
    };
    const tagged = (resourceType: string) => ({
      catalogId: accountId,
      resourceType,
      expressions: [{ key: "domain", values: ["trading"] }],
    });
    const type = "aws:lakeformation/permissions:Permissions";
    assert.deepEqual(only(seen, type, "trading-database").inputs, {
      ...common,
      permissions: ["DESCRIBE"],
      lfTagPolicy: tagged("DATABASE"),
    });
    assert.deepEqual(only(seen, type, "trading").inputs, {
      ...common,
      permissions: ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"],
      lfTagPolicy: tagged("TABLE"),
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
