import assert from "node:assert/strict";

import * as fc from "fast-check";

import { readInventory } from "./data/sdk-inventory";
import { fail, label, pass, show } from "./finding";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { appliesTo, urlOf, type GraphRule, type ResourceRule, type Rule } from "./rule";
import { rules } from "./rules";
import { bucket, made } from "./testing/fixtures/build";
import { evaluate, judgeResource } from "./run";
import { devModel, fixtureModel } from "./testing/describe-rule";
import { everyFixtureOf } from "./testing/fixtures";
import { Undecidable } from "./undecidable";

const run = (resources: readonly GraphResource[], of?: readonly Rule[]) =>
  evaluate({ stack: "prod-eu", resources }, fixtureModel, of);
const everyFixture = rules
  .flatMap(({ id }) => everyFixtureOf(id))
  .flatMap(({ resources }) => resources)
  .map((resource, position) => ({ ...resource, urn: `${resource.urn}-${position}` }));
const [region] = rules as [Rule];

describe("policy-pack/run", () => {
  it("counts verdicts per rule and the share that is decided", () => {
    const { verdicts, decidedRatio, undecided, findings } = run(
      [
        made("sqs/queue", "a", {}),
        made("sqs/queue", "b", { region: "us-east-1" }),
        made("iam/role", "c", {}),
      ],
      [region],
    );
    assert.deepEqual(verdicts, {
      "RES-01": { pass: 1, fail: 1, waived: 0, undecided: 0, notApplicable: 1 },
    });
    assert.equal(decidedRatio, 1);
    assert.deepEqual(undecided, []);
    assert.equal(findings.length, 1);
  });

  it("lists what security rules cannot decide instead of reporting it", () => {
    const tagging = rules.filter(({ id }) => id === "TAG-01");
    const resource = made("kms/key", "orders", { tags: UNKNOWN });
    const { findings, undecided, decidedRatio } = run([resource], tagging);
    assert.deepEqual(findings, []);
    assert.deepEqual(undecided, [{ rule: "TAG-01", urn: resource.urn, path: "tags" }]);
    assert.equal(decidedRatio, 0);
  });

  it("lets undecided residency through in dev as advisory, and a violation not", () => {
    const resources = [
      made("sqs/queue", "a", { region: UNKNOWN }),
      made("sqs/queue", "b", { region: "us-east-1" }),
    ];
    const { findings } = evaluate({ stack: "dev", resources }, devModel, [region]);
    assert.deepEqual(
      findings.map(({ kind, level }) => [kind, level]),
      [
        ["undecided", "advisory"],
        ["violation", "mandatory"],
      ],
    );
  });

  it("says where in the program a finding comes from", () => {
    const source = { file: "accounts/producer.ts", line: 12 };
    const [finding] = run(
      [{ ...made("sqs/queue", "b", { region: "us-east-1" }), source }],
      [region],
    ).findings;
    assert.deepEqual([finding?.file, finding?.line, finding?.path], ["accounts/producer.ts", 12, "region"]);
  });

  it("turns a rule that throws into a finding and goes on with the rest", () => {
    const broken: GraphRule = {
      ...(rules.find(({ scope }) => scope === "graph") as GraphRule),
      id: "BAD-01",
      types: ["aws:*"],
      check: () => {
        throw new TypeError("no such thing");
      },
    };
    const { findings, verdicts } = run(
      [bucket, made("sqs/queue", "b", { region: "us-east-1" })],
      [broken, region],
    );
    assert.deepEqual(
      findings.map(({ rule, kind, level }) => `${rule} ${kind} ${level}`),
      ["BAD-01 internal mandatory", "BAD-01 internal mandatory", "RES-01 violation mandatory"],
    );
    assert.equal(
      findings[0]?.message,
      'aws.s3.Bucket "orders" could not be judged by BAD-01 (internal: TypeError: no such thing); correct rule BAD-01.',
    );
    assert.equal(verdicts["BAD-01"]?.fail, 2);
  });

  it("does not run a graph rule without the graph", () => {
    const graphRule = rules.find(({ scope }) => scope === "graph") as GraphRule;
    const { findings } = judgeResource(graphRule, bucket, { model: fixtureModel });
    assert.equal(findings[0]?.kind, "internal");
  });

  it("gives the same answer whatever the order of resources", () => {
    const sets = rules
      .flatMap(({ id }) => everyFixtureOf(id))
      .filter(({ resources }) => resources.length > 1);
    assert.ok(sets.length > 20);
    for (const { title, resources } of sets) {
      const expected = run(resources);
      fc.assert(
        fc.property(fc.shuffledSubarray([...resources], { minLength: resources.length }), (shuffled) => {
          const { findings, verdicts } = run(shuffled);
          assert.deepEqual(
            { findings, verdicts },
            { findings: expected.findings, verdicts: expected.verdicts },
            title,
          );
        }),
        { numRuns: 3 },
      );
    }
  });

  it("survives every type of the SDK with empty, unknown and random inputs", () => {
    const types = readInventory().all;
    const keys = [
      ...new Set(rules.flatMap(({ reads }) => reads.map((path) => path.split(/[.[]/, 1)[0] ?? path))),
      "bucket",
    ];
    const unknown = Object.fromEntries(keys.map((key) => [key, UNKNOWN]));
    const judged = (props: (position: number) => Record<string, unknown>) =>
      run(types.map((type, position) => made(type, `r${position}`, props(position))));
    for (const props of [{}, unknown]) {
      assert.deepEqual(
        judged(() => props).findings.filter(({ kind }) => kind === "internal"),
        [],
      );
    }
    const random = fc.sample(fc.dictionary(fc.constantFrom(...keys), fc.anything()), types.length);
    assert.deepEqual(
      judged((position) => random[position] ?? {}).findings.filter(({ kind }) => kind === "internal"),
      [],
    );
  });

  it("shows no value of a secret property", () => {
    const canary = "canary-7f3a";
    const resources = everyFixture.map((resource) => ({
      ...resource,
      props: Object.fromEntries(
        Object.entries(resource.props).map(([key, value]) => [
          key,
          typeof value === "string" && key !== "region" ? canary : value,
        ]),
      ),
      secretProps: Object.keys(resource.props),
    }));
    const { findings, flows } = run(resources);
    assert.ok(findings.length > 0);
    const shown = [...findings.map(({ message }) => message), ...flows.map((flow) => JSON.stringify(flow))];
    assert.deepEqual(
      shown.filter((text) => text.includes(canary)),
      [],
    );
  });

  it("reads each resource a bounded number of times, however many there are", () => {
    const reads = (count: number) => {
      let seen = 0;
      const resources = Array.from({ length: count }, (_, position) => {
        const props = made("s3/bucket", `b${position}`, {
          bucket: `acme-x-bronze-eu-euw1-${position}`,
        }).props;
        const counted = new Proxy(props, {
          get: (target, key) => ((seen += 1), Reflect.get(target, key) as unknown),
        });
        return { ...made("s3/bucket", `b${position}`, {}), props: counted };
      });
      run(resources);
      return seen / count;
    };
    assert.equal(reads(400), reads(50));
  });
});

describe("policy-pack/rule", () => {
  it("names resources as the program writes them", () => {
    assert.equal(label(bucket), 'aws.s3.Bucket "orders"');
    assert.equal(
      label({ type: "pulumi:providers:aws", name: "producer" }),
      'pulumi:providers:aws "producer"',
    );
  });

  it("shows values quoted, unknowns in words and secrets not at all", () => {
    assert.equal(show(bucket, "region", "eu-west-1"), '"eu-west-1"');
    assert.equal(show(bucket, "region", UNKNOWN), "not known yet");
    assert.equal(show(bucket, "region", undefined), "nothing");
    assert.equal(show({ ...bucket, secretProps: ["tags"] }, "tags.x", "canary"), "[secret]");
    assert.deepEqual(pass("a"), { verdict: "pass", path: "a" });
  });

  it("gives every rule a page, a unique id and name, controls and what it reads", () => {
    for (const rule of rules) {
      assert.match(rule.name, new RegExp(`^${rule.id.toLowerCase()}-[a-z0-9-]+$`));
      assert.ok(urlOf(rule).endsWith(`/docs/policies/${rule.id.toLowerCase()}.md`));
      for (const list of [rule.controls, rule.reads]) assert.ok(list.length > 0, rule.id);
    }
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  it("applies by token and by family of types", () => {
    assert.equal(appliesTo({ types: ["aws:*"] }, "aws:s3/bucket:Bucket"), true);
    assert.equal(appliesTo({ types: ["aws:*"] }, "awsx:ec2:Vpc"), false);
    assert.equal(appliesTo({ types: ["aws:s3/bucket:Bucket"] }, "aws:s3/bucket:Bucket"), true);
  });

  it("turns what a rule cannot finish into its undecided finding, and goes on", () => {
    const tooMuch = { ...region, id: "RES-99", check: () => assert.fail("replaced") } as ResourceRule;
    for (const [error, what] of [
      [new Undecidable("has a wildcard"), "has a wildcard"],
      [new RangeError("Maximum call stack size exceeded"), "has inputs too deep or too long to judge"],
    ] as const) {
      const rule = {
        ...tooMuch,
        check: () => {
          throw error;
        },
      };
      const { findings, verdicts } = run([made("sqs/queue", "a", { region: "us-east-1" })], [rule, region]);
      assert.deepEqual(
        findings.map(({ rule: id, kind, level }) => [id, kind, level]),
        [
          ["RES-01", "violation", "mandatory"],
          ["RES-99", "undecided", "mandatory"],
        ],
      );
      assert.equal(findings[1]?.message, `aws.sqs.Queue "a" ${what}; give it shorter and flatter inputs.`);
      assert.equal(verdicts["RES-99"]?.undecided, 1);
    }
  });

  it("lists a hundred findings of one rule about one resource, and counts the others", () => {
    const many = {
      ...region,
      check: () => Array.from({ length: 150 }, (_, at) => fail(`p${at}`, `is bad ${at}`, "mend it")),
    } as ResourceRule;
    const { findings } = run([made("sqs/queue", "a", {})], [many]);
    assert.equal(findings.length, 100);
    assert.equal(
      findings.filter(({ message }) => message === 'aws.sqs.Queue "a" has 51 more such findings; mend it.')
        .length,
      1,
    );
  });
});
