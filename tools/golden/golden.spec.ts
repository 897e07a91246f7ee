import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import type { PlannedResource } from "../engine/json";
import { goldenDifferences, goldenFiles, goldensOf, orphanedGoldens, type GoldenPlan } from "./golden";

const urnOf = (tail: string) => `urn:pulumi:prod::meridian::${tail}`;
const stackUrn = urnOf("pulumi:pulumi:Stack::meridian-prod");
const ids: Readonly<Record<string, string>> = { ledger: "111100000003", analysts: "111100000012" };

/** A component, a provider or, with an account, a resource of it. */
function resource(tail: string, more: Partial<PlannedResource> & { account?: string } = {}): PlannedResource {
  const { account, ...given } = more;
  const [chain = "", name = ""] = tail.split("::");
  return {
    urn: urnOf(tail),
    type: chain.split("$").at(-1)!,
    name,
    custom: account !== undefined,
    inputs: {},
    parent: stackUrn,
    dependencies: [],
    propertyDependencies: {},
    options: {},
    ...(account === undefined
      ? {}
      : {
          provider: {
            name: account,
            urn: urnOf(`pulumi:providers:aws::${account}`),
            accountId: ids[account],
          },
        }),
    ...given,
  };
}

const bucketTail = "meridian:lake:DomainLake$aws:s3/bucket:Bucket::ledger-gold";
const sample: readonly PlannedResource[] = [
  resource("meridian:lake:DomainLake$aws:s3/bucket:Bucket::analysts-results", {
    account: "analysts",
    effectiveRegion: "us-west-2",
    parent: urnOf("meridian:lake:DomainLake::analysts"),
    inputs: { bucket: "results" },
  }),
  resource(bucketTail, {
    account: "ledger",
    effectiveRegion: "us-east-1",
    parent: urnOf("meridian:lake:DomainLake::ledger"),
    options: { version: "7.48.0", protect: true },
    inputs: { bucket: "gold", policy: '{"Statement":[]}' },
  }),
  resource("meridian:lake:DomainLake::analysts"),
  resource("meridian:lake:DomainLake::ledger"),
  resource("meridian:sharing:Edge$aws:ram/share:Share::ledger-share", {
    account: "analysts",
    parent: urnOf("meridian:sharing:Edge::edge"),
  }),
  resource("meridian:sharing:Edge$aws:ram/share:Share::share", {
    account: "ledger",
    parent: urnOf("meridian:sharing:Edge::edge"),
  }),
  resource("meridian:sharing:Edge::edge"),
  resource("pulumi:providers:aws::analysts"),
  resource("pulumi:providers:aws::ledger"),
  resource("pulumi:pulumi:Stack::meridian-prod", { parent: undefined }),
];

const namesIn = (files: GoldenPlan, file: string) =>
  (JSON.parse(files.get(file)!) as { resource: string }[]).map((entry) => entry.resource.split("::")[1]);

/** The same plan with one resource otherwise. */
const planWith = (tail: string, more: Partial<PlannedResource>) =>
  sample.map((each) => (each.urn === urnOf(tail) ? { ...each, ...more } : each));

/** Lines that only one of the two texts has, in their order. */
function changedLines(before: string, after: string): { gone: string[]; come: string[] } {
  const [old, now] = [before.split("\n"), after.split("\n")];
  return { gone: old.filter((line) => !now.includes(line)), come: now.filter((line) => !old.includes(line)) };
}

