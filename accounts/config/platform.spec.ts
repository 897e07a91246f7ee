import { reportsEach, type Mistake } from "./testing";

const mistakes: readonly Mistake[] = [
  [
    "an account id of five digits",
    '"222200000004"',
    '"22220"',
    '50:13 platform.accounts[3].id: "22220" is not a 12-digit AWS account id; use 12 digits',
  ],
  [
    "an account id without quotes",
    '"222200000004"',
    "222200000004",
    "50:13 platform.accounts[3].id: 222200000004 is a number, not a 12-digit AWS account id; put it in quotes",
  ],
  [
    "an unknown account role",
    "name: security\n        role: security",
    "name: security\n        role: securty",
    '43:15 platform.accounts[1].role: "securty" is not an account role; use one of governance, producer, consumer, ml, security',
  ],
  [
    "a key with one wrong letter",
    "homeRegion:",
    "homeRegoin:",
    '15:5 platform.homeRegoin: "homeRegoin" is not a known key; did you mean "homeRegion"?',
  ],
  [
    "a section with one wrong letter",
    "    accounts:\n",
    "    acounts:\n",
    '38:5 platform.acounts: "acounts" is not a known key; did you mean "accounts"?',
  ],
  [
    "a key that resembles none",
    "    deployRole:",
    "    colour: blue\n    deployRole:",
    '33:5 platform.colour: "colour" is not a known key; known keys are prefix, jurisdiction, stage, homeRegion, regionConfirmations, deployRole, replicaRegion, organization, lakeFormation, accounts, domains, consumers, tablesAt, ml, retention, recovery, transfers, externalHosts, contacts, budgets',
  ],
  [
    "another provider's configuration",
    "  meridian:platform:",
    "  aws:region: eu-west-1\n  meridian:platform:",
    '10:3 config["aws:region"]: "aws:region" is not a known key; known keys are pulumi:disable-default-providers, meridian:platform, meridian:organization, meridian:endpoint',
  ],
  [
    "an emulator that is not on this machine",
    "  meridian:platform:",
    "  meridian:endpoint: https://aws.evil.example\n  meridian:platform:",
    '10:22 endpoint: "https://aws.evil.example" is not an emulator on this machine; use http://localhost:4566, a loopback address, a name without a dot, or one under .localhost, .local, .docker.internal or .containers.internal',
  ],
  [
    "a default provider left on",
    "    - awsx\n",
    "",
    '7:5 config["pulumi:disable-default-providers"]: ["aws","aws-native"] leaves a default provider on; list aws, aws-native, awsx',
  ],
  [
    "an unknown jurisdiction",
    "jurisdiction: eu",
    "jurisdiction: europe",
    '12:19 platform.jurisdiction: "europe" is not a jurisdiction; use one of us, eu, uk, ch, jp, sg, au, in, kr',
  ],
  ["a missing key", "    prefix: meridian\n", "", "10:3 platform.prefix: is missing; give a prefix"],
  [
    "an unknown classification",
    "classification: restricted",
    "classification: secret",
    '85:25 platform.domains[0].classification: "secret" is not a classification; use one of public, internal, confidential, restricted',
  ],
  [
    "a number out of its bounds",
    "peakEventsPerSecond: 1737",
    "peakEventsPerSecond: -1",
    "94:32 platform.domains[0].volumes.peakEventsPerSecond: -1 is not a whole number of records from 0 to 100000000; use 0 to 100000000",
  ],
  [
    "a stack's retention below the floor",
    "bronzeDays: 2557",
    "bronzeDays: ^2555",
    "^ platform.retention.bronzeDays: 2555 is below the floor of 2557 days for bronze; use 2557 or more, or leave it out",
  ],
  [
    "query results kept too long",
    "resultsDays: 7",
    "resultsDays: ^30",
    "^ platform.retention.resultsDays: 30 is not a whole number of days from 1 to 7; use 1 to 7",
  ],
  [
    "an approval with a day that does not exist",
    '"2027-10-31"',
    '^"2027-02-30"',
    '^ platform.transfers[0].expires: "2027-02-30" is not a date; use YYYY-MM-DD',
  ],
  [
    "an external host given as a URL",
    "host: 10.40.0.0/16",
    'host: ^"https://api.vendor.example"',
    `^ platform.externalHosts[0].host: "https://api.vendor.example" is not a host name nor a site's own range of addresses; use a host name in lower case without scheme, port or path, or an IPv4 range such as 10.40.0.0/16: private or no wider than /16, and no address bits outside its prefix`,
  ],
  [
    "a range that holds the world as an external host",
    "host: 10.40.0.0/16",
    'host: ^"0.0.0.0/0"',
    `^ platform.externalHosts[0].host: "0.0.0.0/0" is not a host name nor a site's own range of addresses; use a host name in lower case without scheme, port or path, or an IPv4 range such as 10.40.0.0/16: private or no wider than /16, and no address bits outside its prefix`,
  ],
  [
    "an external host in a country by its name",
    "country: IE\n        purpose: Core",
    "country: ^Ireland\n        purpose: Core",
    '^ platform.externalHosts[0].country: "Ireland" is not a country code; use two capital letters, such as IE',
  ],
  [
    "a key that stands twice",
    "    stage: prod\n",
    "    stage: prod\n    stage: dev\n",
    '14:5: the key "stage" stands already on line 13; keep one of them',
  ],
  [
    "a tag that means nothing",
    "stage: prod",
    "stage: !stage prod",
    "13:12: has the tag !stage; remove it, a stack file has none",
  ],
];

describe("the schema of a stack file", () => {
  reportsEach(mistakes);
});
