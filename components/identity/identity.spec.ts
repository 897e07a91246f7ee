import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import * as fc from "fast-check";

import { place } from "../residency/place";
import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { groundOf } from "../testing/home";
import { record } from "../testing/record";
import { useKeys, useObjectKeys } from "./data-statements";
import { PermissionsBoundary } from "./permissions-boundary";
import { allowRoles } from "./statement";
import { trustService, trustWorkforce } from "./trust";
import { WorkRole, type WorkRoleArgs } from "./work-role";

const account = "222200000004";
const at = { provider: "producer", region: "eu-west-1" };

describe("PermissionsBoundary", () => {
  const run = () =>
    record(
      () =>
        new PermissionsBoundary(
          "boundary",
          {
            home: groundOf(account, { placement: place("eu", "eu-west-1", "eu-central-1") }),
            policyName: "mrd-boundary",
            services: ["glue", "kms", "s3"],
            tags: { "dp:layer": "platform" },
          },
          { provider: new Provider("producer") },
        ),
    );

  it("is one global policy under the account's provider and its own name", async () => {
    assertAccount(await run(), {
      ...at,
      component: "boundary",
      token: "meridian:identity:PermissionsBoundary",
    });
  });

  it("denies other regions and writes outside the organization, whatever a role's own policy says", async () => {
    const statements = statementsOf(only(await run(), "aws:iam/policy:Policy"));
    const conditionOf = (sid: string) => statements.find(({ Sid }) => Sid === sid)?.["Condition"];
    assert.deepEqual(conditionOf("DenyOtherRegions"), {
      StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
    });
    assert.deepEqual(conditionOf("DenyWritesOutsideOrganization"), {
      StringNotEquals: { "aws:ResourceOrgID": "o-abcdefghij" },
    });
  });

  it("allows what the account's services are used for, and nothing of the others", async () => {
    const [use] = statementsOf(only(await run(), "aws:iam/policy:Policy"));
    assert.deepEqual(use?.["Action"], [
      "glue:*",
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
      "kms:GenerateDataKey*",
      "kms:ReEncrypt*",
      "s3:AbortMultipartUpload",
      "s3:DeleteObject*",
      "s3:Get*",
      "s3:List*",
      "s3:PutObject*",
      "s3:RestoreObject",
    ]);
  });

  it("allows no administration of identities, keys, buckets, trails or grants, and fits IAM's 6,144 characters", async () => {
    const policy = only(await run(), "aws:iam/policy:Policy");
    assert.ok((policy.inputs["policy"] as string).length <= 6144);
    const allowed = statementsOf(policy).flatMap(({ Effect, Action }) =>
      Effect === "Allow" ? (Action as string[]) : [],
    );
    const forbidden =
      /^(\*|(iam|kms|s3|cloudtrail|config|organizations|ram|lakeformation):(\*|Put.*Policy|Create.*|Grant.*|Schedule.*))$/;
    assert.deepEqual(
      allowed.filter((action) => forbidden.test(action)),
      [],
    );
  });
});

