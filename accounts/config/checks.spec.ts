import assert from "node:assert/strict";

import { edit, linesOf, prodEu, reportsEach, type Mistake } from "./testing";

const euRegions = "eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-3";

const mistakes: readonly Mistake[] = [
  [
    "an emulator in production",
    "  meridian:platform:",
    "  meridian:endpoint: http://localhost:4566\n  meridian:platform:",
    '10:22 endpoint: "http://localhost:4566" is for stage "dev" only, and this stack\'s is "prod"; remove it',
  ],
  [
    "a replica region in another jurisdiction",
    "replicaRegion: eu-central-1",
    "replicaRegion: us-east-1",
    `16:20 platform.replicaRegion: "us-east-1" is outside jurisdiction "eu"; use one of ${euRegions}`,
  ],
  [
    "a replica region that only looks European",
    "replicaRegion: eu-central-1",
    "replicaRegion: eu-west-2",
    `16:20 platform.replicaRegion: "eu-west-2" is outside jurisdiction "eu"; use one of ${euRegions}`,
  ],
  [
    "a replica in the home region",
    "replicaRegion: eu-central-1",
    "replicaRegion: eu-west-1",
    `16:20 platform.replicaRegion: "eu-west-1" is also homeRegion; use one of ${euRegions}`,
  ],
  [
    "a region that does not exist",
    "replicaRegion: eu-central-1",
    "replicaRegion: eu-central-9",
    `16:20 platform.replicaRegion: "eu-central-9" is not an AWS region; use one of ${euRegions}`,
  ],
  [
    "a home region outside the jurisdiction",
    "homeRegion: eu-west-1",
    "homeRegion: eu-central-2",
    '15:17 platform.homeRegion: "eu-central-2" is outside jurisdiction "eu"; use one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3',
  ],
  [
    "a duplicate account id",
    '"222200000004"',
    '"222200000003"',
    '50:13 platform.accounts[3].id: "222200000003" is already used at accounts[2].id; give each its own',
  ],
  [
    "the management account as a member",
    '"222200000004"',
    '"444400000001"',
    '50:13 platform.accounts[3].id: "444400000001" is the organization\'s management account, which organization policies do not restrict; use a member account',
  ],
  [
    "a duplicate account name",
    "- name: trading\n        role: producer",
    "- name: corebanking\n        role: producer",
    '48:15 platform.accounts[3].name: "corebanking" is already used at accounts[2].name; give each its own',
  ],
  [
    "a second governance account",
    "- name: security\n",
    '- name: other\n        role: governance\n        id: "222200000099"\n      - name: security\n',
    '43:15 platform.accounts[1].role: "governance" is also the role of accounts[0]; a stack has exactly one such account',
  ],
  [
    "a domain without its account",
    "account: trading",
    "account: tradings",
    '96:18 platform.domains[1].account: "tradings" is not the name of an account of this stack; use one of corebanking, trading, customer, risk, compliance, market (did you mean "trading"?)',
  ],
  [
    "a domain in an account of another role",
    "account: trading",
    "account: ml",
    '96:18 platform.domains[1].account: "ml" has the role "ml", not "producer"; use one of corebanking, trading, customer, risk, compliance, market',
  ],
  [
    "an account that nothing uses",
    "account: trading",
    "account: corebanking",
    '48:15 platform.accounts[3].name: "trading" has no domain; add one or remove the account',
  ],
  [
    "two domains of one name",
    "- name: trading\n        account",
    "- name: corebanking\n        account",
    '95:15 platform.domains[1].name: "corebanking" is already used at domains[0].name; give each its own',
  ],
  [
    "a peak below the average",
    "peakEventsPerSecond: 1737",
    "peakEventsPerSecond: 100",
    "94:32 platform.domains[0].volumes.peakEventsPerSecond: 100 is below the day's average of 174; use 174 or more",
  ],
  [
    "a domain's retention below the legal floor of its obligation",
    "        obligation: AML",
    "        retention:\n          bronzeDays: 365\n        obligation: AML",
    "88:23 platform.domains[0].retention.bronzeDays: 365 is below the legal floor of 2557 days (7 years: 17 CFR 210.2-06, MiFID II Art. 16(7)) of a domain with an obligation; use 2557 or more, or leave it out",
  ],
  [
    "an approval that has expired",
    '"2027-10-31"',
    '^"2026-11-20"',
    '^ platform.transfers[0].expires: "2026-11-20" is over (today is 2026-11-21); renew the approval or remove it',
  ],
  [
    "an approval for data that never leaves",
    "classification: internal\n        mechanism",
    "classification: ^restricted\n        mechanism",
    '^ platform.transfers[0].classification: "restricted" data never leaves its jurisdiction, so this one never applies; use internal or remove the approval',
  ],
  [
    "an approval for data that needs none",
    "classification: internal\n        mechanism",
    "classification: ^public\n        mechanism",
    '^ platform.transfers[0].classification: "public" data needs no approval, so this one never applies; use internal or remove the approval',
  ],
  [
    "an approval between other jurisdictions",
    "from: us\n        to: eu\n",
    "from: ^us\n        to: jp\n",
    '^ platform.transfers[0].from: "us" to "jp" does not touch this stack\'s "eu"; remove the approval here',
  ],
  [
    "an approval inside one jurisdiction",
    "from: us\n        to: eu\n",
    "from: eu\n        to: ^eu\n",
    '^ platform.transfers[0].to: "eu" is also from, and inside a jurisdiction nothing needs approval; remove the approval',
  ],
  [
    "a product of a domain that is not in the stack",
    "- trading.positions",
    "- ^clinical.patients",
    '^ platform.consumers[0].products[1]: "clinical.patients" is of a domain that this stack does not have; use one of corebanking, trading, customer, risk, compliance, market',
  ],
  [
    "a product listed twice",
    "- trading.positions",
    "- ^trading.trades",
    '^ platform.consumers[0].products[1]: "trading.trades" is already used at consumers[0].products[0]; give each its own',
  ],
  [
    "a unit outside the organization's root",
    "path: o-meridian01/r-mrdn/ou-mrdn-work0001/ou-mrdn-eea00001",
    "path: o-meridian01/r-abcd/ou-mrdn-work0001/ou-mrdn-eea00001",
    '28:17 platform.organization.ous[1].path: "o-meridian01/r-abcd/ou-mrdn-work0001/ou-mrdn-eea00001" is not under this root; begin it with o-meridian01/r-mrdn/',
  ],
  [
    "no unit for the stack's jurisdiction",
    "ou-mrdn-eea00001\n          jurisdiction: eu",
    "ou-mrdn-eea00001\n          jurisdiction: ch",
    '23:7 platform.organization.ous: no unit has the stack\'s jurisdiction "eu"; add the unit that its accounts are under',
  ],
];

describe("crossCheck", () => {
  reportsEach(mistakes);

  it("reports two consumers of one account, and the account that is left over", () => {
    const text = edit(prodEu, "account: customer-analytics", "account: risk-analytics");
    assert.deepEqual(
      linesOf(text).map((line) => line.replace(/^\S+ /, "")),
      [
        'platform.accounts[9].name: "customer-analytics" has no consumer; add one or remove the account',
        'platform.consumers[1].account: "risk-analytics" is already used at consumers[0].account; give each its own',
      ],
    );
  });
});
