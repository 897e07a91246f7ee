import assert from "node:assert/strict";

import { accountsOf, parseStack } from "../config";
import { edit, linesOf, read, today } from "./testing";

const org = read("org");
const platformOf = (text: string) => text.slice(text.indexOf("  meridian:platform:"));
/** The lines that one change of Pulumi.org.yaml gives, without the file's name. */
const linesAfter = (from: string, to: string) =>
  linesOf(edit(org, from, to), "org").map((line) => line.replace("Pulumi.org.yaml:", ""));

describe("the organization's stack file", () => {
  it("names the management account as the one account that the stack writes to", () => {
    const settings = parseStack(org, "Pulumi.org.yaml", "org", today);
    assert.equal(settings.kind, "organization");
    assert.deepEqual(accountsOf(settings), [{ name: "management", role: "management", id: "444400000001" }]);
  });

  for (const [title, from, to, lines] of [
    [
      "a type of policy that is not known",
      "- TAG_POLICY",
      "- TAGS_POLICY",
      [
        '43:9 organization.policyTypes[7]: "TAGS_POLICY" is not a type of organization policy; use one of AISERVICES_OPT_OUT_POLICY, BACKUP_POLICY, CHATBOT_POLICY, DECLARATIVE_POLICY_EC2, INSPECTOR_POLICY, RESOURCE_CONTROL_POLICY, S3_POLICY, SECURITYHUB_POLICY, SERVICE_CONTROL_POLICY, TAG_POLICY (did you mean "TAG_POLICY"?)',
      ],
    ],
    [
      "a type twice",
      "- TAG_POLICY",
      "- BACKUP_POLICY",
      [
        '43:9 organization.policyTypes[7]: "BACKUP_POLICY" is already used at policyTypes[1]; give each its own',
      ],
    ],
    [
      "guardrails that cannot be attached",
      "      - SERVICE_CONTROL_POLICY\n",
      "",
      [
        "35:5 organization.policyTypes: lacks SERVICE_CONTROL_POLICY, which keeps an account's administrators inside their jurisdiction; add it",
      ],
    ],
    [
      "a type whose service is not trusted",
      "- TAG_POLICY",
      "- SECURITYHUB_POLICY",
      [
        '45:5 organization.trustedServices: lacks securityhub.amazonaws.com, which "SECURITYHUB_POLICY" needs; add it',
      ],
    ],
    [
      "no sharing with the organization",
      "      - ram.amazonaws.com\n",
      "",
      [
        "45:5 organization.trustedServices: lacks ram.amazonaws.com, through which the platforms share with the organization; add it",
      ],
    ],
    [
      "a service that is none",
      "- ram.amazonaws.com",
      "- ram.amazonaws.com\n      - arn:aws:iam::1:root",
      [
        '49:9 organization.trustedServices[2]: "arn:aws:iam::1:root" is not a service principal; use the form <service>.amazonaws.com',
      ],
    ],
    [
      "a unit of another organization",
      "path: o-meridian01/r-mrdn/ou-mrdn-work0001/ou-mrdn-usa00001",
      "path: o-meridian02/r-mrdn/ou-mrdn-work0001/ou-mrdn-usa00001",
      [
        '23:15 organization.ous[0].path: "o-meridian02/r-mrdn/ou-mrdn-work0001/ou-mrdn-usa00001" is not under this root; begin it with o-meridian01/r-mrdn/',
      ],
    ],
    [
      "a home outside the jurisdiction",
      "homeRegion: us-east-1",
      "homeRegion: eu-west-1",
      [
        '14:17 organization.homeRegion: "eu-west-1" is outside jurisdiction "us"; use one of us-east-1, us-east-2, us-west-1, us-west-2',
      ],
    ],
    [
      "an emulator in production",
      "  meridian:organization:",
      "  meridian:endpoint: http://localhost:4566\n  meridian:organization:",
      [
        '9:22 endpoint: "http://localhost:4566" is for stage "dev" only, and this stack\'s is "prod"; remove it',
      ],
    ],
    [
      "what only platforms have",
      "    deployRole: meridian-deploy",
      "    deployRole: meridian-deploy\n    replicaRegion: us-west-2",
      [
        '16:5 organization.replicaRegion: "replicaRegion" is not a known key; known keys are prefix, jurisdiction, stage, homeRegion, regionConfirmations, deployRole, id, managementAccount, rootId, ous, owner, policyTypes, trustedServices',
      ],
    ],
  ] as const) {
    it(`reports ${title} in one exact line`, () => {
      assert.deepEqual(linesAfter(from, to), lines);
    });
  }

  it("is of one kind", () => {
    assert.deepEqual(linesOf(org + platformOf(read("prod-us")), "org"), [
      "Pulumi.org.yaml:9:3 organization: a stack is a platform or an organization, and this one is both; move it to a stack of its own",
    ]);
  });
});
