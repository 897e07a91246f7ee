import assert from "node:assert/strict";
import fc from "fast-check";

import { jurisdictionOfRegion } from "./jurisdictions";
import { locateAccount, locateArn, locateBucket, locateHost, locateOu, locateRegion } from "./locate";
import type { Location } from "./location";
import type { ResidencyModel } from "./model";
import { regionCodes } from "./regions";

const management = "999900000001";
const producer = "111100000002";
const organizationId = "o-meridian01";
const root = `${organizationId}/r-ab12`;
const euOu = `${root}/ou-ab12-eu000000`;
const usOu = `${root}/ou-ab12-us000000`;
const usInsideEu = `${euOu}/ou-ab12-us111111`;

const model: ResidencyModel = {
  stack: "prod-eu",
  stage: "prod",
  prefix: "acme",
  jurisdiction: "eu",
  homeRegion: "eu-west-1",
  organizationId,
  managementAccount: management,
  accounts: new Map([[producer, { name: "corebanking", role: "producer", jurisdiction: "eu" }]]),
  ous: [
    { path: euOu, jurisdiction: "eu" },
    { path: usOu, jurisdiction: "us" },
  ],
  approvals: [],
  hosts: new Map([["vendor.example", "IE"]]),
  confirmations: [],
  today: "2026-11-21",
};
const nested: ResidencyModel = { ...model, ous: [...model.ous, { path: usInsideEu, jurisdiction: "us" }] };

const unknown = (reason: string): Location => ({ kind: "unknown", reason });

describe("locateRegion", () => {
  it("places a region in its jurisdiction", () => {
    assert.deepEqual(locateRegion("eu-west-2"), { kind: "place", jurisdiction: "uk", region: "eu-west-2" });
  });

  it("tells a region that no jurisdiction covers from one that is not known", () => {
    assert.deepEqual(
      locateRegion("ca-central-1"),
      unknown('Region "ca-central-1" is in CA, which belongs to no jurisdiction of the model.'),
    );
    assert.deepEqual(
      locateRegion("us-gov-west-1"),
      unknown('Region "us-gov-west-1" is not a known commercial AWS region.'),
    );
  });
});

describe("locateAccount", () => {
  it("places an account of the stack", () => {
    assert.deepEqual(locateAccount(producer, model), {
      kind: "place",
      jurisdiction: "eu",
      account: producer,
    });
  });

  it("takes the management account for the organization", () => {
    assert.deepEqual(locateAccount(management, model), { kind: "organization" });
  });

  it("does not know any other", () => {
    assert.deepEqual(
      locateAccount("222200000003", model),
      unknown('Account "222200000003" is not an account of stack "prod-eu".'),
    );
    assert.equal(locateAccount("*", model).kind, "unknown");
  });
});

describe("locateBucket", () => {
  it("reads region and account from the suffix", () => {
    assert.deepEqual(locateBucket(`acme-trading-gold-${producer}-eu-central-1-an`, model), {
      kind: "place",
      jurisdiction: "eu",
      region: "eu-central-1",
      account: producer,
    });
    const abroad: Location = { kind: "place", jurisdiction: "us", region: "us-east-2" };
    assert.deepEqual(locateBucket("acme-trading-gold-333300000002-us-east-2-an", model), abroad);
  });

  it("does not know a bucket that stands in the jurisdiction and is of none of its accounts", () => {
    assert.deepEqual(
      locateBucket("acme-trading-gold-222200000003-eu-west-1-an", model),
      unknown('Account "222200000003" is not an account of stack "prod-eu".'),
    );
  });

  it("refuses what is not of the convention", () => {
    const expected = "acme-<domain>-<purpose>-<account>-<region>-an";
    for (const name of [
      `other-trading-gold-${producer}-eu-west-1-an`,
      `acmetrading-gold-${producer}-eu-west-1-an`,
      `acme-trading-gold-${producer}-eu-west-9-an`,
      "acme-trading-gold-11110000000-eu-west-1-an",
      `acme-trading-gold-${producer}-eu-west-1`,
      `acme-trading-gold-${producer}-eu-west-1-and`,
      `acme-trading-gold-${producer}-eu-west-1-an*`,
      `acme-trading-gold-${producer}-eu-west-1-an.more`,
      "acme-*",
      "*",
      "",
    ]) {
      assert.deepEqual(
        locateBucket(name, model),
        unknown(`Bucket "${name}" does not follow ${expected}.`),
        name,
      );
    }
  });
});

