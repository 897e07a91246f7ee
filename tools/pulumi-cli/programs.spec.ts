import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { UNKNOWN } from "../../policy-pack/graph/types";
import { neverSettles, ProgramError } from "../engine/errors";
import { planStack } from "../engine/run";
import type { Plan, PlanOptions } from "../engine/types";
import { maskSecrets, sortKeys } from "../engine/wire";
import { differences, type EngineState, fromEngine, fromPlan } from "./compare";
import { OfflineEngine } from "./environment";
import { readRecording, type Recording } from "./recording";
import { engineTests, eventsIn } from "./testing";

const { cli, because, test } = engineTests();

const fixtures = "bin/tools/engine/fixtures";
/** What the other stack exports that programs look at. */
const upstream = { catalogArn: "arn:aws:glue:eu-central-1:222222222222:catalog" };

const broken = `${fixtures}/broken.js`;
const programs = `${fixtures}/programs.js`;
const syntaxError = "tools/engine/fixtures/syntax-error.cjs";

interface Program {
  file: string;
  config?: Readonly<Record<string, unknown>>;
}
const ofCase = (file: string, name: string, config = {}): Program => ({
  file,
  config: { "fixture:case": name, ...config },
});

/** What the real engine said about a program. */
interface Previewed {
  status: number | null;
  states: EngineState[];
  /** What the program and the engine complained about, without the engine's own prefix. */
  errors: string[];
  warnings: string[];
  recording: Recording;
}

