import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";
import type * as pulumi from "@pulumi/pulumi";

import { place } from "../residency/place";
import { only } from "../testing/assert-account";
import { record, type Registration } from "../testing/record";
import { AccountBaseline } from "./account-baseline";
import { AiOptOut } from "./ai-opt-out";
import { OrganizationSwitches } from "./organization-switches";

const recorded = (make: (opts: pulumi.ComponentResourceOptions) => unknown) =>
  record(() => make({ provider: new Provider("management") }));

/** Everything of AWS stands in the management account, under the one component. */
function assertManaged(seen: readonly Registration[], component: string, token: string) {
  only(seen, token, component);
  const children = seen.filter(({ type }) => type.startsWith("aws:"));
  assert.ok(children.length > 0);
  for (const { name, provider } of children) {
    assert.equal(provider?.split("::").at(-2), "management", name);
    assert.ok(name.startsWith(component), name);
  }
}

describe("AccountBaseline", () => {
  const run = () =>
    recorded(
      (opts) =>
        new AccountBaseline(
          "base",
          { home: { accountId: "444400000001", placement: place("us", "us-east-1", "us-west-2") } },
          opts,
        ),
    );

  it("stands in its account", async () => {
    assertManaged(await run(), "base", "meridian:organization:AccountBaseline");
  });

  it("blocks public buckets of the whole account, in no region of its own", async () => {
    const { inputs } = only(await run(), "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock");
    assert.deepEqual(inputs, {
      accountId: "444400000001",
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("asks for passwords that are hard to guess and locks nobody out", async () => {
    const { inputs } = only(await run(), "aws:iam/accountPasswordPolicy:AccountPasswordPolicy");
    assert.deepEqual(inputs, {
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
      hardExpiry: false,
    });
  });

  for (const [type, inputs] of [
    ["aws:ebs/encryptionByDefault:EncryptionByDefault", { enabled: true }],
    ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess", { state: "block-all-sharing" }],
    ["aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess", { state: "block-new-sharing" }],
    ["aws:ec2/serialConsoleAccess:SerialConsoleAccess", { enabled: false }],
    [
      "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
      { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    ],
  ] as const) {
    it(`sets ${type.split(":")[2]} in each region`, async () => {
      const found = (await run()).filter((each) => each.type === type);
      assert.deepEqual(
        found.map((each) => each.inputs),
        ["us-east-1", "us-west-2"].map((region) => ({ region, ...inputs })),
      );
    });
  }
});

describe("OrganizationSwitches", () => {
  const run = () =>
    recorded(
      (opts) =>
        new OrganizationSwitches(
          "org",
          {
            policyTypes: ["TAG_POLICY", "BACKUP_POLICY"],
            trustedServices: ["sso.amazonaws.com", "ram.amazonaws.com"],
          },
          opts,
        ),
    );

  it("stands in the management account", async () => {
    assertManaged(await run(), "org", "meridian:organization:OrganizationSwitches");
  });

  it("switches on what is listed, in an order that does not depend on the list's", async () => {
    const { inputs } = only(await run(), "aws:organizations/organization:Organization");
    assert.deepEqual(inputs, {
      featureSet: "ALL",
      enabledPolicyTypes: ["BACKUP_POLICY", "TAG_POLICY"],
      awsServiceAccessPrincipals: ["ram.amazonaws.com", "sso.amazonaws.com"],
    });
  });

  it("shares with the organization", async () => {
    assert.deepEqual(only(await run(), "aws:ram/sharingWithOrganization:SharingWithOrganization").inputs, {});
  });
});

describe("AiOptOut", () => {
  const run = () =>
    recorded(
      (opts) =>
        new AiOptOut(
          "no-ai",
          { policyName: "mrd-no-ai", rootId: "r-mrdn", after: [], tags: { "dp:layer": "platform" } },
          opts,
        ),
    );

  it("opts out of every AI service for every account, and nobody below may opt in", async () => {
    const seen = await run();
    assertManaged(seen, "no-ai", "meridian:organization:AiOptOut");
    const { inputs } = only(seen, "aws:organizations/policy:Policy");
    const { content, ...others } = inputs as { content: string };
    const none = { "@@operators_allowed_for_child_policies": ["@@none"] };
    assert.deepEqual(JSON.parse(content), {
      services: { ...none, default: { ...none, opt_out_policy: { ...none, "@@assign": "optOut" } } },
    });
    assert.ok(content.length <= 2500, "AWS Organizations user guide, quotas");
    assert.deepEqual(others, {
      name: "mrd-no-ai",
      description: "AI services of AWS neither keep nor learn from what they are given.",
      type: "AISERVICES_OPT_OUT_POLICY",
      tags: { "dp:layer": "platform" },
    });
    assert.equal(
      only(seen, "aws:organizations/policyAttachment:PolicyAttachment").inputs["targetId"],
      "r-mrdn",
    );
  });
});
