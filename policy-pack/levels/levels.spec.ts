import assert from "node:assert/strict";

import { pathText } from "../../components/errors/key-path";
import { yamlValue } from "../../components/errors/yaml-value";
import type { ResourceRule, Rule } from "../rule";
import { rules as packRules } from "../rules";
import { checkLevels } from "./check-levels";
import { chooseLevel, levelsFor, noLevels, packConfig, type Target } from "./levels";

const some = packRules.find(({ scope }) => scope === "resource") as ResourceRule;
const rule = (id: string, more: Partial<ResourceRule> = {}): Rule => ({
  ...some,
  id,
  name: `${id.toLowerCase()}-x`,
  family: "security",
  level: undefined,
  waivable: undefined,
  remediate: undefined,
  ...more,
});
const rules = [
  rule("SEC-01"),
  rule("SEC-02", { level: "advisory" }),
  rule("FIX-01", { remediate: () => undefined }),
  rule("RES-01", { family: "residency" }),
];
const stacks: Required<Target>[] = [
  { stack: "dev", stage: "dev", jurisdiction: "us" },
  { stack: "prod-eu", stage: "prod", jurisdiction: "eu" },
  { stack: "prod-us", stage: "prod", jurisdiction: "us" },
];
const [dev, prodEu] = stacks as [Required<Target>, Required<Target>];

function check(text: string, allStacks = true) {
  const { file, issues } = checkLevels(yamlValue(text)?.value, { rules, stacks, allStacks });
  return { file, lines: issues.map(({ path, message, at }) => `${pathText(path)}${at ?? ""}: ${message}`) };
}
const lines = (text: string) => check(text).lines;

describe("policy-pack/levels", () => {
  it("takes a rule's own default where no layer mentions it", () => {
    assert.deepEqual(
      rules.map((each) => chooseLevel(noLevels, each, dev)),
      [{ level: "mandatory" }, { level: "advisory" }, { level: "mandatory" }, { level: "mandatory" }],
    );
  });

  it("lets the deepest layer win: base, stage, jurisdiction, stack", () => {
    const layers = [
      "base: { SEC-01: disabled }",
      "stages: { prod: { SEC-01: advisory } }",
      "jurisdictions: { eu: { SEC-01: mandatory } }",
      "stacks: { prod-eu: { SEC-01: disabled } }",
    ];
    const levels = layers.map((_, depth) => {
      const { file } = check(layers.slice(0, depth + 1).join("\n"));
      return chooseLevel(file, rules[0]!, prodEu);
    });
    assert.deepEqual(levels, [
      { level: "disabled", path: ["base", "SEC-01"] },
      { level: "advisory", path: ["stages", "prod", "SEC-01"] },
      { level: "mandatory", path: ["jurisdictions", "eu", "SEC-01"] },
      { level: "disabled", path: ["stacks", "prod-eu", "SEC-01"] },
    ]);
  });

  it("compiles to what the CLI takes: every rule by its policy's name", () => {
    const { file } = check("stages: { dev: { SEC-01: advisory, FIX-01: remediate } }");
    assert.deepEqual(packConfig(levelsFor(file, dev, rules), rules), {
      "sec-01-x": { enforcementLevel: "advisory" },
      "sec-02-x": { enforcementLevel: "advisory" },
      "fix-01-x": { enforcementLevel: "remediate" },
      "res-01-x": { enforcementLevel: "mandatory" },
    });
  });

  it("accepts an empty file, empty layers and a stricter production", () => {
    for (const text of [
      "",
      "base:\nstages:\n  dev:\n",
      "stages: { dev: { SEC-01: advisory } }",
      "stages: { dev: { FIX-01: remediate } }",
      "stages: { prod: { SEC-02: mandatory } }\nstacks: { dev: { SEC-02: disabled } }",
    ]) {
      assert.deepEqual(lines(text), [], text);
    }
  });

  it("refuses names that do not exist, all at once", () => {
    const text = `
base: { SEC-1: advisory, ZZZ: advisory }
stages: { prd: { SEC-01: mandatory } }
jurisdictions: { apac: {} }
stacks: { prd-eu: {} }
levels: {}
`;
    assert.deepEqual(lines(text), [
      'levelskey: "levels" is not a layer; use one of base, stages, jurisdictions, stacks',
      'base.SEC-1key: "SEC-1" is not a rule; did you mean "SEC-01"?',
      'base.ZZZkey: "ZZZ" is not a rule; use one of SEC-01, SEC-02, FIX-01, RES-01',
      'stages.prdkey: "prd" is not a stage; did you mean "prod"?',
      'jurisdictions.apackey: "apac" is not a jurisdiction; use one of us, eu, uk, ch, jp, sg, au, in, kr',
      'stacks.prd-eukey: "prd-eu" is not a stack; did you mean "prod-eu"?',
    ]);
  });

  it("accepts other stacks' names where it does not know them all", () => {
    assert.deepEqual(check("stacks: { prod-jp: {} }", false).lines, []);
  });

  it("refuses values that are no level, and remedies that no rule has", () => {
    assert.deepEqual(lines("base: { SEC-01: strict, SEC-02: remediate, FIX-01: 1 }\nstages: []"), [
      'base.SEC-01: "strict" is not a level; use one of disabled, advisory, mandatory, remediate',
      'base.SEC-02: "remediate" is not for SEC-02, which corrects nothing; use "mandatory"',
      "base.FIX-01: 1 is not a level; use one of disabled, advisory, mandatory, remediate",
      "stages: [] is not a map",
    ]);
  });

  const relaxed: [string, string][] = [
    [
      "stages: { prod: { SEC-01: advisory } }",
      'stages.prod.SEC-01: SEC-01 is "advisory" in production and "mandatory" in dev; production may not be weaker: use "mandatory" there or lower dev',
    ],
    [
      "stages: { prod: { SEC-02: disabled } }",
      'stages.prod.SEC-02: SEC-02 is "disabled" in production and "advisory" in dev; production may not be weaker: use "advisory" there or lower dev',
    ],
    [
      "stages: { dev: { SEC-02: mandatory } }",
      'stages.dev.SEC-02: SEC-02 is "advisory" in production and "mandatory" in dev; production may not be weaker: use "mandatory" there or lower dev',
    ],
    [
      "stacks: { prod-eu: { SEC-01: disabled } }",
      'stacks.prod-eu.SEC-01: SEC-01 is "disabled" in production and "mandatory" in dev; production may not be weaker: use "mandatory" there or lower dev',
    ],
    [
      "stacks: { dev: { SEC-02: mandatory } }",
      'stacks.dev.SEC-02: SEC-02 is "advisory" in production and "mandatory" in dev; production may not be weaker: use "mandatory" there or lower dev',
    ],
    [
      "base: { RES-01: advisory }",
      'base.RES-01: "advisory" relaxes RES-01, which takes no waiver, in production; use "mandatory" or remove it',
    ],
  ];
  for (const [text, line] of relaxed) {
    it(`refuses a production that is weaker, in one line: ${text}`, () =>
      assert.deepEqual(lines(text), [line]));
  }

  it("compares production with dev of the same jurisdiction only", () => {
    assert.deepEqual(lines("jurisdictions: { eu: { SEC-01: advisory } }"), []);
    assert.equal(
      lines("stacks: { dev: { SEC-02: mandatory } }\njurisdictions: { eu: { SEC-02: disabled } }").length,
      1,
    );
  });
});
