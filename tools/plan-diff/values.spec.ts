import assert from "node:assert/strict";

import fc from "fast-check";

import { sortKeys } from "../engine/wire";
import { differencesOf, type Difference } from "./values";

const root = { at: "", what: "" };
const diff = (before: unknown, after: unknown): Difference[] => differencesOf(before, after, root);

/** A policy document as inputs hold it. */
const policy = (...Statement: object[]) => ({ policy: JSON.stringify({ Version: "2012-10-17", Statement }) });
const read = { Sid: "Read", Effect: "Allow", Action: ["s3:GetObject"], Resource: "a" };
const deny = { Sid: "Deny", Effect: "Deny", Action: "s3:*", Condition: { Bool: { secure: "false" } } };

describe("differences of values", () => {
  const cases: { title: string; before: unknown; after: unknown; found: Difference[] }[] = [
    {
      title: "keys that come, go and change",
      before: { a: 1, b: { c: "x" }, d: true },
      after: { b: { c: "y" }, d: true, e: null },
      found: [
        { at: "", what: "a", kind: "removed", before: 1 },
        { at: "b", what: "c", kind: "changed", before: "x", after: "y" },
        { at: "", what: "e", kind: "added", after: null },
      ],
    },
    {
      title: "a statement that comes, by its Sid, wherever it stands",
      before: policy(read, deny),
      after: policy({ Sid: "Macie", Effect: "Allow" }, read, deny),
      found: [
        { at: "policy", what: "statement Macie", kind: "added", after: { Sid: "Macie", Effect: "Allow" } },
      ],
    },
    {
      title: "one value deep in a statement",
      before: policy(read, deny),
      after: policy(read, { ...deny, Condition: { Bool: { secure: "true" } } }),
      found: [
        {
          at: "policy statement Deny.Condition.Bool",
          what: "secure",
          kind: "changed",
          before: "false",
          after: "true",
        },
      ],
    },
    {
      title: "plain items of a list, whatever their order",
      before: { actions: ["a", "b", "b"] },
      after: { actions: ["c", "b", "a", "d"] },
      found: [
        { at: "actions", kind: "removed", before: ["b"] },
        { at: "actions", kind: "added", after: ["c", "d"] },
      ],
    },
    {
      title: "an action that becomes a list",
      before: policy(read, deny),
      after: policy(read, { ...deny, Action: ["s3:*", "kms:*"] }),
      found: [{ at: "policy statement Deny.Action", kind: "added", after: ["kms:*"] }],
    },
    {
      title: "an action that becomes a list of itself",
      before: policy(deny),
      after: policy({ ...deny, Action: ["s3:*"] }),
      found: [{ at: "policy statement Deny", what: "Action", kind: "respelled" }],
    },
    {
      title: "statements without a Sid: the equal ones first, then by position",
      before: policy({ Effect: "Allow", Action: "a" }, { Effect: "Allow", Action: "b" }),
      after: policy({ Effect: "Deny", Action: "c" }, { Effect: "Allow", Action: "a" }),
      found: [
        {
          at: "policy.Statement[0]",
          what: "Effect",
          kind: "changed",
          before: "Allow",
          after: "Deny",
        },
        { at: "policy.Statement[0]", what: "Action", kind: "changed", before: "b", after: "c" },
      ],
    },
    {
      title: "named items beside unnamed ones",
      before: { rules: [{ id: "expire", days: 1 }, { days: 7 }] },
      after: { rules: [{ days: 7 }, { id: "expire", days: 2 }, { days: 9 }] },
      found: [
        { at: "rules[expire]", what: "days", kind: "changed", before: 1, after: 2 },
        { at: "rules", what: "[2]", kind: "added", after: { days: 9 } },
      ],
    },
    {
      title: "by position where names are not unique",
      before: {
        tags: [
          { key: "a", value: 1 },
          { key: "a", value: 2 },
        ],
      },
      after: {
        tags: [
          { key: "a", value: 1 },
          { key: "a", value: 3 },
        ],
      },
      found: [{ at: "tags[1]", what: "value", kind: "changed", before: 2, after: 3 }],
    },
    {
      title: "the same items in another order",
      before: { list: ["a", "b"], rules: [{ id: "x" }, { id: "y" }] },
      after: { list: ["b", "a"], rules: [{ id: "y" }, { id: "x" }] },
      found: [
        { at: "", what: "list", kind: "reordered" },
        { at: "", what: "rules", kind: "reordered" },
      ],
    },
    {
      title: "a JSON text in other words",
      before: { policy: '{"a":1}' },
      after: { policy: '{ "a": 1 }' },
      found: [{ at: "", what: "policy", kind: "respelled" }],
    },
    {
      title: "a JSON text that is none any more, as a whole",
      before: { policy: '{"a":1}' },
      after: { policy: "{a}" },
      found: [{ at: "", what: "policy", kind: "changed", before: '{"a":1}', after: "{a}" }],
    },
    {
      title: "a value that becomes an object",
      before: { kms: "id" },
      after: { kms: { unknown: true } },
      found: [{ at: "", what: "kms", kind: "changed", before: "id", after: { unknown: true } }],
    },
  ];
  for (const { title, before, after, found } of cases) {
    it(`are found for ${title}`, () => {
      assert.deepEqual(diff(before, after), found);
    });
  }

  it("are found for a key that every object inherits", () => {
    assert.deepEqual(diff({ tags: {} }, { tags: { constructor: "acme" } }), [
      { at: "tags", what: "constructor", kind: "added", after: "acme" },
    ]);
  });

  it("are none where only the order of keys differs", () => {
    assert.deepEqual(diff({ a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }), []);
  });

  it("are none when, and only when, the values are the same", () => {
    const text = (value: unknown) => JSON.stringify(sortKeys(value));
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;
    // From few letters, so that names, equal items and equal values are common.
    const small = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>("a", "b", 1, null, '{"Sid":"a"}', '["a","b"]'),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("Sid", "name", "Statement", "x"), tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    for (const values of [value, small]) {
      fc.assert(
        fc.property(values, values, (before, after) => {
          assert.deepEqual(differencesOf(before, before, root), []);
          assert.equal(differencesOf(before, after, root).length === 0, text(before) === text(after));
        }),
        { numRuns: 2_000 },
      );
    }
  });
});
