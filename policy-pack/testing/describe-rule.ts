import assert from "node:assert/strict";

import { residencyModel, type ResidencyModel } from "../../components/residency/model";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Finding, Fixture, Rule } from "../rule";
import { fixtureDay, fixturePlatform, made } from "../rules/fixtures/build";
import { evaluate } from "../run";
import { mutations } from "./mutate";

export const fixtureModel = residencyModel(fixturePlatform, fixtureDay);
export const devModel = residencyModel({ ...fixturePlatform, stack: "dev", stage: "dev" }, fixtureDay);

const levelOf = (rule: Rule) => rule.level ?? "mandatory";

/** Findings of one rule over the resources. */
function judge(
  rule: Rule,
  resources: readonly GraphResource[],
  model: ResidencyModel = fixtureModel,
): Finding[] {
  return evaluate({ stack: model.stack, resources }, model, [rule]).findings;
}

const verdicts = (rule: Rule, resources: readonly GraphResource[]) =>
  evaluate({ stack: "prod-eu", resources }, fixtureModel, [rule]).verdicts[rule.id];

/** The cases that every rule has: its fixtures, other types, unknown values, and a mutation of each path it reads. */
export function describeRule(rule: Rule): void {
  describe(`${rule.id} ${rule.title}`, () => {
    for (const fixture of rule.fixtures.pass) describePass(rule, fixture);
    for (const fixture of rule.fixtures.fail) describeFail(rule, fixture);
    for (const fixture of rule.fixtures.undecided) describeUndecided(rule, fixture);
    it("does not apply to other types", () => {
      const other = made("other:index/thing:Thing", "orders", { region: "us-east-1", policy: "{" });
      assert.deepEqual(verdicts(rule, [other]), {
        pass: 0,
        fail: 0,
        waived: 0,
        undecided: 0,
        notApplicable: 0,
      });
    });
    for (const path of rule.reads) describeMutation(rule, path);
  });
}

function describePass(rule: Rule, { title, resources }: Fixture): void {
  it(`accepts ${title}`, () => {
    assert.deepEqual(judge(rule, resources), []);
    const counts = verdicts(rule, resources);
    assert.ok(counts !== undefined && counts.pass > 0, "nothing passed: the rule did not look");
    assert.equal(counts.undecided, 0);
  });
}

function describeFail(rule: Rule, { title, resources, messages }: Fixture): void {
  it(`reports ${title}`, () => {
    const findings = judge(rule, resources);
    assert.ok(findings.length > 0);
    for (const { kind, level, rule: id } of findings) {
      assert.deepEqual({ kind, level, id }, { kind: "violation", level: levelOf(rule), id: rule.id });
    }
    if (messages !== undefined)
      assert.deepEqual(
        findings.map(({ message }) => message),
        messages,
      );
  });
}

function describeUndecided(rule: Rule, { title, resources, messages }: Fixture): void {
  const blocks = rule.family === "residency" || rule.family === "sharing";
  it(`${blocks ? "blocks" : "counts"} ${title}`, () => {
    const findings = judge(rule, resources);
    assert.equal(verdicts(rule, resources)?.undecided, 1);
    assert.deepEqual(
      findings.map(({ kind, level }) => `${kind} ${level}`),
      findings.map(() => `undecided ${levelOf(rule)}`),
    );
    assert.equal(findings.length > 0, blocks);
    assert.deepEqual(
      judge(rule, resources, devModel).filter(
        ({ kind, level }) => kind === "undecided" && level === "mandatory",
      ),
      [],
    );
    for (const { message } of findings) assert.ok(!message.includes(UNKNOWN));
    if (messages !== undefined)
      assert.deepEqual(
        findings.map(({ message }) => message),
        messages,
      );
  });
}

function describeMutation(rule: Rule, path: string): void {
  const broken = rule.fixtures.pass.flatMap(({ resources }) => mutations(resources, path));
  it(`fires when ${path} is broken`, () => {
    assert.ok(broken.length > 0, `no passing fixture has ${path}`);
    assert.ok(broken.some((resources) => judge(rule, resources).some(({ kind }) => kind === "violation")));
  });
}
