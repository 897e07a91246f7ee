import assert from "node:assert/strict";

import { broken, FixtureProject, ofCase, programs, syntaxError, type Program } from "./fixture-project";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();

/**
 * Places of the frames that are the project's own, among lines of an error. Constructors are left out, as the SDK does where
 * it says where a resource comes from.
 */
function placesIn(lines: readonly string[]): string[] {
  const own = /^ +at (?!new ).*\/project\/((?:tools|bin)\/[^:]+:\d+)/;
  return lines.flatMap((line) => own.exec(line)?.[1] ?? []);
}

/** What is wrong, without the engine's preamble, how many promises are left, and the way out. */
function whatOf(lines: readonly string[]): string {
  const said = lines
    .flatMap((line) => line.split("\n"))
    .filter((line) => !line.startsWith("Running program '"));
  const thrown = said.find((line) => /^(<ref \*1> )?\w*Error: /.test(line));
  const text = thrown ?? said.find((line) => /^\w/.test(line)) ?? "";
  return (
    text
      .replace(/^<ref \*1> /, "")
      .replace(/that \d+ promises/, "that promises")
      .split("; ")[0] ?? ""
  );
}

/** A program, what the engine says of it, and what a plan says when that is not the same; both without the way out. */
type Failure = readonly [program: Program, engine: string, plan?: string];

describe(`programs that fail, under the real engine and under meridian plan${because}`, function () {
  this.timeout(120_000);
  let project: FixtureProject;
  before(() => {
    if (cli !== "") project = new FixtureProject(cli);
  });
  after(() => project?.remove());

  const bucket = "aws:s3/bucket:Bucket";
  const urnOf = (name: string) => `urn:pulumi:dev::fixture::${bucket}::${name}`;
  const registering = (name: string, type = bucket) =>
    `Error: failed to register new resource ${name} [${type}]`;
  const getVpc = "aws:ec2/getVpc:getVpc";
  const noDefaults = { "pulumi:disable-default-providers": ["aws"] };
  const alike: Record<string, Failure> = {
    throws: [ofCase(broken, "throws"), "Error: thrown on purpose"],
    rejects: [ofCase(broken, "rejects"), "Error: rejected on purpose"],
    "throws in apply": [ofCase(broken, "throws in apply"), "Error: applied on purpose"],
    "run error": [ofCase(programs, "run error"), "told plainly"],
    "missing config": [
      ofCase(programs, "missing config"),
      "Missing required configuration variable 'fixture:absent'",
    ],
    "missing output": [
      ofCase(programs, "missing output"),
      "Error: Required output 'absent' does not exist on stack 'organization/other/dev'.",
    ],
    "a syntax error": [{ file: syntaxError }, "SyntaxError: Unexpected token ';'"],
    "throws a string": [ofCase(broken, "throws a string"), "a string", 'threw "a string"'],
    duplicate: [
      ofCase(broken, "duplicate"),
      `Duplicate resource URN '${urnOf("twice")}'`,
      `duplicate URN "${urnOf("twice")}", first registered at tools/engine/fixtures/broken.ts:38`,
    ],
    "unanswered function": [
      ofCase(broken, "unanswered function"),
      `Error: invocation of ${getVpc} returned an error: function ${getVpc} has no answer offline`,
      `function ${getVpc}({"id":"vpc-1"}) has no answer offline`,
    ],
    "unknown stack": [
      ofCase(broken, "unknown stack"),
      'Preview failed: unknown stack "organization/absent/dev"',
      'stack reference "organization/absent/dev" has no outputs offline',
    ],
    "no provider": [
      ofCase(broken, "no provider", noDefaults),
      `Default provider for 'aws' disabled. '${urnOf("homeless")}' must use an explicit provider.`,
      `${bucket} names no provider and the default provider of "aws" is disabled`,
    ],
    "input never settles": [
      ofCase(broken, "input never settles"),
      "The Pulumi runtime detected that promises were still active",
      "1 registered but never completed, because an input never settles: " +
        `${bucket} "pending" (tools/engine/fixtures/broken.ts:34)`,
    ],
    "throwing transform": [
      ofCase(programs, "throwing transform"),
      `${registering("transformed")}: 2 UNKNOWN: invoke transform: rpc error: code = Unknown desc = ` +
        "transform failed: Error: transformed on purpose",
      "transform failed: Error: transformed on purpose",
    ],
    "throwing function transform": [
      ofCase(programs, "throwing function transform"),
      "Error: transform failed: Error: asked on purpose",
      "transform failed: Error: asked on purpose",
    ],
    "invalid type": [
      ofCase(programs, "invalid type"),
      `${registering("odd", "nonsense")}: 3 INVALID_ARGUMENT: ` +
        "Type 'nonsense' is not a valid type token (must have format '*:*:*')",
      'type "nonsense" is not a valid type token',
    ],
    "invalid alias": [
      ofCase(programs, "invalid alias"),
      `${registering("renamed")}: 3 INVALID_ARGUMENT: invalid alias URN: invalid URN "its-old-name"`,
      'alias "its-old-name" of "renamed" cannot be read',
    ],
    "invalid timeout": [
      ofCase(programs, "invalid timeout"),
      `${registering("slow")}: 2 UNKNOWN: unable to parse customTimeout Value 5 minutes`,
      'timeout "5 minutes" of "slow" cannot be read',
    ],
  };
  for (const [name, [program, engineText, planText = engineText]] of Object.entries(alike)) {
    test(`fail alike in "${name}"`, async () => {
      const real = project.preview(program);
      const failure = await project.refusal(program);
      assert.notEqual(real.status, 0);
      assert.deepEqual([whatOf(real.errors), whatOf([failure.text])], [engineText, planText]);
      const [place] = placesIn(real.errors);
      if (place !== undefined) assert.equal(`${failure.source?.file}:${failure.source?.line}`, place);
    });
  }
});
