import assert from "node:assert/strict";

import type { GraphResource } from "./graph/types";
import { evaluate, type Evaluation } from "./run";
import { fixtureModel } from "./testing/describe-rule";
import { made } from "./testing/fixtures/build";
import { hostileDocuments, hostileTexts, plainDocument, plainText } from "./testing/hostile";

const megabyte = 1_000_000;
const policies = [
  made("s3/bucketPolicy", "of", { bucket: "acme-x", policy: "" }),
  made("kms/key", "of", { policy: "" }),
  made("iam/policy", "of", { policy: "" }),
  made("iam/role", "of", { assumeRolePolicy: "" }),
];
/** Where a program puts long texts: the resource, and the input at which the text stands. */
const places: readonly (readonly [GraphResource, string])[] = [
  ...policies.map(
    (resource) => [resource, "assumeRolePolicy" in resource.props ? "assumeRolePolicy" : "policy"] as const,
  ),
  [made("sfn/stateMachine", "of", {}), "definition"],
  [made("ec2/instance", "of", {}), "userData"],
  [made("athena/namedQuery", "of", {}), "query"],
  [made("lambda/function", "of", {}), "environment"],
  [made("sns/topicSubscription", "of", { protocol: "https" }), "endpoint"],
  [made("networkmanager/coreNetwork", "of", {}), "basePolicyDocument"],
  [made("s3/bucketReplicationConfig", "of", {}), "rules"],
];

const given = (resource: GraphResource, input: string, value: unknown): GraphResource => {
  const nested: Record<string, unknown> = {
    environment: { variables: { URL: value } },
    rules: [{ destination: { bucket: value } }],
  };
  return { ...resource, props: { ...resource.props, [input]: nested[input] ?? value } };
};

const judged = (resource: GraphResource) =>
  evaluate({ stack: "prod-eu", resources: [resource] }, fixtureModel);

/** Milliseconds of the quickest of a few evaluations at every place; what else the machine does only adds. */
function cost(fresh: () => unknown, at: typeof places): number {
  const once = () => {
    // A new one each time, since a document that was read once is remembered.
    const value = fresh();
    const started = process.hrtime.bigint();
    for (const [resource, input] of at) judged(given(resource, input, value));
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  return Math.min(...Array.from({ length: 4 }, once));
}

/** What every evaluation costs whatever the text, in which a few milliseconds of noise must not count as growth. */
const noise = 15;

describe("policy-pack against hostile inputs", () => {
  const holders = places.slice(0, policies.length);
  const objects = (size: number) =>
    Object.fromEntries(
      Object.entries(hostileDocuments(size)).map(([name, text]) => [name, JSON.parse(text) as unknown]),
    );
  for (const { of, size, sized, plain, at } of [
    { of: "texts", size: megabyte, sized: hostileTexts, plain: plainText, at: places },
    { of: "policies", size: megabyte, sized: hostileDocuments, plain: plainDocument, at: holders },
    // The largest that are read as text, and those that a program gives as objects.
    {
      of: "policies as AWS takes them",
      size: 130_000,
      sized: hostileDocuments,
      plain: plainDocument,
      at: holders,
    },
    {
      of: "policies in objects",
      size: megabyte,
      sized: objects,
      plain: (most: number) => JSON.parse(plainDocument(most)) as unknown,
      at: holders,
    },
  ]) {
    for (const name of Object.keys(sized(10)))
      it(`reads ${of} of ${name} as quickly as plain ones, and in linear time`, () => {
        const [half, whole] = [size / 2, size].map((each) => cost(() => sized(each)[name], at));
        const benign = cost(() => plain(size), at);
        assert.ok(whole! <= 5 * (benign + noise), `${whole} ms after ${benign} ms`);
        assert.ok(whole! <= 2.5 * (half! + noise), `${whole} ms after ${half} ms for half of it`);
      });
  }

  it("writes no message of more than two kilobytes", () => {
    for (const [resource, input] of places)
      for (const value of [...Object.values(hostileTexts(megabyte / 10)), "é€😀".repeat(10_000)])
        for (const { message, fix = "" } of judged(given(resource, input, value)).findings)
          assert.ok(Buffer.byteLength(message) <= 2048 && Buffer.byteLength(fix) <= 2048, message);
  });
});

describe("policy-pack against inputs that are too deep", () => {
  const deep = (levels: number) =>
    Array.from({ length: levels }).reduce<unknown>(
      (inner) => ({ inner: [inner] }),
      "arn:aws:sqs:us-east-1:1:q",
    );
  const circle: Record<string, unknown> = { name: "x" };
  circle["self"] = [circle, circle];
  const of = ({ findings }: Evaluation) =>
    findings.map(({ rule, kind, level, path }) => ({ rule, kind, level, path }));

  for (const [what, value, path] of [
    ["lie 10,000 levels deep", deep(5000), `filter${".inner[0]".repeat(31)}.inner`],
    ["hold themselves", circle, "filter.self[0]"],
  ] as const) {
    it(`is undecided about inputs that ${what}, and judges everything else`, () => {
      const queue = made("sqs/queue", "deep", { region: "us-east-1", filter: value });
      const plain = made("sqs/queue", "deep", { region: "us-east-1" });
      const found = of(judged(queue));
      const extra = found.filter(({ kind }) => kind === "undecided");
      assert.deepEqual(extra[0], { rule: "RES-24", kind: "undecided", level: "mandatory", path });
      assert.ok(extra.every(({ rule }) => rule === "RES-24"));
      assert.deepEqual(
        found.filter(({ kind }) => kind !== "undecided"),
        of(judged(plain)),
      );
    });
  }

  it("reads inputs as deep as any of AWS's", () => {
    const kinds = of(judged(made("sqs/queue", "deep", { filter: deep(30) }))).map(({ kind }) => kind);
    assert.ok(kinds.length > 0);
    assert.deepEqual([...new Set(kinds)], ["violation"]);
  });
});
