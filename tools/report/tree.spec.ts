import assert from "node:assert/strict";

import { emptyOutlook } from "./outlook";
import { paint } from "./paint";
import { findingLines, renderTree, type TreeContext, type TreeInput } from "./tree";

const gov = "111122223333";
const consumer = "444455556666";
const provider = (account: string) => ({ accountIds: [account] });

const context: TreeContext = {
  paint: paint(false),
  accounts: new Map([
    [gov, { name: "governance", role: "governance" }],
    [consumer, { name: "operations", role: "consumer" }],
  ]),
  jurisdiction: "eu",
  verdictLine: "2 rules, 3 decisions",
  recorded: [],
};

const stackUrn = "urn:pulumi:prod-eu::meridian::pulumi:pulumi:Stack::meridian-prod-eu";
const resources = [
  { urn: stackUrn, type: "pulumi:pulumi:Stack" },
  { urn: "lake", type: "meridian:lake:DomainLake", parent: stackUrn },
  { urn: "zone", type: "meridian:lake:ZoneBucket", parent: "lake" },
  { urn: "bucket", type: "aws:s3/bucket:Bucket", parent: "zone", provider: provider(gov) },
  { urn: "key", type: "aws:kms/key:Key", parent: "lake", provider: provider(gov) },
  { urn: "lake2", type: "meridian:lake:DomainLake", parent: stackUrn },
  { urn: "bucket2", type: "aws:s3/bucket:Bucket", parent: "lake2", provider: provider(gov) },
  { urn: "loose", type: "aws:iam/role:Role", parent: stackUrn, provider: provider(consumer) },
  { urn: "stray", type: "aws:iam/role:Role", parent: stackUrn, provider: provider("999999999999") },
];
const flow = {
  urn: "bucket",
  path: "principal",
  from: `eu/eu-west-1/${gov}`,
  to: `eu/${consumer}`,
  mechanism: "grant",
  classification: "internal",
  verdict: "allow",
  reason: "The data stays in eu.",
  crosses: "account",
} as const;
const finding = {
  rule: "RES-01",
  level: "mandatory",
  urn: "bucket",
  message: "is in the wrong place.",
  file: "components/lake/zone-bucket.ts",
  line: 12,
  fix: "use eu-west-1",
} as const;

const render = (over: Partial<TreeInput> = {}, more: Partial<TreeContext> = {}) =>
  renderTree(
    {
      stack: "prod-eu",
      mode: "resolved",
      resources,
      flows: [],
      findings: [],
      outlook: emptyOutlook,
      ...over,
    },
    { ...context, ...more },
  );