describe("locateOu", () => {
  const eu: Location = { kind: "place", jurisdiction: "eu" };

  it("places a configured unit given as a path or as an ARN", () => {
    assert.deepEqual(locateOu(euOu, model), eu);
    assert.deepEqual(locateOu(`${euOu}/`, model), eu);
    assert.deepEqual(locateOu(`${euOu}/*`, model), eu);
    const arn = `arn:aws:organizations::${management}:ou/${organizationId}/ou-ab12-eu000000`;
    assert.deepEqual(locateOu(arn, model), eu);
    assert.deepEqual(locateArn(arn, model), eu);
  });

  it("lets a unit below inherit, the nearest one deciding", () => {
    assert.deepEqual(locateOu(`${euOu}/ou-ab12-deeper00/`, model), eu);
    assert.deepEqual(locateOu(`${usInsideEu}/ou-ab12-deeper00`, nested), {
      kind: "place",
      jurisdiction: "us",
    });
  });

  it("does not place a unit that holds one of another jurisdiction", () => {
    assert.deepEqual(
      locateOu(`${euOu}/*`, nested),
      unknown(`OU "${euOu}/*" is in eu but holds "${usInsideEu}" of us.`),
    );
  });

  it("takes the root and the whole organization for the organization", () => {
    for (const path of [root, `${root}/*`, `${organizationId}/*`, organizationId]) {
      assert.deepEqual(locateOu(path, model), { kind: "organization" }, path);
    }
  });

  it("does not know other units, other organizations, inner wildcards and other ARNs", () => {
    const other = `${root}/ou-ab12-other000`;
    assert.deepEqual(locateOu(other, model), unknown(`OU "${other}" is not in organization.ous.`));
    // Begins like a configured unit without being below it.
    assert.equal(locateOu(`${euOu}0`, model).kind, "unknown");
    assert.deepEqual(
      locateOu("o-somebody00/r-ab12/ou-ab12-eu000000", model),
      unknown(`OU "o-somebody00/r-ab12/ou-ab12-eu000000" is not in organization "${organizationId}".`),
    );
    assert.deepEqual(
      locateOu(`${euOu}*`, model),
      unknown(`OU path "${euOu}*" has a wildcard other than a final "/*".`),
    );
    assert.deepEqual(
      locateOu(`arn:aws:iam::${producer}:root`, model),
      unknown(`"arn:aws:iam::${producer}:root" is not the ARN of an OU.`),
    );
  });
});

