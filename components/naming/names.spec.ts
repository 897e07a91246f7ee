import assert from "node:assert/strict";
import fc from "fast-check";

import { jurisdictionIds, regionsOf } from "../residency/jurisdictions";
import { locateBucket } from "../residency/locate";
import { residencyModel } from "../residency/model";
import { stages } from "../residency/stages";
import * as names from "./names";
import { layers } from "./tags";

const naming: names.Naming = { prefix: "acme", jurisdiction: "eu", stage: "prod" };

const home = { naming, accountId: "222200000004", placement: { region: "eu-west-1" } };

const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
const word = (maxLength: number) => fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength });
/** Kebab-case from one letter to far longer than any limit, hash-like ends included. */
const part = fc
  .array(fc.oneof(word(9), word(90), fc.constantFrom("a", "b", "deadbeef", "eu", "prod", "bronze")), {
    minLength: 1,
    maxLength: 4,
  })
  .map((words) => words.join("-"));
const anyNaming: fc.Arbitrary<names.Naming> = fc.record({
  prefix: fc.string({ unit: fc.constantFrom(...letters), minLength: 3, maxLength: 12 }),
  jurisdiction: fc.constantFrom(...jurisdictionIds),
  stage: fc.constantFrom(...stages),
});
const bucketInput = anyNaming
  .filter(({ prefix }) => prefix !== "sthree" && prefix !== "amzn")
  .chain((given) =>
    fc.record({
      home: fc.record({
        naming: fc.constant(given),
        accountId: fc.constantFrom("222200000004", "222200000005"),
        placement: fc.record({ region: fc.constantFrom(...regionsOf(given.jurisdiction)) }),
      }),
      parts: fc.record({ domain: part, purpose: part }),
    }),
  );
const input = fc.record({
  naming: anyNaming,
  parts: fc.record({ domain: part, purpose: part }),
});

