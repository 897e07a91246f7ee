import assert from "node:assert/strict";

import { bindsTo, inverse, operatorOf } from "./condition";
import type { Condition } from "./document";

const condition = (operator: string, ...values: string[]): Condition => ({
  operator: operator.toLowerCase(),
  key: "aws:principalaccount",
  values,
});

describe("policy-pack/iam/condition", () => {
  it("reads every family of operators, in any case", () => {
    const families = {
      string:
        "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase StringLike StringNotLike",
      arn: "ArnEquals ArnNotEquals ArnLike ArnNotLike",
      numeric: "NumericEquals NumericNotEquals NumericLessThan NumericLessThanEquals NumericGreaterThan",
      date: "DateEquals DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
      bool: "Bool",
      binary: "BinaryEquals",
      ip: "IpAddress NotIpAddress",
      null: "Null",
    };
    for (const [family, names] of Object.entries(families)) {
      for (const name of names.split(" ")) {
        const found = operatorOf({ operator: name });
        assert.equal(found?.family, family, name);
        assert.equal(found.negated, name.includes("Not"), name);
        assert.equal(found.wildcards, /Like|^Arn/.test(name), name);
        assert.deepEqual(operatorOf({ operator: name.toUpperCase() }), found);
      }
    }
  });

  it("reads quantifiers and IfExists", () => {
    assert.deepEqual(operatorOf({ operator: "ForAllValues:StringNotLikeIfExists" }), {
      family: "string",
      negated: true,
      wildcards: true,
      ifExists: true,
      quantifier: "all",
    });
    assert.equal(operatorOf({ operator: "ForAnyValue:StringEquals" })?.quantifier, "any");
  });

  it("does not know what IAM does not have", () => {
    for (const operator of [
      "",
      "StringIs",
      "NullIfExists",
      "IfExists",
      "ForSomeValues:StringEquals",
      "constructor",
    ])
      assert.equal(operatorOf({ operator }), undefined, operator);
  });

  it("binds by positive comparisons of texts and ARNs that ask for the key", () => {
    const alone = (operator: string, ...values: string[]) =>
      bindsTo(condition(operator, ...values), [condition(operator, ...values)]);
    for (const operator of ["StringEquals", "ForAnyValue:StringLike", "ArnLike", "ArnEquals"])
      assert.equal(alone(operator, "x"), true, operator);
    const loose =
      "StringNotEquals StringEqualsIfExists ForAllValues:StringEquals NumericEquals Bool Null StringIs";
    for (const operator of loose.split(" ")) assert.equal(alone(operator, "x"), false, operator);
    assert.equal(alone("StringEquals"), false, "no value");
  });

  it("binds by a comparison that passes without the key where another condition asks for the key", () => {
    const present = condition("Null", "False");
    for (const operator of ["StringEqualsIfExists", "ForAllValues:StringEquals"]) {
      const one = condition(operator, "x");
      assert.equal(bindsTo(one, [one, present]), true, operator);
      assert.equal(bindsTo(one, [one, condition("Null", "true")]), false, operator);
      assert.equal(bindsTo(one, [one, { ...present, key: "aws:sourceaccount" }]), false, operator);
    }
  });

  it("turns a denial of all others around, and no other denial", () => {
    const turned: [string, string | undefined][] = [
      ["StringNotEquals", "stringequals"],
      ["StringNotEqualsIfExists", "stringequals"],
      ["ForAllValues:StringNotLike", "foranyvalue:stringlike"],
      ["ArnNotLike", "arnlike"],
      ["ForAnyValue:StringNotLike", undefined],
      ["StringEquals", undefined],
      ["NumericNotEquals", undefined],
      ["StringIsNot", undefined],
    ];
    for (const [operator, expected] of turned)
      assert.equal(inverse(condition(operator, "x"))?.operator, expected, operator);
  });
});