describe("WorkRole", () => {
  const given: WorkRoleArgs = {
    roleName: "mrd-etl",
    description: "d",
    trust: trustService("glue", account),
    boundaryArn: "arn:aws:iam::222200000004:policy/b",
    policies: {
      data: [{ Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::raw/*" }],
    },
    managedPolicies: { read: "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole" },
    tags: { "dp:layer": "platform" },
  };
  const run = (args: Partial<WorkRoleArgs> = {}) =>
    record(() => new WorkRole("etl", { ...given, ...args }, { provider: new Provider("producer") }));

  it("registers global children under the account's provider and its own name", async () => {
    assertAccount(await run(), { ...at, component: "etl", token: "meridian:identity:WorkRole" });
  });

  it("is bounded, under the platform's path, with sessions of an hour", async () => {
    const { inputs } = only(await run(), "aws:iam/role:Role");
    assert.deepEqual(
      [inputs["name"], inputs["path"], inputs["permissionsBoundary"], inputs["maxSessionDuration"]],
      ["mrd-etl", "/meridian/", "arn:aws:iam::222200000004:policy/b", 3600],
    );
  });

  it("carries the given policies by literal ARNs and attaches managed ones", async () => {
    const seen = await run();
    assert.deepEqual(
      statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy")).map(({ Resource }) => Resource),
      ["arn:aws:s3:::raw/*"],
    );
    assert.equal(
      only(seen, "aws:iam/rolePolicyAttachment:RolePolicyAttachment").inputs["policyArn"],
      "arn:aws:iam::aws:policy/service-role/AWS_ConfigRole",
    );
  });
});

describe("trust", () => {
  it("holds a service to the account that it works for", () => {
    assert.deepEqual(trustService("glue", account), {
      Sid: "ServiceOfThisAccount",
      Effect: "Allow",
      Principal: { Service: "glue.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    });
  });

  it("holds people to sessions of Identity Center in their own account and organization", () => {
    assert.deepEqual(trustWorkforce(account, "o-abcdefghij").Condition, {
      StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
      ArnLike: {
        "aws:PrincipalArn": `arn:aws:iam::${account}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_*`,
      },
    });
  });
});

describe("allowRoles", () => {
  const accountId = fc.stringMatching(/^\d{12}$/);
  const roleArn = fc
    .tuple(accountId, fc.stringMatching(/^[\w+=,.@-]{1,20}$/))
    .map(([id, name]) => `arn:aws:iam::${id}:role/${name}`);

  it("gives one statement per account, naming each role exactly once and no account without its roles", () => {
    fc.assert(
      fc.property(fc.uniqueArray(roleArn), (roleArns) => {
        const statements = allowRoles({ sid: "S", roleArns, actions: ["a:b"], resources: "*" });
        const named = statements.flatMap(({ Principal, Condition }) => {
          const { AWS: root } = Principal as { AWS: string };
          const roles = Condition?.["ArnEquals"]?.["aws:PrincipalArn"] as string[];
          assert.ok(roles.length > 0 && roles.every((role) => role.split(":")[4] === root.split(":")[4]));
          return roles;
        });
        assert.deepEqual([...named].sort(), [...roleArns].sort());
        assert.equal(new Set(statements.map(({ Sid }) => Sid)).size, statements.length);
      }),
    );
  });

  it("does not let a given condition replace the one on the role", () => {
    const [statement] = allowRoles({
      sid: "S",
      roleArns: ["arn:aws:iam::222200000004:role/r"],
      actions: ["a:b"],
      resources: "*",
      conditions: { ArnEquals: { "aws:PrincipalArn": "*" } },
    });
    assert.deepEqual(statement?.Condition, {
      ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::222200000004:role/r"] },
    });
  });
});

describe("useKeys", () => {
  it("reaches a key by its alias and through one service of one region only", () => {
    const use = {
      sid: "K",
      region: "eu-west-1",
      accountId: account,
      aliases: ["alias/a"],
    } as const;
    assert.deepEqual(useKeys({ ...use, access: "read", via: "sqs" }), {
      Sid: "K",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: "arn:aws:kms:eu-west-1:222200000004:key/*",
      Condition: {
        StringEquals: { "kms:ViaService": "sqs.eu-west-1.amazonaws.com" },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/a"] },
      },
    });
    assert.deepEqual(useKeys({ ...use, access: "write", via: "glue" }).Action, [
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
    ]);
  });
});

describe("useObjectKeys", () => {
  it("reaches the keys of the objects of named buckets, through S3 only and by no alias", () => {
    const use = { sid: "K", region: "eu-west-1", accountId: account, buckets: ["a", "b"] } as const;
    assert.deepEqual(useObjectKeys({ ...use, access: "write" }), {
      Sid: "K",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "arn:aws:kms:eu-west-1:222200000004:key/*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": [
            "arn:aws:s3:::a",
            "arn:aws:s3:::a/*",
            "arn:aws:s3:::b",
            "arn:aws:s3:::b/*",
          ],
        },
      },
    });
    assert.deepEqual(useObjectKeys({ ...use, access: "read" }).Action, ["kms:Decrypt"]);
  });
});
