import assert from "node:assert/strict";

import { residencyModel, type ResidencyModel } from "../../components/residency/model";
import type { Finding } from "../finding";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { governanceOf } from "../governance";
import { isWaivable, type Level } from "../levels/level";
import { noLevels } from "../levels/levels";
import type { Rule } from "../rule";
import { fixtureDay, fixturePlatform, made } from "./fixtures/build";
import { evaluate } from "../run";
import { checkWaivers } from "../waivers/check-waivers";
import type { Waiver } from "../waivers/waiver";
import { fixturesOf } from "./fixtures";
import type { Fixture } from "./fixtures/fixture";
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
    for (const fixture of fixturesOf(rule.id).pass) describePass(rule, fixture);
    for (const fixture of fixturesOf(rule.id).fail) describeFail(rule, fixture);
    for (const fixture of fixturesOf(rule.id).undecided) describeUndecided(rule, fixture);
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
    describeWaiver(rule);
    describeLevels(rule);
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
  const broken = fixturesOf(rule.id).pass.flatMap(({ resources }) => mutations(resources, path));
  it(`fires when ${path} is broken`, () => {
    assert.ok(broken.length > 0, `no passing fixture has ${path}`);
    assert.ok(broken.some((resources) => judge(rule, resources).some(({ kind }) => kind === "violation")));
  });
}

/** A waiver for everything that a rule finds, decided today. */
const waiverFor = ({ id }: Rule): Waiver => ({
  id: "WVR-TEST-1",
  rules: [id],
  match: { stack: fixtureModel.stack },
  reason: "Everything that the fixture breaks is known.",
  owner: "@acme/platform",
  ticket: "T-1",
  compensating: "It is a fixture.",
  created: fixtureDay,
  expires: fixtureDay,
  limit: 1_000,
  file: "policy-pack/waivers/test.yaml",
  index: 0,
});

/** What a rule says of its first failing fixture, at a level and with waivers. */
function governed(rule: Rule, level: Level, waivers: readonly Waiver[]) {
  const resources = fixturesOf(rule.id).fail[0]?.resources ?? [];
  const settings = { levels: { ...noLevels, base: { [rule.id]: level } }, waivers };
  const governance = governanceOf(settings, fixtureModel, [rule]);
  return evaluate({ stack: fixtureModel.stack, resources }, fixtureModel, [rule], governance);
}

function describeWaiver(rule: Rule): void {
  const waiver = waiverFor(rule);
  const refused = checkWaivers([waiver], { rules: [rule], today: fixtureDay });
  if (!isWaivable(rule)) {
    it("takes no waiver", () => assert.equal(refused.length, 1));
    return;
  }
  it("lets a waiver through, as advisory and counted", () => {
    assert.deepEqual(refused, []);
    const { findings, verdicts } = governed(rule, "mandatory", [waiver]);
    assert.ok(findings.length > 0);
    for (const { level, waiver: id } of findings) assert.deepEqual([level, id], ["advisory", "WVR-TEST-1"]);
    const { fail, waived } = verdicts[rule.id]!;
    assert.deepEqual({ fail, some: waived > 0 }, { fail: 0, some: true });
  });
}

function describeLevels(rule: Rule): void {
  it("blocks, warns or keeps silent as its level says", () => {
    const found = (level: Level) => [
      ...new Set(governed(rule, level, []).findings.map((each) => each.level)),
    ];
    assert.deepEqual(
      [found("mandatory"), found("advisory"), found("disabled")],
      [["mandatory"], ["advisory"], []],
    );
  });
}
