import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { record } from "../testing/record";
import { RegisteredLocation } from "./registered-location";
import { accountId, byName, data, goldBucket, home, tags, where } from "./component-fixtures";

describe("RegisteredLocation", () => {
  const given = {
    home,
    buckets: { silver: "mrd-trading-silver-111111111111-eu-west-1-an", gold: goldBucket },
    data,
    roleName: "mrd-registration",
    tags,
    after: [],
  };
  const make = () =>
    record(() => new RegisteredLocation("trading", given, { provider: new Provider("governance") }));

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
          arn: `arn:aws:s3:::mrd-trading-${layer}-111111111111-eu-west-1-an`,
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
