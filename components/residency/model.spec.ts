import assert from "node:assert/strict";

import { residencyModel } from "./model";

const today = "2026-11-21";
const platform = {
  prefix: "acme",
  jurisdiction: "eu",
  stage: "prod",
  homeRegion: "eu-west-1",
  replicaRegion: "eu-central-1",
  organization: {
    id: "o-meridian01",
    managementAccount: "999900000001",
    rootId: "r-ab12",
    ous: [{ name: "eu", path: "o-meridian01/r-ab12/ou-ab12-eu000000/", jurisdiction: "eu" }],
  },
  accounts: [
    { name: "governance", role: "governance", id: "111100000001" },
    { name: "corebanking", role: "producer", id: "111100000002" },
  ],
  transfers: [
    {
      id: "TR-7",
      from: "eu",
      to: "us",
      classification: "Internal",
      mechanism: "copy",
      legalBasis: "scc",
      owner: "privacy@example.com",
      expires: "2027-03-31",
    },
  ],
  domains: [{ name: "ignored" }],
};

const problems = (value: unknown, day = today): string[] => {
  try {
    residencyModel(value, day);
  } catch (error) {
    assert.ok(error instanceof Error);
    const [head, ...rest] = error.message.split("\n  ");
    assert.equal(head, "meridian:platform cannot be read for residency:");
    return rest;
  }
  return [];
};