describe("golden plan, whole", () => {
  const files = goldenFiles("prod", sample, "whole");

  it("has one file for each account, a component where its children are, the rest in stack.json", () => {
    assert.deepEqual([...files.keys()].sort(), ["prod/analysts.json", "prod/ledger.json", "prod/stack.json"]);
    assert.deepEqual(namesIn(files, "prod/ledger.json"), ["ledger-gold", "ledger", "share", "ledger"]);
    assert.deepEqual(namesIn(files, "prod/analysts.json"), [
      "analysts-results",
      "analysts",
      "ledger-share",
      "analysts",
    ]);
    assert.deepEqual(namesIn(files, "prod/stack.json"), ["edge", "meridian-prod"]);
  });

  it("shows of each resource where it is, what protects it and its inputs, one property a line", () => {
    const [first] = JSON.parse(files.get("prod/ledger.json")!) as unknown[];
    assert.deepEqual(first, {
      resource: bucketTail,
      account: "111100000003",
      region: "us-east-1",
      parent: "meridian:lake:DomainLake::ledger",
      options: { protect: true },
      inputs: { bucket: "gold", policy: { json: { Statement: [] } } },
    });
    assert.ok(files.get("prod/ledger.json")!.includes('\n  "options": {\n   "protect": true\n  },\n'));
  });
});

describe("golden plan, index", () => {
  const form = { samples: ["ledger"] };
  const files = goldenFiles("prod", sample, form);
  const index = files.get("prod/index.txt")!;

  it("has one line a resource: type, name, account, region, protect, and a hash over the whole entry", () => {
    const entry =
      `{"resource":"${bucketTail}","account":"111100000003","region":"us-east-1",` +
      '"parent":"meridian:lake:DomainLake::ledger","options":{"protect":true},' +
      '"inputs":{"bucket":"gold","policy":"{\\"Statement\\":[]}"}}';
    const hash = createHash("sha256").update(entry).digest("hex").slice(0, 12);
    const lines = index.trimEnd().split("\n");
    assert.deepEqual(
      lines.map((line) => line.replace(/ [0-9a-f]{12}$/, "")),
      [
        "aws:ram/share:Share ledger-share analysts - -",
        "aws:ram/share:Share share ledger - -",
        "aws:s3/bucket:Bucket analysts-results analysts us-west-2 -",
        "aws:s3/bucket:Bucket ledger-gold ledger us-east-1 protect",
        "meridian:lake:DomainLake analysts analysts - -",
        "meridian:lake:DomainLake ledger ledger - -",
        "meridian:sharing:Edge edge stack - -",
        "pulumi:providers:aws analysts analysts - -",
        "pulumi:providers:aws ledger ledger - -",
        "pulumi:pulumi:Stack meridian-prod stack - -",
      ],
    );
    assert.ok(lines.includes(`aws:s3/bucket:Bucket ledger-gold ledger us-east-1 protect ${hash}`));
  });

  it("shows a sample whole: its account, and what other accounts hold under its name", () => {
    assert.deepEqual([...files.keys()].sort(), ["prod/index.txt", "prod/ledger.json"]);
    assert.deepEqual(namesIn(files, "prod/ledger.json"), [
      "ledger-gold",
      "ledger",
      "ledger-share",
      "share",
      "ledger",
    ]);
  });

  it("refuses a sample that shows nothing", () => {
    assert.throws(() => goldenFiles("prod", sample, { samples: ["ledgers"] }), {
      message: 'tools/golden/forms.ts: prod has nothing of "ledgers"; name an account of it.',
    });
  });

  it("changes in exactly one line when one argument of one resource changes", () => {
    const tail = "meridian:lake:DomainLake$aws:s3/bucket:Bucket::analysts-results";
    const after = goldenFiles("prod", planWith(tail, { inputs: { bucket: "other" } }), form);
    const { gone, come } = changedLines(index, after.get("prod/index.txt")!);
    assert.deepEqual(
      [gone, come].map((lines) => lines.map((line) => line.replace(/[0-9a-f]{12}$/, ""))),
      Array(2).fill(["aws:s3/bucket:Bucket analysts-results analysts us-west-2 - "]),
    );
    assert.equal(after.get("prod/ledger.json"), files.get("prod/ledger.json"));
    assert.deepEqual(goldenDifferences(files, after), [
      "~ prod/index.txt aws:s3/bucket:Bucket analysts-results",
    ]);
  });

  it("changes in its line and in the sample when the sample has the resource", () => {
    const after = goldenFiles("prod", planWith(bucketTail, { inputs: { bucket: "other" } }), form);
    assert.equal(changedLines(index, after.get("prod/index.txt")!).come.length, 1);
    assert.deepEqual(goldenDifferences(files, after), [
      "~ prod/index.txt aws:s3/bucket:Bucket ledger-gold",
      `~ prod/ledger.json ${bucketTail}`,
    ]);
  });

  it("hashes everything that the whole form says, and not the version of the SDK", () => {
    const changes: Partial<PlannedResource>[] = [
      { options: { protect: true, retainOnDelete: true } },
      { parent: urnOf("meridian:lake:DomainLake::analysts") },
      { provider: { name: "ledger", accountId: "999900000003" } },
      { effectiveRegion: "us-west-2" },
      { options: {} },
      { urn: urnOf("meridian:lake:OtherLake$aws:s3/bucket:Bucket::ledger-gold") },
    ];
    const lines = [{}, ...changes].map((change) =>
      goldenFiles("prod", planWith(bucketTail, change), { samples: [] })
        .get("prod/index.txt")!
        .split("\n")
        .find((line) => line.includes(" ledger-gold ")),
    );
    assert.equal(new Set(lines).size, changes.length + 1);
    const upgraded = planWith(bucketTail, { options: { version: "8.0.0", protect: true } });
    assert.equal(goldenFiles("prod", upgraded, form).get("prod/index.txt"), index);
  });
});

