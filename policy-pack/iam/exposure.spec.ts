import assert from "node:assert/strict";

import * as fc from "fast-check";

import type { Location } from "../../components/residency/locate";
import { residencyModel } from "../../components/residency/model";
import { UNKNOWN } from "../graph/types";
import { fixtureDay, fixturePlatform } from "../testing/fixtures/build";
import { parseDocument, type Statement } from "./document";
import { exposuresOf, narrowed } from "./exposure";

const model = residencyModel(fixturePlatform, fixtureDay);
const home: Location = { kind: "place", jurisdiction: "eu", region: "eu-west-1", account: "200000000002" };

type Raw = Record<string, unknown>;

function statementsOf(statements: unknown): readonly Statement[] {
  const document = parseDocument({ Version: "2012-10-17", Statement: statements });
  assert.ok(document.kind === "parsed", JSON.stringify(document));
  return document.statements;
}

/** Worst of a document: 0 at home, 1 not known, 2 elsewhere or nobody knows where. */
function exposure(statements: unknown): number {
  const document = statementsOf(statements);
  const ranks = document.flatMap((statement) =>
    exposuresOf(statement, document, { model, home }).map((bounds) =>
      Math.min(...[...bounds].map(({ places }) => Math.max(...places.map(rank)))),
    ),
  );
  return Math.max(0, ...ranks);
}

const rank = (place: Location | undefined) =>
  place === undefined ? 1 : place.kind === "place" && place.jurisdiction === "eu" ? 0 : 2;

/** 0 bound, 1 not known, 2 open: how SHR-02 sees the document's first statement. */
function openness(statements: unknown): number {
  const document = statementsOf(statements);
  return ["yes", "not known", "no"].indexOf(narrowed(document[0]!, document));
}

const principal: fc.Arbitrary<unknown> = fc.constantFrom(
  "*",
  { AWS: "*" },
  { AWS: "200000000001" },
  { AWS: ["arn:aws:iam::200000000002:role/etl", "999999999999"] },
  { AWS: "arn:aws:sts::200000000003:assumed-role/audit/session" },
  { AWS: UNKNOWN },
  { Service: "glue.amazonaws.com" },
  { Service: "logs.us-east-1.amazonaws.com" },
  { Federated: "cognito-identity.amazonaws.com" },
  { CanonicalUser: "79a59df900b949e5" },
);
const operator = fc.constantFrom(
  ..."StringEquals StringNotEquals StringLike StringNotLike StringEqualsIfExists ArnLike ArnNotLike".split(
    " ",
  ),
  ..."ForAnyValue:StringLike ForAllValues:StringNotLike ForAllValues:StringEquals Null Bool StringIs".split(
    " ",
  ),
);
const key = fc.constantFrom(
  ..."aws:PrincipalOrgID aws:PrincipalOrgPaths aws:PrincipalAccount aws:PrincipalArn aws:SourceVpce".split(
    " ",
  ),
  ..."aws:SourceAccount kms:CallerAccount kms:ViaService aws:SecureTransport s3:x-amz-acl".split(" "),
);
const value = fc.constantFrom(
  ..."* 200000000001 999999999999 o-acme000001 o-other00001 vpce-1 vpce-* true false".split(" "),
  "o-acme000001/r-acme/ou-acme-00000eu1/*",
  "o-acme000001/r-acme/ou-acme-00000us1/*",
  "arn:aws:iam::200000000001:role/*",
  "${aws:PrincipalAccount}",
  "${aws:ResourceAccount}",
  UNKNOWN,
);
/** Conditions as a list of triples with distinct operators and keys, so that adding one changes no other. */
const triples = fc.uniqueArray(fc.tuple(operator, key, fc.array(value, { maxLength: 2 })), {
  selector: ([op, name]) => `${op} ${name}`,
  maxLength: 3,
});
type Triples = [string, string, string[]][];