describe("locateArn", () => {
  it("locates what API Gateway invokes by the function in it", () => {
    const invoked = (account: string, region = "eu-central-1") =>
      `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:${account}:function:f/invocations`;
    assert.deepEqual(
      locateArn(invoked(producer), model),
      locateArn(`arn:aws:lambda:eu-central-1:${producer}:function:f`, model),
    );
    assert.equal(locateArn(invoked("999999999999"), model).kind, "unknown");
    assert.equal(locateArn(invoked(producer, "us-east-1"), model).kind, "unknown");
  });

  it("puts region and account together", () => {
    assert.deepEqual(locateArn(`arn:aws:kms:eu-central-1:${producer}:key/1234`, model), {
      kind: "place",
      jurisdiction: "eu",
      region: "eu-central-1",
      account: producer,
    });
  });

  it("takes the region alone, or with the management account", () => {
    const ireland: Location = { kind: "place", jurisdiction: "eu", region: "eu-west-1" };
    assert.deepEqual(locateArn("arn:aws:bedrock:eu-west-1::foundation-model/m", model), ireland);
    assert.deepEqual(locateArn(`arn:aws:cloudtrail:eu-west-1:${management}:trail/t`, model), ireland);
  });

  it("locates principals by their account", () => {
    const expected: Location = { kind: "place", jurisdiction: "eu", account: producer };
    assert.deepEqual(locateArn(`arn:aws:iam::${producer}:role/x`, model), expected);
    assert.deepEqual(locateArn(`arn:aws:sts::${producer}:assumed-role/x/y`, model), expected);
    assert.deepEqual(locateArn(`arn:aws:iam::${management}:root`, model), { kind: "organization" });
  });

  it("locates a bucket and its objects by the bucket's name", () => {
    const expected: Location = {
      kind: "place",
      jurisdiction: "eu",
      region: "eu-west-1",
      account: producer,
    };
    assert.deepEqual(locateArn("arn:aws:s3:::acme-risk-gold-111100000002-eu-west-1-an", model), expected);
    assert.deepEqual(
      locateArn("arn:aws:s3:::acme-risk-gold-111100000002-eu-west-1-an/a/b:c/*", model),
      expected,
    );
    assert.equal(locateArn("arn:aws:s3:::somebody-elses", model).kind, "unknown");
  });

  it("locates the organization, its root, policies and accounts", () => {
    const arn = (resource: string) => `arn:aws:organizations::${management}:${resource}`;
    for (const resource of [
      `organization/${organizationId}`,
      `root/${organizationId}/r-ab12`,
      `policy/${organizationId}/service_control_policy/p-1`,
    ]) {
      assert.deepEqual(locateArn(arn(resource), model), { kind: "organization" }, resource);
    }
    assert.deepEqual(locateArn(arn(`account/${organizationId}/${producer}`), model), {
      kind: "place",
      jurisdiction: "eu",
      account: producer,
    });
    for (const foreign of [
      arn("organization/o-somebody00"),
      `arn:aws:organizations::222200000003:organization/${organizationId}`,
    ]) {
      assert.deepEqual(
        locateArn(foreign, model),
        unknown(`"${foreign}" is not in organization "${organizationId}".`),
      );
    }
    const unlisted = arn(`ou/${organizationId}/ou-ab12-other000`);
    assert.deepEqual(locateArn(unlisted, model), unknown(`OU "${unlisted}" is not in organization.ous.`));
  });

  it("does not place a region and an account that contradict each other", () => {
    assert.deepEqual(
      locateArn(`arn:aws:sqs:us-east-1:${producer}:q`, model),
      unknown(`Region "us-east-1" is in us but account "${producer}" belongs to eu.`),
    );
  });

  it("does not place what spans regions, belongs to AWS or has a wildcard for a region or account", () => {
    for (const arn of [
      `arn:aws:s3::${producer}:accesspoint/m1.mrap`,
      `arn:aws:rds::${producer}:global-cluster:g`,
      `arn:aws:dynamodb::${producer}:global-table/g`,
      "arn:aws:route53:::hostedzone/Z1",
    ]) {
      assert.deepEqual(locateArn(arn, model), unknown(`"${arn}" names no region.`));
    }
    for (const arn of [
      "arn:aws:iam::aws:policy/AdministratorAccess",
      `arn:aws:sqs:*:${producer}:q`,
      "arn:aws:sqs:eu-west-1:*:q",
      "arn:aws:sqs:eu-west-1:222200000003:q",
    ]) {
      assert.equal(locateArn(arn, model).kind, "unknown", arn);
    }
  });

  it("does not place other partitions and other text", () => {
    assert.deepEqual(
      locateArn("arn:aws-cn:s3:::acme-risk-gold-111100000002-eu-west-1-an", model),
      unknown(
        '"arn:aws-cn:s3:::acme-risk-gold-111100000002-eu-west-1-an" is in partition "aws-cn", not "aws".',
      ),
    );
    for (const text of [
      "",
      "*",
      "arn",
      "arn:aws:s3",
      "arn:aws:s3:::",
      "s3://acme-risk-gold-111100000002-eu-west-1-an",
    ]) {
      assert.deepEqual(locateArn(text, model), unknown(`"${text}" is not an ARN.`));
    }
  });
});

describe("every locator, for any text", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom(...regionCodes),
    fc.constantFrom("arn", "aws", "s3", "iam", "", "*", producer, management, organizationId, "ou", "acme"),
  );
  const text = fc
    .tuple(fc.constantFrom(":", "/", ".", "-"), fc.array(piece, { maxLength: 8 }))
    .map(([separator, pieces]) => pieces.join(separator));
  const locators: Readonly<Record<string, (value: string) => Location>> = {
    region: locateRegion,
    account: (value) => locateAccount(value, model),
    arn: (value) => locateArn(value, model),
    ou: (value) => locateOu(value, model),
    bucket: (value) => locateBucket(value, model),
    host: (value) => locateHost(`${value}.amazonaws.com`, model),
  };

  for (const [name, locate] of Object.entries(locators)) {
    it(`answers without throwing, and never contradicts itself: ${name}`, () => {
      fc.assert(
        fc.property(text, (value) => {
          const location = locate(value);
          if (location.kind === "unknown") assert.ok(location.reason.endsWith("."));
          if (location.kind === "place" && location.region !== undefined) {
            assert.equal(jurisdictionOfRegion(location.region), location.jurisdiction);
          }
        }),
        { numRuns: 500 },
      );
    });
  }
});
