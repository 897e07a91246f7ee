import assert from "node:assert/strict";

import { fail, pass, undecided } from "./finding";
import { governanceOf } from "./governance";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { noLevels, type LevelsFile } from "./levels/levels";
import type { ResourceRule, Rule } from "./rule";
import { made } from "./testing/fixtures/build";
import { evaluate } from "./run";
import { devModel, fixtureModel } from "./testing/describe-rule";
import type { Waiver } from "./waivers/waiver";

/** Wants `retentionInDays`: an unknown is undecided, a missing one is broken, and can be corrected to 365. */
const rule: ResourceRule = {
  id: "LOG-99",
  name: "log-99-retention",
  title: "Log groups have a retention",
  rationale: "",
  remediation: "set retentionInDays",
  severity: "medium",
  family: "sharing",
  scope: "resource",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  controls: [],
  reads: ["retentionInDays"],
  check: ({ props: { retentionInDays } }) => {
    if (retentionInDays === UNKNOWN)
      return [undecided("retentionInDays", "is not known", "write it literally")];
    if (retentionInDays !== undefined) return [pass("retentionInDays")];
    return [fail("retentionInDays", "has no retention", "set it")];
  },
  remediate: ({ props }) =>
    props["retentionInDays"] === undefined ? { ...props, retentionInDays: 365 } : undefined,
};
const residency: Rule = { ...rule, id: "RES-99", family: "residency" };
const broken = made("cloudwatch/logGroup", "audit", {});
const good = made("cloudwatch/logGroup", "good", { retentionInDays: 1 });
const open = made("cloudwatch/logGroup", "open", { retentionInDays: UNKNOWN });

const waiver: Waiver = {
  id: "WVR-1",
  rules: ["LOG-99"],
  match: { type: "aws:cloudwatch/*" },
  reason: "The vendor writes these logs and keeps them himself.",
  owner: "@acme/logs",
  ticket: "T-1",
  compensating: "none",
  created: "2026-11-20",
  expires: "2027-01-20",
  limit: 2,
  file: "policy-pack/waivers/eu.yaml",
  index: 0,
};

interface Governed {
  levels?: Partial<LevelsFile>;
  waivers?: Waiver[];
  model?: typeof fixtureModel;
  rules?: Rule[];
}

function judge(resources: readonly GraphResource[], governed: Governed = {}) {
  const { levels, waivers = [], model = fixtureModel, rules = [rule] } = governed;
  const settings = { levels: { ...noLevels, ...levels }, waivers };
  return evaluate({ stack: model.stack, resources }, model, rules, governanceOf(settings, model, rules));
}
const summary = ({ findings, verdicts }: ReturnType<typeof judge>) => ({
  findings: findings.map(({ kind, level, waiver: id }) =>
    [kind, level, ...(id === undefined ? [] : [id])].join(" "),
  ),
  verdicts: verdicts["LOG-99"],
});
const none = { pass: 0, fail: 0, waived: 0, undecided: 0, notApplicable: 0 };

describe("policy-pack/governance: levels", () => {
  it("reports at the level in force", () => {
    assert.deepEqual(summary(judge([broken])), {
      findings: ["violation mandatory"],
      verdicts: { ...none, fail: 1 },
    });
    assert.deepEqual(summary(judge([broken], { levels: { base: { "LOG-99": "advisory" } } })), {
      findings: ["violation advisory"],
      verdicts: { ...none, fail: 1 },
    });
  });

  it("takes the stack's own layers", () => {
    const levels = { stages: { dev: { "LOG-99": "advisory" } } } as const;
    assert.deepEqual(summary(judge([broken], { levels })).findings, ["violation mandatory"]);
    assert.deepEqual(summary(judge([broken], { levels, model: devModel })).findings, ["violation advisory"]);
  });

  it("never blocks with an undecided answer of an advisory rule, and does in production with others", () => {
    assert.deepEqual(summary(judge([open])).findings, ["undecided mandatory"]);
    assert.deepEqual(summary(judge([open], { levels: { base: { "LOG-99": "advisory" } } })).findings, [
      "undecided advisory",
    ]);
  });

  it("does not run a disabled rule, and says so", () => {
    const evaluation = judge([broken], { levels: { base: { "LOG-99": "disabled" } } });
    assert.deepEqual(summary(evaluation), { findings: [], verdicts: undefined });
    assert.deepEqual(evaluation.levels, { "LOG-99": "disabled" });
    assert.equal(evaluation.decidedRatio, 1);
  });

  it("raises an advisory rule", () => {
    const levels = { base: { "LOG-99": "mandatory" } } as const;
    const rules: Rule[] = [{ ...rule, level: "advisory" }];
    assert.deepEqual(summary(judge([broken], { rules })).findings, ["violation advisory"]);
    assert.deepEqual(summary(judge([broken], { rules, levels })).findings, ["violation mandatory"]);
  });
});

