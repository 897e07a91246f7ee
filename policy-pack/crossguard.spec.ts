import assert from "node:assert/strict";

import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { yamlValue } from "../components/errors/yaml-value";
import { residencyModel } from "../components/residency/model";
import { secretInputs } from "./crossguard";
import { governanceOf } from "./governance";
import type { GraphResource } from "./graph/types";
import { noLevels, type LevelsFile } from "./levels/levels";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { bucket, fixturePlatform, made } from "./testing/fixtures/build";
import { evaluate } from "./run";
import { analyze, startAnalyzer, type Analyzer, type PackFinding } from "./testing/analyzer";
import { ask } from "./testing/ask";
import type { PackSettings } from "./testing/build-pack";
import { everyFixtureOf, fixturesOf } from "./testing/fixtures";
import { readWaivers } from "./waivers/read-waivers";

const today = new Date().toISOString().slice(0, 10);
const dev = { ...fixturePlatform, stack: "dev", stage: "dev" };

/** Every rule at its own level, no waiver. */
const ungoverned: PackSettings = { "levels.yaml": "" };

/** What the in-process runner says, in the words of the protocol. */
function inProcess(
  resources: readonly GraphResource[],
  platform: object,
  settings: PackSettings = ungoverned,
): PackFinding[] {
  const model = residencyModel(platform, today);
  const levels = { ...noLevels, ...(yamlValue(settings["levels.yaml"] ?? "")?.value as LevelsFile | null) };
  const { waivers } = readWaivers(yamlValue(settings["waivers/eu.yaml"] ?? "")?.value, "eu.yaml");
  const governance = governanceOf({ levels, waivers }, model, rules);
  return evaluate({ stack: model.stack, resources }, model, rules, governance)
    .findings.map(({ rule, level, urn, message }) => ({ rule, level, urn, message }))
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
const key = ({ urn, rule, message }: PackFinding) => [urn, rule, message].join("\n");

/** What the compiled pack says when it is started for this only. */
async function once(resources: readonly GraphResource[], platform: object, settings: PackSettings) {
  const { stack } = platform as { stack: string };
  const analyzer = await startAnalyzer(platform, stack, settings);
  try {
    return await analyze(analyzer, { stack, resources });
  } finally {
    analyzer.stop();
  }
}

describe("policy-pack/crossguard, by the SDK's own launcher", function () {
  // Every fixture of every rule goes over the wire.
  this.timeout(120_000);
  let prod: Analyzer;
  before(async () => {
    prod = await startAnalyzer(fixturePlatform, "prod-eu", ungoverned);
  });
  after(() => prod.stop());

  it("offers one policy for each rule, and one that knows what is secret; prints nothing but its port", () => {
    assert.deepEqual(prod.policies, [secretInputs.name, ...rules.map(({ name }) => name)]);
    assert.deepEqual(prod.stdout, []);
  });

  for (const rule of rules) {
    it(`reports what the in-process runner reports for every fixture of ${rule.id}`, async () => {
      let reported = 0;
      for (const { title, resources } of everyFixtureOf(rule.id)) {
        const found = await analyze(prod, { stack: "prod-eu", resources });
        assert.deepEqual(found, inProcess(resources, fixturePlatform), title);
        reported += found.filter((each) => each.rule === rule.id).length;
      }
      assert.ok(reported > 0);
    });
  }

  const everyFixture = () =>
    rules
      .flatMap(({ id }) => everyFixtureOf(id))
      .flatMap(({ resources: list }) => list)
      .map((resource, position) => ({ ...resource, urn: `${resource.urn}-${position}` }));

  it("shows no value of a secret input", async () => {
    const canary = "arn:aws:iam::111111111111:role/canary-7f3a";
    const statement = { Effect: "Allow", Principal: { AWS: canary }, Action: "*", Resource: "*" };
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const resources = [
      made("kms/key", "known", { policy }),
      made("kms/key", "secret", { policy }, { secretProps: ["policy"] }),
    ];
    const found = await analyze(prod, { stack: "prod-eu", resources });
    const showing = (name: string) =>
      found.filter(({ urn, message }) => urn.endsWith(`::${name}`) && /canary|111111111111/.test(message))
        .length;
    assert.ok(showing("known") > 0, "the rules show it where it is no secret");
    assert.equal(showing("secret"), 0);
    assert.ok(found.some(({ urn }) => urn.endsWith("::secret")));
  });

  it("lowers undecided answers to advisory in dev, and nothing else", async () => {
    const found = await once(everyFixture(), dev, ungoverned);
    assert.deepEqual(found, inProcess(everyFixture(), dev));
    assert.ok(found.some(({ level }) => level === "advisory"));
    assert.ok(found.some(({ level }) => level === "mandatory"));
  });

  it("applies the levels and waivers of its folder as the in-process runner does", async () => {
    const { id, severity } = rules.find(({ family }) => family === "sharing")!;
    const [disabled, advisory] = rules.filter(
      ({ family }) => family === "governance" || family === "security",
    );
    const days = { critical: 14, high: 30, medium: 90, low: 180 }[severity];
    const expires = new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
    const settings = {
      "levels.yaml": `base: { ${disabled!.id}: disabled }\njurisdictions: { eu: { ${advisory!.id}: advisory } }\n`,
      "waivers/eu.yaml": `
- id: WVR-EU-0001
  rules: [${id}]
  match: { stack: prod-*, urn: "*" }
  reason: Known since the migration and agreed with data protection.
  owner: "@acme/eu"
  ticket: DATA-1
  compensating: The share holds no data yet.
  created: ${today}
  expires: ${expires}
  limit: 3
`,
    };
    const found = await once(everyFixture(), fixturePlatform, settings);
    assert.deepEqual(found, inProcess(everyFixture(), fixturePlatform, settings));
    const of = (rule: string) => found.filter((each) => each.rule === rule);
    assert.equal(of(disabled!.id).length, 0);
    assert.deepEqual([...new Set(of(advisory!.id).map(({ level }) => level))], ["advisory"]);
    const waived = of(id).filter(({ message }) =>
      message.endsWith(`Waived by WVR-EU-0001 until ${expires}.`),
    );
    assert.ok(waived.length > 0);
    assert.deepEqual([...new Set(waived.map(({ level }) => level))], ["advisory"]);
    assert.ok(
      of(id).some(({ level }) => level === "mandatory"),
      "what is over the limit still blocks",
    );
  });

  it("leaves the level to --policy-pack-config where the settings do not change it", async () => {
    const [rule] = rules as [Rule];
    const { resources } = fixturesOf(rule.id).fail[0]!;
    const analyzer = await startAnalyzer(fixturePlatform, "prod-eu", ungoverned);
    const levelsWith = async (level: 0 | 1 | 2) => {
      const request = new messages.ConfigureAnalyzerRequest();
      const config = new messages.PolicyConfig().setEnforcementlevel(level).setProperties(new Struct());
      request.getPolicyconfigMap().set(rule.name, config);
      await ask((done) => analyzer.client.configure(request, done));
      const found = await analyze(analyzer, { stack: "prod-eu", resources });
      return [...new Set(found.filter((each) => each.rule === rule.id).map((each) => each.level))];
    };
    const { ADVISORY, MANDATORY, DISABLED } = messages.EnforcementLevel;
    try {
      assert.deepEqual(
        [await levelsWith(MANDATORY), await levelsWith(ADVISORY), await levelsWith(DISABLED)],
        [["mandatory"], ["advisory"], []],
      );
    } finally {
      analyzer.stop();
    }
  });

  it("judges nothing as passing when the stack has no readable platform", async () => {
    await assert.rejects(
      once([bucket], { stack: "dev" }, ungoverned),
      /meridian:platform cannot be read for residency:/,
    );
  });

  it("judges nothing as passing with settings that are wrong, and says what is", async () => {
    await assert.rejects(
      once([bucket], fixturePlatform, { "levels.yaml": "base: { RES-1: advisory }" }),
      /policy-pack\/levels\.yaml base\.RES-1: "RES-1" is not a rule; did you mean "RES-/,
    );
  });
});
