import assert from "node:assert/strict";

import { residencyModel } from "../components/residency/model";
import type { GraphResource } from "./graph/types";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { bucket, fixturePlatform } from "./rules/fixtures/build";
import { evaluate } from "./run";
import { analyze, analyzeWithPack, startAnalyzer, type Analyzer, type PackFinding } from "./testing/analyzer";

const today = new Date().toISOString().slice(0, 10);
const dev = { ...fixturePlatform, stack: "dev", stage: "dev" };

/** What the in-process runner says, in the words of the protocol. */
function inProcess(resources: readonly GraphResource[], platform: object): PackFinding[] {
  const model = residencyModel(platform, today);
  return evaluate({ stack: model.stack, resources }, model)
    .findings.map(({ rule, level, urn, message }) => ({ rule, level, urn, message }))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
const key = ({ urn, rule, message }: PackFinding) => [urn, rule, message].join("\n");

const fixturesOf = ({ fixtures: { pass, fail, undecided } }: Rule) => [...pass, ...fail, ...undecided];

describe("policy-pack/crossguard, by the SDK's own launcher", () => {
  let prod: Analyzer;
  before(async () => {
    prod = await startAnalyzer(fixturePlatform, "prod-eu");
  });
  after(() => prod.stop());

  it("offers one policy for each rule and prints nothing but its port", () => {
    assert.deepEqual(
      prod.policies,
      rules.map(({ name }) => name),
    );
    assert.deepEqual(prod.stdout, []);
  });

  for (const rule of rules) {
    it(`reports what the in-process runner reports for every fixture of ${rule.id}`, async () => {
      let reported = 0;
      for (const { title, resources } of fixturesOf(rule)) {
        const found = await analyze(prod, { stack: "prod-eu", resources });
        assert.deepEqual(found, inProcess(resources, fixturePlatform), title);
        reported += found.filter((each) => each.rule === rule.id).length;
      }
      assert.ok(reported > 0);
    });
  }

  it("lowers undecided answers to advisory in dev, and nothing else", async () => {
    const resources = rules
      .flatMap(fixturesOf)
      .flatMap(({ resources: list }) => list)
      .map((resource, position) => ({ ...resource, urn: `${resource.urn}-${position}` }));
    const found = await analyzeWithPack({ stack: "dev", resources }, dev);
    assert.deepEqual(found, inProcess(resources, dev));
    assert.ok(found.some(({ level }) => level === "advisory"));
    assert.ok(found.some(({ level }) => level === "mandatory"));
  });

  it("judges nothing as passing when the stack has no readable platform", async () => {
    const graph = { stack: "dev", resources: [bucket] };
    await assert.rejects(analyzeWithPack(graph, {}), /meridian:platform cannot be read for residency:/);
  });
});