describe("policy-pack/governance: remediation", () => {
  const levels = { base: { "LOG-99": "remediate" } } as const;

  it("judges what the engine will see, and says what was corrected", () => {
    const evaluation = judge([broken, good], { levels });
    assert.deepEqual(summary(evaluation), { findings: [], verdicts: { ...none, pass: 2 } });
    assert.deepEqual(evaluation.remediations, [
      { rule: "LOG-99", urn: broken.urn, keys: ["retentionInDays"] },
    ]);
    assert.deepEqual(broken.props, {}, "the plan itself stays as it is");
  });

  it("corrects nothing at any other level", () => {
    assert.deepEqual(judge([broken]).remediations, []);
  });

  it("blocks what it cannot correct: a secret input, or a remedy that throws", () => {
    const secret = { ...broken, secretProps: ["retentionInDays"] };
    assert.deepEqual(summary(judge([secret], { levels })).findings, ["violation mandatory"]);
    const throwing: Rule = {
      ...rule,
      remediate: () => {
        throw new Error("no");
      },
    };
    assert.deepEqual(summary(judge([broken], { levels, rules: [throwing] })).findings, [
      "violation mandatory",
    ]);
  });
});

describe("policy-pack/governance: waivers", () => {
  it("lets a broken rule through as advisory with the waiver's id, and counts it as waived", () => {
    const evaluation = judge([broken, good], { waivers: [waiver] });
    assert.deepEqual(summary(evaluation), {
      findings: ["violation advisory WVR-1"],
      verdicts: { ...none, pass: 1, waived: 1 },
    });
    assert.equal(
      evaluation.findings[0]?.message,
      'aws.cloudwatch.LogGroup "audit" has no retention; set it. Waived by WVR-1 until 2027-01-20.',
    );
    assert.deepEqual(evaluation.waivers, [{ waiver, matches: 1 }]);
    assert.equal(evaluation.decidedRatio, 1);
  });

  it("lets an undecided sharing answer through too", () => {
    assert.deepEqual(summary(judge([open], { waivers: [waiver] })), {
      findings: ["undecided advisory WVR-1"],
      verdicts: { ...none, waived: 1 },
    });
  });

  it("is not used up by what does not block", () => {
    const { waivers } = judge([broken, open], {
      waivers: [waiver],
      levels: { base: { "LOG-99": "advisory" } },
    });
    assert.deepEqual(waivers, [{ waiver, matches: 0 }]);
  });

  it("blocks what is over the limit", () => {
    const third = made("cloudwatch/logGroup", "third", {});
    const evaluation = judge([broken, open, third], { waivers: [waiver] });
    assert.deepEqual(summary(evaluation), {
      findings: ["violation advisory WVR-1", "undecided advisory WVR-1", "violation mandatory"],
      verdicts: { ...none, fail: 1, waived: 2 },
    });
    assert.deepEqual(evaluation.waivers, [{ waiver, matches: 3 }]);
  });

  it("does not excuse a rule that throws, another stack or an expired waiver", () => {
    const throwing: Rule = {
      ...rule,
      check: () => {
        throw new Error("no");
      },
    };
    assert.deepEqual(summary(judge([broken], { waivers: [waiver], rules: [throwing] })).findings, [
      "internal mandatory",
    ]);
    for (const change of [
      { match: { stack: "prod-us" } },
      { expires: "2026-11-20" },
      { rules: ["RES-99"] },
    ]) {
      assert.deepEqual(summary(judge([broken], { waivers: [{ ...waiver, ...change }] })).findings, [
        "violation mandatory",
      ]);
    }
  });

  it("names the rule it waives, whatever else the resource breaks", () => {
    const { findings } = judge([broken], { waivers: [waiver], rules: [rule, residency] });
    assert.deepEqual(
      findings.map(({ rule: id, level }) => `${id} ${level}`),
      ["LOG-99 advisory", "RES-99 mandatory"],
    );
  });
});
