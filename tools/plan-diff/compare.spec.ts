import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";

import { projectRoot } from "../../components/project/root";
import type { PlannedResource } from "../engine/json";
import { commentLimit } from "../report/markdown-table";
import { compareTrees } from "./compare";
import { diffSchemaFile, diffSchemaText, type DiffDocument } from "./diff-schema";
import { diffMarkdown } from "./markdown";
import { planned, planOf } from "./testing";
import { diffText } from "./text";

const base = { revision: "HEAD~1", commit: "0c4b7b2".padEnd(40, "0") };

type Stacks = Record<string, readonly PlannedResource[]>;

function compare(before: Stacks, after: Stacks): DiffDocument {
  const plans = (stacks: Stacks) =>
    new Map(Object.entries(stacks).map(([stack, resources]) => [stack, planOf(stack, resources)]));
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return compareTrees(base, names, { before: plans(before), after: plans(after) });
}

const statement = (account: string, actions: string[]) => ({ Sid: `Read${account}`, Action: actions });
const bucketPolicy = (name: string, Statement: object[]) =>
  planned(`meridian:lake:DomainLake$meridian:lake:ZoneBucket$aws:s3/bucketPolicy:BucketPolicy::${name}`, {
    inputs: { policy: JSON.stringify({ Version: "2012-10-17", Statement }) },
  });
const policies = (...more: object[]) =>
  ["gold", "bronze", "silver", "logs", "archive"].map((name) =>
    bucketPolicy(name, [
      statement("999900000001", ["s3:Get"]),
      statement("999900000002", ["s3:Get"]),
      ...more.map((each) => ({ ...each, Resource: `arn:aws:s3:::${name}` })),
    ]),
  );
const bucket = (name: string, more: Partial<PlannedResource> = {}) =>
  planned(`meridian:lake:DomainLake$aws:s3/bucket:Bucket::${name}`, more);
const tagged = (name: string, retention: string) => bucket(name, { inputs: { tags: { retention } } });

/** One of everything: a statement, an option, differing and shared values, resources and stacks that come and go. */
const sample = compare(
  {
    dev: [
      ...policies(),
      tagged("a", "5y"),
      tagged("b", "3y"),
      bucket("old"),
      planned("meridian:lake:DomainLake::x"),
    ],
    "prod-eu": [...policies().slice(0, 2), bucket("kept"), tagged("c", "5y")],
    "prod-uk": [bucket("a")],
  },
  {
    dev: [
      ...policies({ Sid: "Macie" }),
      tagged("a", "6y"),
      tagged("b", "4y"),
      bucket("new"),
      bucket("newer"),
    ],
    "prod-eu": [
      ...policies({ Sid: "Macie" }).slice(0, 2),
      bucket("kept", { options: { protect: true, version: "8.0.0" } }),
      tagged("c", "6y"),
    ],
    org: [planned("meridian:lake:DomainLake::x"), bucket("a")],
  },
);