/** A project in a folder of its own that holds the compiled fixtures; both engines run the same files. */
class FixtureProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "meridian-programs-"));
  private readonly engine: OfflineEngine;
  private readonly project = path.join(this.folder, "project");

  constructor() {
    const root = projectRoot();
    for (const name of [fixtures, syntaxError])
      cpSync(path.join(root, name), path.join(this.project, name), { recursive: true });
    symlinkSync(path.join(root, "node_modules"), path.join(this.project, "node_modules"));
    writeFileSync(path.join(this.project, "package.json"), '{"name":"fixture"}');
    this.engine = new OfflineEngine(cli, this.project, path.join(this.folder, "engine"));
    this.exportUpstream();
  }

  /** Another stack in the same backend, as `organization/other/dev`. */
  private exportUpstream(): void {
    const other = path.join(this.folder, "other");
    mkdirSync(other);
    writeFileSync(path.join(other, "Pulumi.yaml"), "name: other\nruntime: nodejs\n");
    const type = "pulumi:pulumi:Stack";
    const stack = {
      urn: `urn:pulumi:dev::other::${type}::other-dev`,
      custom: false,
      type,
      outputs: upstream,
    };
    const manifest = { time: "2026-01-01T00:00:00Z", magic: "", version: "" };
    const state = path.join(other, "state.json");
    writeFileSync(state, JSON.stringify({ version: 3, deployment: { manifest, resources: [stack] } }));
    for (const args of [
      ["stack", "init", "dev"],
      ["stack", "import", "--file", state],
    ]) {
      const { status, stderr } = this.engine.run("--cwd", other, ...args);
      assert.equal(status, 0, stderr);
    }
  }

  preview({ file, config = {} }: Program): Previewed {
    const runtime = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    writeFileSync(path.join(this.project, "Pulumi.yaml"), `name: fixture\nmain: ${file}\n${runtime}`);
    writeFileSync(path.join(this.project, "Pulumi.dev.yaml"), stackFileOf(config));
    const [calls, log] = [path.join(this.folder, "calls.json"), path.join(this.folder, "events.json")];
    rmSync(calls, { force: true });
    process.env["PULUMI_DEBUG_GRPC"] = calls;
    const { status, stdout } = this.engine.run("preview", "--stack", "dev", "--json", "--event-log", log);
    delete process.env["PULUMI_DEBUG_GRPC"];
    const { steps } = JSON.parse(stdout) as { steps?: { newState: EngineState }[] };
    return {
      status,
      states: (steps ?? []).map(({ newState }) => newState),
      ...complaintsIn(log),
      recording: readRecording(calls),
    };
  }

  plan({ file, config = {} }: Program, options: Partial<PlanOptions> = {}): Promise<Plan> {
    const program = path.join(this.project, file);
    const stackReferences = { "organization/other/dev": upstream };
    const base = { root: this.project, stack: "dev", project: "fixture", config, program, stackReferences };
    return planStack({ ...base, ...options });
  }

  /** What a plan of a program that cannot be planned says. */
  async refusal(program: Program): Promise<ProgramError> {
    const failure: unknown = await this.plan(program).catch((error: unknown) => error);
    assert.ok(failure instanceof ProgramError, `planned, or failed otherwise: ${String(failure)}`);
    return failure;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function stackFileOf(config: Readonly<Record<string, unknown>>): string {
  const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  return lines.length === 0 ? "" : `config:\n${lines.join("")}`;
}

function complaintsIn(log: string): { errors: string[]; warnings: string[] } {
  const messages = eventsIn(log).flatMap((event) => {
    const { severity = "", message = "" } = (event["diagnosticEvent"] ?? {}) as Record<string, string>;
    return /^(error|info#err)$/.test(severity) ? [message.trimEnd()] : [];
  });
  const [warning, error] = ["warning: [runtime] ", "error: [runtime] "];
  return {
    errors: messages.filter((text) => !text.startsWith(warning)).map((text) => text.replace(error, "")),
    warnings: messages.filter((text) => text.startsWith(warning)).map((text) => text.slice(warning.length)),
  };
}

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

/** Differences of resources and reads; the engine's preview lists no default providers. */
function compare({ states, recording }: Previewed, plan: Plan, transformed: boolean): string[] {
  const shown = [...plan.graph.resources, ...plan.reads].filter(
    ({ type, name }) => !type.startsWith("pulumi:providers:") || !name.startsWith("default"),
  );
  const recorded = (urn: string) => (transformed ? undefined : recording.resources.get(urn));
  return differences(
    new Map(states.map((state) => [state.urn, fromEngine(state, recorded(state.urn))])),
    new Map(shown.map((resource) => [resource.urn, fromPlan(resource)])),
  );
}

describe(`programs under the real engine and under meridian plan${because}`, function () {
  this.timeout(120_000);
  let project: FixtureProject;
  before(() => {
    if (cli !== "") project = new FixtureProject();
  });
  after(() => project?.remove());

  const names = ["options", "inheritance", "values", "transformations", "transforms", "reads", "remote"];
  const graphs: Record<string, Program> = {
    everything: { file: `${fixtures}/everything.js`, config: { "aws:region": "eu-north-1" } },
    synthetic: { file: `${fixtures}/synthetic.js`, config: { "fixture:groups": 2 } },
    "late but fine": ofCase(broken, "late but fine"),
    ...Object.fromEntries(names.map((name) => [name, ofCase(programs, name)])),
  };
  for (const [name, program] of Object.entries(graphs)) {
    test(`see the same in "${name}"`, async () => {
      const real = project.preview(program);
      assert.equal(real.status, 0);
      const plan = await project.plan(program);
      assert.deepEqual(compare(real, plan, name === "transforms"), []);
      assert.deepEqual(sortKeys(maskSecrets(real.recording.outputs)), sortKeys(plan.outputs));
      const asked = plan.invokes.map(({ token, args }) => JSON.stringify([token, args]));
      assert.deepEqual(asked.sort(), real.recording.invokes);
      const said = (severity: string) =>
        plan.diagnostics.flatMap((one) => (one.severity === severity ? [one.message] : []));
      assert.deepEqual([said("error"), said("warning")], [real.errors, real.warnings]);
    });
  }

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

  it(`name the only failures that one of them does not see${because}`, async function () {
    if (cli === "") this.skip();
    const [forever, early, file] = [
      ofCase(broken, "never settles"),
      ofCase(programs, "hook in previews"),
      ofCase(programs, "missing file"),
    ];
    // The engine's preview ends well with whatever was registered until then.
    assert.equal(project.preview(forever).status, 0);
    assert.equal((await project.refusal(forever)).text, neverSettles);
    // The engine would run the hook, which may do anything.
    assert.equal(project.preview(early).status, 0);
    assert.match((await project.refusal(early)).text, /^hook "early" asks to run in previews, /);
    // A plan does not read the files that are to be uploaded.
    assert.match(project.preview(file).errors[0] ?? "", /failed to compute asset hash for "source"/);
    assert.equal((await project.plan(file)).graph.resources.length, 3);
    // A preview reads what exists; a plan has only the id that the program gives.
    const read = ofCase(programs, "read output");
    assert.deepEqual(project.preview(read).recording.outputs, { arn: "arn:aws:s3:::existing-bucket" });
    assert.deepEqual((await project.plan(read)).outputs, { arn: UNKNOWN });
  });
});