/** What AWS accepts for each name, from the API references. */
const plain: readonly {
  kind: string;
  make: (naming: names.Naming, parts: names.NameParts) => string;
  accepts: RegExp;
}[] = [
  { kind: "role", make: names.roleName, accepts: /^[\w+=,.@-]{1,64}$/ },
  { kind: "policy", make: names.policyName, accepts: /^[\w+=,.@-]{1,128}$/ },
  { kind: "alias", make: names.keyAlias, accepts: /^(?=.{1,256}$)alias\/(?!aws\/)[\w/-]+$/ },
  { kind: "workgroup", make: names.workgroupName, accepts: /^[\w.-]{1,128}$/ },
  { kind: "trail", make: names.trailName, accepts: /^(?=.{3,128}$)[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/ },
  { kind: "queue", make: (...args) => names.nameOf("queue", ...args), accepts: /^[\w-]{1,80}$/ },
  { kind: "function", make: (...args) => names.nameOf("function", ...args), accepts: /^[\w-]{1,64}$/ },
];

describe("the longest plain name", () => {
  it("is exactly as long as the limit; one more character puts the hash in", () => {
    const room = 63 - "acme-orders-".length - "-222200000004-eu-west-1-an".length;
    const named = (purpose: string) => names.bucketName(home, { domain: "orders", purpose });
    const longest = "p".repeat(room);
    assert.equal(named(longest), `acme-orders-${longest}-222200000004-eu-west-1-an`);
    assert.equal(named(longest).length, 63);
    assert.match(named(`${longest}p`), /^acme-orders-p+-[0-9a-f]{8}-222200000004-eu-west-1-an$/);
    assert.equal(named(`${longest}p`).length, 63);
  });
});

describe("names that may never change", () => {
  // A changed name replaces the resource and strands its data. Do not edit a line: add new ones.
  const long = "customer-lifetime-value-and-recommendations-features";
  const golden: readonly (readonly [string, string])[] = [
    [
      names.bucketName(home, { domain: "corebanking", purpose: "bronze" }),
      "acme-corebanking-bronze-222200000004-eu-west-1-an",
    ],
    [
      names.bucketName(
        { ...home, placement: { region: "eu-central-1" } },
        { domain: "corebanking", purpose: "athena-results" },
      ),
      "acme-corebanking-athena-results-222200000004-eu-central-1-an",
    ],
    [
      names.bucketName(home, { domain: "market-data", purpose: "gold" }),
      "acme-market-data-gold-c057f07a-222200000004-eu-west-1-an",
    ],
    [
      names.bucketName(home, { domain: "customer", purpose: long }),
      "acme-customer-customer-lifet-6242bbe9-222200000004-eu-west-1-an",
    ],
    [names.roleName(naming, { domain: "risk", purpose: "etl" }), "acme-risk-etl-eu-prod"],
    [
      names.roleName(naming, { domain: "customer", purpose: long }),
      "acme-customer-customer-lifetime-value-and-recom-8127dd9f-eu-prod",
    ],
    [names.policyName(naming, { domain: "risk", purpose: "boundary" }), "acme-risk-boundary-eu-prod"],
    [names.keyAlias(naming, { domain: "risk", purpose: "data" }), "alias/acme-risk-data-eu-prod"],
    [names.databaseName(naming, { domain: "risk", layer: "silver" }), "acme_risk_silver_eu_prod"],
    [names.databaseName(naming, { domain: "market-data", layer: "gold" }), "acme_market_data_gold_eu_prod"],
    [names.workgroupName(naming, { domain: "risk", purpose: "analysts" }), "acme-risk-analysts-eu-prod"],
    [names.trailName(naming, { domain: "platform", purpose: "lake" }), "acme-platform-lake-eu-prod"],
    [
      names.nameOf("topic", naming, { domain: "risk", purpose: "deadbeef" }),
      "acme-risk-deadbeef-50d16b5d-eu-prod",
    ],
  ];

  for (const [name, expected] of golden) it(expected, () => assert.equal(name, expected));
});

describe("databasePattern", () => {
  const matches = (pattern: string, name: string) => new RegExp(`^${pattern.replace("*", ".*")}$`).test(name);

  it("matches every database of the stack", () => {
    fc.assert(
      fc.property(input, fc.constantFrom(...layers), ({ naming: given, parts }, layer) => {
        const database = names.databaseName(given, { domain: parts.domain, layer });
        assert.ok(matches(names.databasePattern(given), database));
      }),
    );
  });

  it("matches no database of another stage", () => {
    const other = names.databaseName({ ...naming, stage: "dev" }, { domain: "risk", layer: "gold" });
    assert.equal(names.databasePattern(naming), "acme_*_eu_prod");
    assert.ok(!matches(names.databasePattern(naming), other));
  });
});

describe("bucketName", () => {
  it("is what S3 accepts, for any input", () => {
    fc.assert(
      fc.property(bucketInput, ({ home: given, parts }) => {
        const name = names.bucketName(given, parts);
        assert.match(name, /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  it("is located where it was meant to be, for any input", () => {
    const organization = { id: "o-meridian01", managementAccount: "999900000001", ous: [] };
    fc.assert(
      fc.property(bucketInput, ({ home: given, parts }) => {
        const { naming: own, accountId: id, placement } = given;
        const accounts = [{ name: "risk", role: "producer", id }];
        const platform = { ...own, homeRegion: placement.region, organization, accounts };
        assert.deepEqual(
          locateBucket(names.bucketName(given, parts), residencyModel(platform, "2026-11-21")),
          {
            kind: "place",
            jurisdiction: own.jurisdiction,
            region: placement.region,
            account: id,
          },
        );
      }),
    );
  });

  it("differs for different inputs, for any two", () => {
    fc.assert(
      fc.property(bucketInput, bucketInput, (one, other) => {
        // Jurisdiction and stage are the account's.
        const told = ({ home: { naming: own, ...rest }, parts }: typeof one) =>
          JSON.stringify({ prefix: own.prefix, ...rest, parts });
        fc.pre(told(one) !== told(other));
        assert.notEqual(names.bucketName(one.home, one.parts), names.bucketName(other.home, other.parts));
      }),
    );
  });

  it("refuses a beginning that S3 reserves", () => {
    assert.throws(
      () =>
        names.bucketName({ ...home, naming: { ...naming, prefix: "sthree" } }, { domain: "a", purpose: "b" }),
      {
        message:
          'bucket: name "sthree-a-b-222200000004-eu-west-1-an" begins with "sthree-", which S3 reserves; use another prefix.',
      },
    );
    assert.throws(
      () =>
        names.bucketName(
          { ...home, naming: { ...naming, prefix: "amzn" } },
          { domain: "s3", purpose: "demo-x" },
        ),
      /begins with "amzn-s3-demo-"/,
    );
  });

  it("refuses an unknown region", () => {
    assert.throws(
      () => names.bucketName({ ...home, placement: { region: "eu-west-9" } }, { domain: "a", purpose: "b" }),
      /bucketSuffix: "eu-west-9" is not an AWS region/,
    );
  });
});

describe("names of other kinds", () => {
  for (const { kind, make, accepts } of plain) {
    it(`are what AWS accepts, for any input: ${kind}`, () => {
      fc.assert(fc.property(input, ({ naming: given, parts }) => assert.match(make(given, parts), accepts)));
    });

    it(`differ for different inputs, for any two: ${kind}`, () => {
      fc.assert(
        fc.property(input, input, (one, other) => {
          fc.pre(JSON.stringify(one) !== JSON.stringify(other));
          assert.notEqual(make(one.naming, one.parts), make(other.naming, other.parts));
        }),
      );
    });

    it(`differ when hyphens stand elsewhere or ends are cut: ${kind}`, () => {
      const tail = "x".repeat(300);
      const parts = [
        { domain: "a-b", purpose: "c" },
        { domain: "a", purpose: "b-c" },
        { domain: "a-b-c", purpose: "d" },
        { domain: "a-b", purpose: "c-d" },
        { domain: "a", purpose: "b-c-d" },
        { domain: "a", purpose: `${tail}1` },
        { domain: "a", purpose: `${tail}2` },
        { domain: tail, purpose: "1" },
        { domain: `${tail}-1`, purpose: "1" },
      ];
      const made = parts.map((each) => make(naming, each));
      // Somebody may also choose, as a purpose, exactly what a hashed name ends with.
      const [, forged] = /-a-(b-c-[0-9a-f]{8})-eu-prod$/.exec(made[0] ?? "") ?? [];
      assert.ok(forged !== undefined);
      made.push(make(naming, { domain: "a", purpose: forged }));
      assert.equal(new Set(made).size, parts.length + 1);
    });
  }

  it("carry the hash only where they need it", () => {
    assert.match(
      names.roleName(naming, { domain: "market-data", purpose: "etl" }),
      /^acme-market-data-etl-[0-9a-f]{8}-eu-prod$/,
    );
    assert.equal(
      names.roleName(naming, { domain: "market", purpose: "data-etl" }),
      "acme-market-data-etl-eu-prod",
    );
  });

  it("refuse parts that are not kebab-case, and a bad prefix", () => {
    for (const domain of ["", "-a", "a-", "a--b", "A", "a_b", "a.b", "ä", "a\n"]) {
      assert.throws(() => names.roleName(naming, { domain, purpose: "etl" }), {
        message: `role: domain "${domain}" is not kebab-case; use a-z, 0-9 and single hyphens inside.`,
      });
    }
    assert.throws(() => names.keyAlias(naming, { domain: "risk", purpose: "Data" }), {
      message: 'alias: purpose "Data" is not kebab-case; use a-z, 0-9 and single hyphens inside.',
    });
    for (const prefix of ["ab", "a-b", "Acme", "abcdefghijklm", ""]) {
      assert.throws(() => names.trailName({ ...naming, prefix }, { domain: "a", purpose: "b" }), {
        message: `trail: prefix "${prefix}" is not valid; use 3 to 12 of a-z and 0-9.`,
      });
    }
  });
});

describe("databaseName", () => {
  const databaseInput = fc.record({
    naming: anyNaming,
    parts: fc.record({ domain: part, layer: fc.constantFrom(...layers) }),
  });

  it("is what Glue accepts, for any input", () => {
    fc.assert(
      fc.property(databaseInput, ({ naming: given, parts }) =>
        assert.match(names.databaseName(given, parts), /^[a-z0-9_]{1,255}$/),
      ),
    );
  });

  it("differs for different inputs, for any two", () => {
    fc.assert(
      fc.property(databaseInput, databaseInput, (one, other) => {
        fc.pre(JSON.stringify(one) !== JSON.stringify(other));
        assert.notEqual(
          names.databaseName(one.naming, one.parts),
          names.databaseName(other.naming, other.parts),
        );
      }),
    );
  });

  it("cuts a long domain and keeps layer, jurisdiction and stage", () => {
    const domain = "d".repeat(300);
    const name = names.databaseName(naming, { domain, layer: "gold" });
    assert.equal(name.length, 255);
    assert.match(name, /^acme_d+_[0-9a-f]{8}_gold_eu_prod$/);
    assert.notEqual(name, names.databaseName(naming, { domain: `${domain}d`, layer: "gold" }));
  });

  it("refuses a domain that is not kebab-case", () => {
    assert.throws(() => names.databaseName(naming, { domain: "core_banking", layer: "gold" }), {
      message: 'database: domain "core_banking" is not kebab-case; use a-z, 0-9 and single hyphens inside.',
    });
  });
});