describe("renderTree", () => {
  it("groups cloud resources by account and top-level component, accounts in the configured order", () => {
    assert.deepEqual(render().split("\n").slice(0, 11), [
      "prod-eu  jurisdiction eu  resolved mode  5 AWS resources in 2 accounts",
      "",
      "governance  111122223333  governance  3 resources",
      "└─ lake:DomainLake ×2                                 3",
      "",
      "operations  444455556666  consumer  1 resources",
      "└─ iam/role:Role                                      1",
      "",
      "not in the configuration  999999999999  unknown  1 resources",
      "└─ iam/role:Role                                      1",
      "",
    ]);
  });

  it("shows flows that leave an account or a region, alike ones once with their count, refused ones first", () => {
    const abroad = { to: "us/us-east-1/444455556666", crosses: "jurisdiction" } as const;
    const denied = { ...flow, ...abroad, verdict: "deny", reason: "No." } as const;
    const home = { ...flow, to: `eu/${gov}`, crosses: "none" } as const;
    const text = render({ flows: [flow, flow, denied, home] });
    const from = text.indexOf("Data flows");
    assert.deepEqual(text.slice(from).split("\n").slice(1, 4), [
      "  deny      grant        internal         1×  eu/eu-west-1/governance → us/us-east-1/operations  No.",
      "  allow     grant        internal         2×  eu/eu-west-1/governance → eu/operations  The data stays in eu.",
      "  and 1 inside one account and region, all allowed",
    ]);
  });

  it("keeps a flow that is not proven even inside one account", () => {
    const text = render({ flows: [{ ...flow, to: `eu/${gov}`, crosses: "none", verdict: "undecided" }] });
    assert.match(text, /^ {2}undecided grant/m);
    assert.match(text, /and 0 inside/);
  });

  it("names the keys of the configuration that change nothing yet", () => {
    const text = render({}, { recorded: ["budgets", "recovery"] });
    assert.match(text, /\n\nrecorded, not applied yet: budgets, recovery\n\nData flows/);
    assert.doesNotMatch(render(), /recorded/);
  });

  it("shows the three nearest limits in whole percents, and gaps where there are any", () => {
    const limit = { urn: "etl", most: 10_240, unit: "characters", source: "IAM user guide, quotas" } as const;
    const limits = [10_240, 10_239, 5000, 100].map((used) => ({
      ...limit,
      used,
      subject: `policy of ${used}`,
    }));
    const gap = {
      service: "AWS::Glue::TableOptimizer",
      region: "ap-northeast-3",
      missing: "nothing is compacted",
      instead: "compact it yourself",
      rules: ["LF-10"],
      source: "a page",
    };
    const text = render({ outlook: { limits, gaps: [gap], advisories: [] } });
    assert.ok(
      text.includes(
        [
          "Declared gaps",
          "  ○ gap  AWS::Glue::TableOptimizer is not in ap-northeast-3: nothing is compacted",
          "      instead: compact it yourself; LF-10 judges nothing there",
          "",
          "Nearest limits of AWS",
          "  100 %  10240 of 10240 characters: policy of 10240",
          "   99 %  10239 of 10240 characters: policy of 10239",
          "   48 %  5000 of 10240 characters: policy of 5000",
          "",
        ].join("\n"),
      ),
      text,
    );
    assert.match(render(), /Nearest limits of AWS\n {2}none\n/);
    assert.ok(!render().includes("Declared gaps"));
  });

  it("says what contracts only record, where they do", () => {
    const advisory = { file: "contracts/a/b.yaml", line: 3, column: 1, path: "support", message: "is kept" };
    const text = render({ outlook: { limits: [], gaps: [], advisories: [advisory] } });
    assert.match(
      text,
      /\nContracts\n {2}○ note {2}contracts\/a\/b\.yaml:3:1 support: is kept\n\nNearest limits/,
    );
    assert.doesNotMatch(render(), /○ note/);
  });

  it("says that a clean stack may be deployed", () => {
    assert.match(render(), /Violations\n {2}none\n\n✔ prod-eu may be deployed\n$/);
  });

  it("says that mandatory violations block, and that advisory ones do not", () => {
    assert.match(render({ findings: [finding] }), /✖ prod-eu is blocked by 1 mandatory violation\(s\)\n$/);
    assert.match(render({ findings: [{ ...finding, level: "advisory" }] }), /✔ prod-eu may be deployed\n$/);
  });
});

describe("findingLines", () => {
  it("gives rule, resource, place, message and fix", () => {
    assert.deepEqual(findingLines([finding], paint(false)), [
      "  ✖ mandatory  RES-01  bucket\n      at components/lake/zone-bucket.ts:12\n      is in the wrong place.\n      fix: use eu-west-1",
    ]);
  });

  it("leaves out a place that is not known, and colours only when asked", () => {
    const { file, line, ...nowhere } = finding;
    assert.ok(file.length > 0 && line > 0);
    const [plain] = findingLines([nowhere], paint(false));
    const [coloured] = findingLines([nowhere], paint(true));
    assert.ok(plain !== undefined && !plain.includes(" at "));
    assert.ok(coloured?.includes("\u001b[31m✖ mandatory\u001b[0m"));
  });
});