describe("compared plans", () => {
  it("are shown by kind of change, with their stacks and up to three names", () => {
    assert.equal(
      diffText(sample),
      `4 of 4 stacks differ from HEAD~1 (0c4b7b2)

+ stack org: 2 resources
- stack prod-uk: 1 resource
+ 2 × aws:s3/bucket:Bucket in DomainLake
    dev  2 × new, newer
~ 1 × aws:s3/bucket:Bucket: options + protect: true
    prod-eu  1 × kept
~ 3 × aws:s3/bucket:Bucket: tags ~ retention
    dev      2 × a ("5y" → "6y"), b ("3y" → "4y")
    prod-eu  1 × c ("5y" → "6y")
- 1 × aws:s3/bucket:Bucket in DomainLake
    dev  1 × old
~ 7 × aws:s3/bucketPolicy:BucketPolicy: policy + statement Macie
    dev      5 × archive, bronze, gold and 2 more
    prod-eu  2 × bronze, gold
- 1 × meridian:lake:DomainLake
    dev  1 × x
`,
    );
  });

  it("are a comment for a pull request", () => {
    assert.equal(
      diffMarkdown(sample),
      `<!-- meridian-diff -->
## 4 of 4 stacks differ from HEAD~1 (0c4b7b2)

| stack | | before | after | different |
| --- | --- | --: | --: | --: |
| dev | differs | 9 | 9 | 11 |
| org | new stack | – | 2 | 0 |
| prod-eu | differs | 4 | 4 | 4 |
| prod-uk | no such stack any more | 1 | – | 0 |

| | resources | what | where |
| --- | --: | --- | --- |
| \`+\` | 2 | \`aws:s3/bucket:Bucket in DomainLake\` | dev 2: \`new, newer\` |
| \`~\` | 1 | \`aws:s3/bucket:Bucket\` \`options + protect: true\` | prod-eu 1: \`kept\` |
| \`~\` | 3 | \`aws:s3/bucket:Bucket\` \`tags ~ retention\` | dev 2: \`a ("5y" → "6y"), b ("3y" → "4y")\`; prod-eu 1: \`c ("5y" → "6y")\` |
| \`-\` | 1 | \`aws:s3/bucket:Bucket in DomainLake\` | dev 1: \`old\` |
| \`~\` | 7 | \`aws:s3/bucketPolicy:BucketPolicy\` \`policy + statement Macie\` | dev 5: \`archive, bronze, gold and 2 more\`; prod-eu 2: \`bronze, gold\` |
| \`-\` | 1 | \`meridian:lake:DomainLake\` | dev 1: \`x\` |
`,
    );
  });

  it("are a document with every resource, and with values where they are not the same in all", () => {
    const { schemaVersion, stacks, groups } = sample;
    assert.equal(schemaVersion, "1.0");
    assert.deepEqual(stacks.slice(0, 2), [
      { stack: "dev", state: "changed", resources: { before: 9, after: 9, different: 11 } },
      { stack: "org", state: "added", resources: { after: 2, different: 0 } },
    ]);
    const chain = "meridian:lake:DomainLake$aws:s3/bucket:Bucket::";
    const of = (stack: string, what: string) =>
      groups.filter(({ property, ...group }) => group.stack === stack && property?.what === what);
    assert.deepEqual(of("dev", "retention"), [
      {
        stack: "dev",
        change: "changed",
        type: "aws:s3/bucket:Bucket",
        property: { at: "tags", what: "retention", kind: "changed" },
        resources: [
          { resource: `${chain}a`, before: "5y", after: "6y" },
          { resource: `${chain}b`, before: "3y", after: "4y" },
        ],
      },
    ]);
    assert.deepEqual(of("prod-eu", "retention"), [
      {
        stack: "prod-eu",
        change: "changed",
        type: "aws:s3/bucket:Bucket",
        property: { at: "tags", what: "retention", kind: "changed", before: "5y", after: "6y" },
        resources: [{ resource: `${chain}c` }],
      },
    ]);
    assert.deepEqual(
      groups.filter(({ change }) => change === "added"),
      [
        {
          stack: "dev",
          change: "added",
          type: "aws:s3/bucket:Bucket",
          component: "meridian:lake:DomainLake",
          resources: [{ resource: `${chain}new` }, { resource: `${chain}newer` }],
        },
      ],
    );
  });

  it("do not depend on the order of resources", () => {
    const one = { dev: [...policies(), tagged("a", "5y")] };
    const other = { dev: [...policies({ Sid: "Macie" }), tagged("a", "6y"), bucket("b")] };
    const turned = (stacks: Stacks): Stacks => ({ dev: [...stacks["dev"]!].reverse() });
    assert.deepEqual(compare(turned(one), turned(other)), compare(one, other));
  });

  it("are none of each other when they say the same, whatever depends on what", () => {
    const one = bucket("a", { dependencies: ["urn:pulumi:x"], options: { version: "7.48.0" } });
    const other = bucket("a", { source: { file: "a.ts", line: 1 } });
    const same = compare({ dev: [one], "prod-eu": [] }, { dev: [other], "prod-eu": [] });
    assert.deepEqual(same.groups, []);
    assert.equal(diffText(same), "No difference from HEAD~1 (0c4b7b2) in 2 stacks\n");
    assert.equal(
      diffMarkdown(same),
      `<!-- meridian-diff -->
## No difference from HEAD~1 (0c4b7b2) in 2 stacks

| stack | | before | after | different |
| --- | --- | --: | --: | --: |
| dev | no difference | 1 | 1 | 0 |
| prod-eu | no difference | 0 | 0 | 0 |
`,
    );
  });

  it("tell a change in the statements of every account as one, and count a resource once", () => {
    const wide = policies().map(({ name }) =>
      bucketPolicy(name, [
        statement("999900000001", ["s3:Get", "s3:List"]),
        statement("999900000002", ["s3:Get", "s3:List"]),
      ]),
    );
    assert.equal(
      diffText(compare({ dev: policies() }, { dev: wide })),
      `1 of 1 stack differs from HEAD~1 (0c4b7b2)

~ 5 × aws:s3/bucketPolicy:BucketPolicy: policy statement Read<account>.Action + "s3:List"
    dev  5 × archive, bronze, gold and 2 more
`,
    );
  });

  it("tell where a resource is, once, and under what", () => {
    const moved = (more: Partial<PlannedResource>) =>
      diffText(compare({ dev: [bucket("a")] }, { dev: [bucket("a", more)] }))
        .split("\n")
        .slice(2, -2);
    const head = "~ 1 × aws:s3/bucket:Bucket: ";
    assert.deepEqual(moved({ effectiveRegion: "us-east-1" }), [
      `${head}~ its region: "eu-west-1" → "us-east-1"`,
    ]);
    assert.deepEqual(moved({ provider: { name: "b", accountId: "111100000004" } }), [
      `${head}~ its account: "111100000003" → "111100000004"`,
    ]);
    assert.deepEqual(moved({ parent: "urn:pulumi:any::meridian::meridian:lake:DomainLake::y" }), [
      `${head}+ its parent: "meridian:lake:DomainLake::y"`,
    ]);
    const at = (region: string) => bucket("a", { inputs: { region }, effectiveRegion: region });
    assert.deepEqual(
      compare({ dev: [at("eu-west-1")] }, { dev: [at("us-east-1")] }).groups.map(({ property }) => property),
      [{ at: "", what: "region", kind: "changed", before: "eu-west-1", after: "us-east-1" }],
    );
  });

  it("show long values and objects shortened, and what says the same in other words", () => {
    const of = (before: unknown, after: unknown) =>
      diffText(
        compare(
          { dev: [bucket("a", { inputs: { x: before } })] },
          { dev: [bucket("a", { inputs: { x: after } })] },
        ),
      ).split("\n")[2];
    const head = "~ 1 × aws:s3/bucket:Bucket: ";
    assert.equal(of("a", "b".repeat(100)), `${head}~ x: "a" → "${"b".repeat(78)}…`);
    assert.equal(of({}, { y: { z: 1 } }), `${head}x + y`);
    assert.equal(of("a", { y: 1 }), `${head}~ x: "a" → {"y":1}`);
    assert.equal(of(["a", "b"], ["b", "a"]), `${head}x in another order`);
    assert.equal(of('{"a":1}', '{"a": 1}'), `${head}x in other words`);
  });

  it("stay a comment that code hosts take, however much changes", () => {
    const many = (value: string) => ({
      dev: Array.from({ length: 3_000 }, (_, index) =>
        bucket(`bucket-${index}`, { inputs: { [`property${index}`]: value } }),
      ),
    });
    const comment = diffMarkdown(compare(many("a"), many("b")));
    assert.ok(comment.length < commentLimit, `${comment.length}`);
    assert.match(comment, /^\d+ more kinds of change are in the text and the JSON\.$/m);
  });
});

describe("diff document", () => {
  it("conforms to the published schema, which refuses anything else", () => {
    const validate = new Ajv({ strict: true, allErrors: true }).compile(
      JSON.parse(diffSchemaText()) as object,
    );
    assert.equal(validate(JSON.parse(JSON.stringify(sample))), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...sample, extra: 1 }), false);
    assert.equal(validate({ ...sample, schemaVersion: "2.0" }), false);
  });

  it("has its schema in docs/, current", () => {
    const published = readFileSync(join(projectRoot(), diffSchemaFile), "utf8");
    assert.equal(published, diffSchemaText(), "run node bin/tools/plan-diff/diff-schema.js");
  });
});