describe("residencyModel", () => {
  it("reads what residency needs and leaves out the rest", () => {
    assert.deepEqual(residencyModel(platform, today), {
      stack: "prod-eu",
      stage: "prod",
      prefix: "acme",
      jurisdiction: "eu",
      homeRegion: "eu-west-1",
      replicaRegion: "eu-central-1",
      organizationId: "o-meridian01",
      managementAccount: "999900000001",
      accounts: new Map([
        ["111100000001", { name: "governance", role: "governance", jurisdiction: "eu" }],
        ["111100000002", { name: "corebanking", role: "producer", jurisdiction: "eu" }],
      ]),
      ous: [{ path: "o-meridian01/r-ab12/ou-ab12-eu000000", jurisdiction: "eu" }],
      approvals: [{ ...platform.transfers[0], classification: "internal" }],
      hosts: new Map(),
      confirmations: [],
      today,
    });
  });

  it("reads what was confirmed of regions, and refuses what is no such thing", () => {
    const given = {
      service: "AWS::Glue::TableOptimizer",
      region: "eu-west-3",
      available: false,
      confirmed: "2026-11-20",
      by: "platform@example.com",
    };
    const read = (each: object) => ({ ...platform, regionConfirmations: [each] });
    assert.deepEqual(residencyModel(read(given), today).confirmations, [given]);
    assert.deepEqual(
      problems(read({ ...given, region: "eu-west-9", available: "no", confirmed: "yesterday" })),
      [
        'regionConfirmations[0].available: "no" is not valid; give true or false.',
        'regionConfirmations[0].region: "eu-west-9" is not valid; give an AWS region.',
        'regionConfirmations[0].confirmed: "yesterday" is not valid; give a day as YYYY-MM-DD.',
      ],
    );
  });

  it("reads external hosts, and refuses what is no host or no country", () => {
    const hosts = (externalHosts: unknown) => residencyModel({ ...platform, externalHosts }, today).hosts;
    assert.deepEqual(
      hosts([{ host: "api.vendor.example", country: "IE", owner: "x" }]),
      new Map([["api.vendor.example", "IE"]]),
    );
    assert.deepEqual(hosts([{ host: "10.40.0.0/16", country: "IE" }]), new Map([["10.40.0.0/16", "IE"]]));
    for (const host of ["0.0.0.0/0", "128.0.0.0/1", "10.40.2.15/16", "10.40.2.15"])
      assert.throws(
        () => hosts([{ host, country: "IE" }]),
        /externalHosts\[0\]\.host: ".+" is not valid; give a host name/,
      );
    assert.throws(
      () => hosts([{ host: "https://api.vendor.example", country: "Ireland" }]),
      new Error(
        [
          "meridian:platform cannot be read for residency:",
          'externalHosts[0].host: "https://api.vendor.example" is not valid; give a host name in lower case without scheme, port or path, or an IPv4 range such as 10.40.0.0/16: private or no wider than /16, and no address bits outside its prefix.',
          'externalHosts[0].country: "Ireland" is not valid; give an ISO 3166-1 alpha-2 code.',
        ].join("\n  "),
      ),
    );
  });

  it("takes the stack's name when given, and no replica or transfers when absent", () => {
    const model = residencyModel(
      { ...platform, stack: "prod-eu-2", replicaRegion: undefined, transfers: undefined },
      today,
    );
    assert.equal(model.stack, "prod-eu-2");
    assert.equal("replicaRegion" in model, false);
    assert.deepEqual(model.approvals, []);
  });

  it("reports something that is not an object alone", () => {
    const message = "give an object.";
    assert.deepEqual(problems(undefined), [`platform: is missing; ${message}`]);
    assert.deepEqual(problems([]), [`platform: [] is not valid; ${message}`]);
    assert.deepEqual(problems("eu"), [`platform: "eu" is not valid; ${message}`]);
  });

  it("lists every problem with its path and what is allowed", () => {
    assert.deepEqual(
      problems(
        {
          ...platform,
          prefix: "Acme!",
          stage: "test",
          homeRegion: "eu-west-2",
          organization: {
            ...platform.organization,
            id: "x",
            ous: [{ path: "Workloads/EU", jurisdiction: "apac" }],
          },
          accounts: [
            { name: "", role: "boss", id: "12345" },
            platform.accounts[0],
            platform.accounts[0],
            "nonsense",
          ],
          transfers: [{ ...platform.transfers[0], classification: "secret", expires: "2027-02-30" }],
        },
        "today",
      ),
      [
        'stage: "test" is not valid; give one of dev, prod.',
        'homeRegion: "eu-west-2" is not valid; give one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3.',
        'prefix: "Acme!" is not valid; give 3 to 12 of a-z and 0-9.',
        'organization.id: "x" is not valid; give an id like o-a1b2c3d4e5.',
        'accounts[0].id: "12345" is not valid; give a 12-digit AWS account id.',
        'accounts[0].name: "" is not valid; give a name.',
        'accounts[0].role: "boss" is not valid; give one of governance, producer, consumer, ml, security.',
        'accounts[2].id: "111100000001" is not valid; give an id that no other account has.',
        'accounts[3]: "nonsense" is not valid; give an object.',
        "accounts[3].id: is missing; give a 12-digit AWS account id.",
        "accounts[3].name: is missing; give a name.",
        "accounts[3].role: is missing; give one of governance, producer, consumer, ml, security.",
        'organization.ous[0].path: "Workloads/EU" is not valid; give o-…/r-…/ou-…, the path from the organization down.',
        'organization.ous[0].jurisdiction: "apac" is not valid; give one of us, eu, uk, ch, jp, sg, au, in, kr.',
        'transfers[0].classification: "secret" is not valid; give one of public, internal, confidential, restricted.',
        'transfers[0].expires: "2027-02-30" is not valid; give a day as YYYY-MM-DD.',
        'today: "today" is not valid; give a day as YYYY-MM-DD.',
      ],
    );
  });

  it("does not blame regions for a misspelt jurisdiction", () => {
    assert.deepEqual(problems({ ...platform, jurisdiction: "europe" }), [
      'jurisdiction: "europe" is not valid; give one of us, eu, uk, ch, jp, sg, au, in, kr.',
    ]);
  });

  it("refuses a replica region at home, and any where the jurisdiction has one region", () => {
    assert.deepEqual(problems({ ...platform, replicaRegion: "eu-west-1" }), [
      'replicaRegion: "eu-west-1" is not valid; give one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-3.',
    ]);
    const uk = { ...platform, jurisdiction: "uk", homeRegion: "eu-west-2", replicaRegion: "eu-west-1" };
    assert.deepEqual(problems(uk), [
      'replicaRegion: "eu-west-1" is not valid; give none: there is no other region.',
    ]);
  });

  it("keeps the management account out of the accounts", () => {
    const organization = { ...platform.organization, managementAccount: "111100000002" };
    assert.deepEqual(problems({ ...platform, organization }), [
      'organization.managementAccount: "111100000002" is not valid; give an account that is not in accounts; it holds no data.',
    ]);
  });
});
