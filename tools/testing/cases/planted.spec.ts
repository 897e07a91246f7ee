import assert from "node:assert/strict";

import { judgePlanted, type PlantedEntry } from "./planted";

const tags = {
  "dp:classification": "Restricted",
  "dp:jurisdiction": "eu",
  "dp:domain": "corebanking",
  "dp:layer": "bronze",
  "dp:owner": "corebanking-data@eu.meridian.example",
  "dp:retention": "2557d",
  "dp:environment": "prod",
};
const certificate = (region: string) => ({
  type: "aws:acm/certificate:Certificate",
  inputs: { region, domainName: "open.meridian.example", validationMethod: "DNS", tags },
  provider: { region: "eu-west-1", allowedAccountIds: ["222200000003"] },
});
const leak =
  "a mandatory finding of a residency, sharing, lake, public-access, network or identity rule about this resource";
const lawful = "no mandatory finding and nothing undecided";
const entry = (more: Partial<PlantedEntry>): PlantedEntry => ({
  name: "certificate",
  why: "a certificate abroad",
  stack: "prod-eu",
  resources: [certificate("us-east-1")],
  expected: leak,
  ...more,
});
const message =
  'RES-01 aws.acm.Certificate "case-0" is in region "us-east-1" (in jurisdiction us), outside jurisdiction eu; ' +
  "use one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3.";
const exposing = "^(RES|SHR|LF|PUB|NET|IAM)-";

describe("npm run cases: resources planted in a stack", function () {
  this.timeout(60_000);

  it("a leak is right when found, and its lawful twin when not", async () => {
    const judged = await judgePlanted(
      "leaks.json",
      entry({ lawful: [certificate("eu-west-1")], lawfulExpected: "no such finding" }),
    );
    assert.deepEqual(judged, [
      {
        title: "a certificate abroad",
        right: true,
        want: `a mandatory finding of ${exposing}`,
        got: message,
      },
      { title: "its lawful twin", right: true, want: `no mandatory finding of ${exposing}`, got: "none" },
    ]);
  });

  it("a leak is wrong when nothing is found, and its lawful twin when something is", async () => {
    const swapped = {
      resources: [certificate("eu-west-1")],
      lawful: [certificate("us-east-1")],
      note: "argued",
    };
    assert.deepEqual(await judgePlanted("leaks.json", entry(swapped)), [
      {
        title: "a certificate abroad (argued)",
        right: false,
        want: `a mandatory finding of ${exposing}`,
        got: "none",
      },
      { title: "its lawful twin", right: false, want: `no mandatory finding of ${exposing}`, got: message },
    ]);
  });

  it("counts only the rules that the entry names", async () => {
    const [other] = await judgePlanted(
      "leaks.json",
      entry({ expected: "a mandatory finding of a rule LOG|PUB" }),
    );
    assert.deepEqual(
      [other!.right, other!.want, other!.got],
      [false, "a mandatory finding of LOG|PUB", "none"],
    );
  });

  it("what is lawful has no finding at all", async () => {
    const judged = async (region: string) => {
      const lists = await judgePlanted(
        "lawful.json",
        entry({ expected: lawful, resources: [certificate(region)] }),
      );
      return lists.map(({ right, want, got }) => ({ right, want, got }));
    };
    assert.deepEqual(await judged("eu-west-1"), [{ right: true, want: lawful, got: "none" }]);
    assert.deepEqual(await judged("us-east-1"), [{ right: false, want: lawful, got: message }]);
  });

  it("what is lawful leaves nothing undecided, and an input that comes from another resource is unknown", async () => {
    const role = {
      type: "aws:iam/role:Role",
      inputs: {
        name: "r",
        path: "/meridian/",
        permissionsBoundary: "arn:aws:iam::222200000003:policy/meridian/boundary",
        assumeRolePolicy: { unknownFrom: 0 },
        maxSessionDuration: 3600,
        tags,
      },
    };
    const resources = [certificate("eu-west-1"), role];
    const [judged] = await judgePlanted("lawful.json", entry({ expected: lawful, resources }));
    assert.equal(judged!.right, false);
    const [first, ...others] = judged!.got.split(" | ");
    assert.match(
      first!,
      /^SHR-01 aws\.iam\.Role "case-1" has a assumeRolePolicy that is not known before the deploy; /,
    );
    for (const rule of ["IAM-04", "LIM-01"])
      assert.ok(others.includes(`${rule} undecided at assumeRolePolicy`));
  });

  it("reads a bucket's former name as the one that the stack gives it today, and no other name", async () => {
    const copy = (name: string) => ({
      type: "aws:glue/job:Job",
      inputs: { name: "j", command: { scriptLocation: `s3://${name}/etl.py` }, tags },
    });
    const said = async (name: string) => {
      const residency = "a mandatory finding of a rule RES-15";
      const [judged] = await judgePlanted(
        "leaks.json",
        entry({ expected: residency, resources: [copy(name)] }),
      );
      return judged!.got.split(". ")[1] ?? judged!.got;
    };
    assert.equal(await said("meridian-corebanking-bronze-eu-euw1-prod"), "none");
    for (const name of ["meridian-attacker-drop-eu-euw1-prod", "meridian-corebanking-bronze-us-use1-prod"])
      assert.match(await said(name), new RegExp(`^Bucket "${name}" does not fol`));
  });

  it("refuses an unknown from a resource that is not there, and an outcome that it cannot decide", async () => {
    const stray = { ...certificate("eu-west-1"), inputs: { domainName: { unknownFrom: 3 } } };
    await assert.rejects(judgePlanted("lawful.json", entry({ expected: lawful, resources: [stray] })), {
      message: "domainName comes from resource 3, which is not before it.",
    });
    await assert.rejects(judgePlanted("leaks.json", entry({ expected: "be good" })), {
      message:
        'leaks.json expected: "be good" of certificate is not an outcome that this program decides; correct it or teach tools/testing/cases/planted.ts',
    });
  });
});