function conditionOf(list: Triples): Raw {
  const block: Record<string, Raw> = {};
  for (const [op, name, values] of list) block[op] = { ...block[op], [name]: values };
  return block;
}
const allow = (who: unknown, list: Triples): Raw => ({
  Effect: "Allow",
  Principal: who,
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::data/*",
  Condition: conditionOf(list),
});
const deny = fc.record({
  Effect: fc.constant("Deny"),
  Principal: fc.constantFrom("*", { AWS: "200000000001" }),
  Action: fc.constantFrom("*", "s3:*", "S3:get*", "s3:PutObject"),
  Resource: fc.constantFrom("*", "arn:aws:s3:::data/*", "arn:aws:s3:::data"),
  Condition: triples.map((list) => conditionOf(list)),
});
const runs = { numRuns: 2000 };

describe("policy-pack/iam/exposure", () => {
  it("is the same for equivalent spellings", () => {
    const spellings = (who: unknown, list: Triples): Raw[] => {
      const plain = allow(who, list);
      const shout = conditionOf(
        list.map(([op, name, values]) => [op.toUpperCase(), name.toLowerCase(), values]),
      );
      return [
        { ...plain, Condition: shout },
        { ...plain, Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::data/*"] },
        { ...plain, ...(who === "*" && { Principal: { AWS: "*" } }) },
        JSON.parse(
          JSON.stringify(plain).replaceAll('"200000000001"', '"arn:aws:iam::200000000001:root"'),
        ) as Raw,
      ];
    };
    fc.assert(
      fc.property(principal, triples, (who, list) => {
        const accountOnly = list.filter(([, , values]) => !values.includes("200000000001"));
        const expected = exposure(allow(who, accountOnly));
        for (const each of spellings(who, accountOnly)) assert.equal(exposure(each), expected);
        assert.equal(exposure([allow(who, accountOnly)]), expected);
      }),
      runs,
    );
  });

  it("is not widened by a condition more", () => {
    fc.assert(
      fc.property(principal, triples, fc.nat(), (who, list, at) => {
        const fewer = list.filter((_, position) => position !== at % Math.max(1, list.length));
        assert.ok(exposure(allow(who, list)) <= exposure(allow(who, fewer)));
        assert.ok(openness(allow(who, list)) <= openness(allow(who, fewer)));
      }),
      runs,
    );
  });

  it("is never narrowed by NotPrincipal", () => {
    fc.assert(
      fc.property(principal, triples, (who, list) => {
        const { Principal, ...rest } = allow(who, list);
        const turned = { ...rest, NotPrincipal: Principal };
        assert.equal(exposure(turned), 2);
        assert.ok(exposure(turned) >= exposure(allow(who, list)));
      }),
      runs,
    );
  });

  it("is not narrowed by taking a denial away", () => {
    fc.assert(
      fc.property(principal, triples, fc.array(deny, { maxLength: 3 }), (who, list, denials) => {
        const statement = allow(who, list);
        assert.ok(exposure([statement, ...denials]) <= exposure([statement, ...denials.slice(1)]));
        assert.ok(openness([statement, ...denials]) <= openness([statement, ...denials.slice(1)]));
      }),
      runs,
    );
  });

  it("takes a denial for a bound only where it covers the statement and has no other condition", () => {
    const open = allow("*", []);
    const others = { StringNotEquals: { "aws:PrincipalAccount": "200000000001" } };
    const denial = {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::data/*",
      Condition: others,
    };
    assert.equal(exposure([open, denial]), 0);
    const short: Raw[] = [
      { Action: "s3:Put*" },
      { Resource: "arn:aws:s3:::data" },
      { Principal: { AWS: "200000000001" } },
      { Condition: { ...others, Bool: { "aws:SecureTransport": "true" } } },
      { Condition: { StringEquals: { "aws:PrincipalAccount": "200000000001" } } },
      { Effect: "Allow", Principal: { AWS: "200000000001" } },
    ];
    for (const change of short)
      assert.equal(exposure([open, { ...denial, ...change }]), 2, JSON.stringify(change));
    const { Action, ...withoutAction } = denial;
    assert.equal(exposure([open, { ...withoutAction, NotAction: Action }]), 2);
    const { Resource, ...withoutResource } = denial;
    assert.equal(exposure([open, { ...withoutResource, NotResource: Resource }]), 2);
  });

  it("understands accounts, organizations, units, networks and sources", () => {
    const places: [string, string, string, number][] = [
      ["StringEquals", "aws:PrincipalAccount", "200000000001", 0],
      ["StringEquals", "kms:CallerAccount", "200000000001", 0],
      ["StringEquals", "aws:SourceAccount", "999999999999", 2],
      ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-acme000001/r-acme/ou-acme-00000eu1/*", 0],
      ["ForAnyValue:StringLike", "aws:SourceOrgPaths", "o-acme000001/r-acme/ou-acme-00000us1/*", 2],
      ["StringEquals", "aws:PrincipalOrgID", "o-acme000001", 2],
      ["StringEquals", "aws:VpceAccount", "200000000001", 0],
      ["StringEquals", "aws:SourceVpce", "vpce-0a1b2c3d", 2],
      ["StringEquals", "kms:ViaService", "s3.eu-west-1.amazonaws.com", 2],
      ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::200000000001:role/*", 0],
      ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/etl", 2],
      ["IpAddress", "aws:SourceIp", "10.0.0.0/8", 2],
    ];
    for (const [op, name, each, expected] of places)
      assert.equal(exposure(allow("*", [[op, name, [each]]])), expected, `${name} ${each}`);
  });

  it("leaves policy variables literal where the version has none", () => {
    const statement = allow("*", [["StringEquals", "aws:PrincipalAccount", ["${aws:ResourceAccount}"]]]);
    assert.equal(exposure(statement), 0);
    const old = parseDocument({ Version: "2008-10-17", Statement: statement });
    assert.ok(old.kind === "parsed");
    const [bounds] = exposuresOf(old.statements[0]!, old.statements, { model, home });
    assert.deepEqual(
      [...(bounds ?? [])].flatMap((each) => each.places).map((place) => place?.kind),
      ["unknown", "unknown"],
    );
  });
});