describe("golden differences", () => {
  const one = goldenFiles("prod", sample, { samples: ["ledger"] });

  it("are none between the same plans", () => {
    assert.deepEqual(goldenDifferences(one, new Map(one)), []);
  });

  it("name what is added and removed, in every file", () => {
    const without = goldenFiles(
      "prod",
      sample.filter(({ urn }) => urn !== urnOf(bucketTail)),
      { samples: ["ledger"] },
    );
    // With its only child a component also loses its account.
    assert.deepEqual(goldenDifferences(one, without), [
      "- prod/index.txt aws:s3/bucket:Bucket ledger-gold",
      "~ prod/index.txt meridian:lake:DomainLake ledger",
      `- prod/ledger.json ${bucketTail}`,
    ]);
    assert.deepEqual(goldenDifferences(without, one), [
      "+ prod/index.txt aws:s3/bucket:Bucket ledger-gold",
      "~ prod/index.txt meridian:lake:DomainLake ledger",
      `+ prod/ledger.json ${bucketTail}`,
    ]);
  });

  it("name a file that is missing or that should not be there", () => {
    const index = new Map([["prod/index.txt", one.get("prod/index.txt")!]]);
    assert.deepEqual(goldenDifferences(index, one), ["+ prod/ledger.json"]);
    assert.deepEqual(goldenDifferences(one, index), ["- prod/ledger.json"]);
  });

  it("name a file that says the same in another form, for the next update would rewrite it", () => {
    const reversed = one.get("prod/index.txt")!.trimEnd().split("\n").reverse().join("\n") + "\n";
    const edited = new Map(one).set("prod/index.txt", reversed);
    assert.deepEqual(goldenDifferences(edited, one), ["~ prod/index.txt (its form only)"]);
  });

  it("tell two resources of one type and name apart", () => {
    const twin = { ...sample[1]!, urn: urnOf("meridian:lake:OtherLake$aws:s3/bucket:Bucket::ledger-gold") };
    const both = (bucket: string) =>
      goldenFiles("prod", [...sample, { ...twin, inputs: { bucket } }], { samples: [] });
    assert.deepEqual(goldenDifferences(both("a"), both("b")), [
      "~ prod/index.txt aws:s3/bucket:Bucket ledger-gold",
    ]);
  });

  it("are asked stack by stack; what belongs to none is an orphan", () => {
    const all = new Map([...one, ["gone/index.txt", ""], ["prod.json", ""], ["prod-us/index.txt", ""]]);
    assert.deepEqual(goldensOf("prod", all), new Map(one));
    assert.deepEqual(orphanedGoldens(["prod", "prod-us"], all), ["gone/index.txt", "prod.json"]);
  });
});
