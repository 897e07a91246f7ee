import assert from "node:assert/strict";

import * as fc from "fast-check";

import { UNKNOWN } from "../graph/types";
import { parseDocument, type PolicyDocument, type Statement } from "./document";

const allow = { Effect: "Allow" };
const only = (document: PolicyDocument): Statement => {
  assert.equal(document.kind, "parsed");
  assert.ok(document.kind === "parsed" && document.statements.length === 1);
  return document.statements[0]!;
};
const withPrincipal = (principal: unknown) =>
  only(parseDocument({ Statement: { Effect: "Allow", Principal: principal } }));

describe("policy-pack/iam/document", () => {
  it("reads text and object, one statement and many alike", () => {
    const statement = { Sid: "A", Effect: "Allow", Principal: "*", Action: "s3:*", Resource: "*" };
    const parsed = parseDocument({ Statement: statement });
    assert.deepEqual(parseDocument(JSON.stringify({ Statement: [statement] })), parsed);
    assert.deepEqual(only(parsed), {
      label: "A",
      effect: "Allow",
      principals: [{ kind: "any", value: "*" }],
      notPrincipal: false,
      actions: ["s3:*"],
      notActions: [],
      resources: ["*"],
      notResources: [],
      conditions: [],
      variables: false,
    });
  });

  it("reads every form of a principal", () => {
    const forms: [unknown, string[]][] = [
      ["*", ["any *"]],
      [{ AWS: "*" }, ["any *"]],
      [{ AWS: ["200000000001", "*"] }, ["aws 200000000001", "any *"]],
      [
        { Service: "glue.amazonaws.com", Federated: "cognito" },
        ["service glue.amazonaws.com", "federated cognito"],
      ],
      [{ CanonicalUser: "79a5" }, ["canonical 79a5"]],
      [{ Robot: "r2" }, ["other r2"]],
      ["everyone", ["other everyone"]],
      [{ AWS: UNKNOWN }, [`aws ${UNKNOWN}`]],
      [UNKNOWN, [`aws ${UNKNOWN}`]],
      [{ aws: "200000000001" }, ["aws 200000000001"]],
      [undefined, []],
    ];
    for (const [form, expected] of forms) {
      assert.deepEqual(
        withPrincipal(form).principals.map(({ kind, value }) => `${kind} ${value}`),
        expected,
      );
    }
  });

  it("keeps NotPrincipal and NotAction apart", () => {
    const statement = only(
      parseDocument({
        Statement: { Effect: "Deny", NotPrincipal: { AWS: "200000000001" }, NotAction: ["s3:Get*"] },
      }),
    );
    assert.equal(statement.notPrincipal, true);
    assert.deepEqual(statement.notActions, ["s3:Get*"]);
    assert.deepEqual(statement.actions, []);
    assert.equal(statement.label, "statement 1");
  });

  it("lowers operators and keys of conditions and makes every value a text", () => {
    const condition = {
      Bool: { "aws:SecureTransport": false },
      StringLike: { "AWS:PrincipalOrgPaths": ["a", "b"] },
    };
    assert.deepEqual(
      only(parseDocument({ Statement: { Effect: "Deny", Condition: condition } })).conditions,
      [
        { operator: "bool", key: "aws:securetransport", values: ["false"] },
        { operator: "stringlike", key: "aws:principalorgpaths", values: ["a", "b"] },
      ],
    );
  });

  it("knows policy variables only under the version that has them", () => {
    const versions: [unknown, boolean][] = [
      ["2012-10-17", true],
      ["2008-10-17", false],
      [undefined, false],
    ];
    for (const [Version, variables] of versions)
      assert.equal(only(parseDocument({ Version, Statement: allow })).variables, variables);
  });

  it("says unknown when the text, the statements or an effect are not known", () => {
    for (const value of [
      UNKNOWN,
      { Statement: UNKNOWN },
      { Statement: [UNKNOWN] },
      { Statement: { Effect: UNKNOWN } },
    ]) {
      assert.deepEqual(parseDocument(value), { kind: "unknown" });
    }
  });

  it("says why something is not a policy, and never takes it for an empty one", () => {
    const reasons: [unknown, string][] = [
      ["{", "is not JSON"],
      ["[]", "is not an object"],
      [undefined, "is not an object"],
      ["{}", "has no Statement"],
      [{ Statement: [] }, "has no Statement"],
      [{ Statement: [{ Effect: "allow" }] }, "has no Effect in statement 1"],
      [{ Statement: ["x"] }, "has no Effect in statement 1"],
      [{ Statement: [allow], Rules: [] }, 'has an element "Rules"'],
      [{ Statement: [{ ...allow, Conditions: {} }] }, 'has an element "Conditions" in statement 1'],
      [{ Statement: [{ ...allow, effect: "Deny" }] }, 'has "effect" twice in statement 1'],
      [
        { Statement: [{ ...allow, Principal: "*", NotPrincipal: "*" }] },
        "has both principal and notprincipal in statement 1",
      ],
      [{ Statement: [{ ...allow, Condition: [] }] }, "has a Condition that is not an object in statement 1"],
      [
        { Statement: [{ ...allow, Condition: { Bool: "x" } }] },
        'has a condition "Bool" without a key in statement 1',
      ],
      [
        { Statement: [{ ...allow, Condition: { Bool: { "a:b": "1" }, bool: { "A:B": "2" } } }] },
        "has the same condition twice in statement 1",
      ],
    ];
    for (const [value, reason] of reasons)
      assert.deepEqual(parseDocument(value), { kind: "unparsable", reason });
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof parseDocument(value).kind === "string"));
    fc.assert(fc.property(fc.json(), (text) => typeof parseDocument(text).kind === "string"));
  });
});
