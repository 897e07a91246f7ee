import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { ProgramError } from "../engine/errors";
import { planStack } from "../engine/run";
import type { Plan } from "../engine/types";
import type { EngineState } from "./compare";
import { OfflineEngine } from "./environment";
import { readRecording, type Recording } from "./recording";
import { eventsIn } from "./testing";

export const fixtures = "bin/tools/engine/fixtures";
/** What the other stack exports that programs look at. */
const upstream = { catalogArn: "arn:aws:glue:eu-central-1:222222222222:catalog" };

/** Programs, one for each case. */
export const broken = `${fixtures}/broken.js`;
export const programs = `${fixtures}/programs.js`;
export const syntaxError = "tools/engine/fixtures/syntax-error.cjs";

/** A program of the fixtures: its file and its stack's configuration. */
export interface Program {
  file: string;
  config?: Readonly<Record<string, unknown>>;
}
export const ofCase = (file: string, name: string, config = {}): Program => ({
  file,
  config: { "fixture:case": name, ...config },
});

/** What the real engine said about a program. */
export interface Previewed {
  status: number | null;
  states: EngineState[];
  /** What the program and the engine complained about, without the engine's own prefix. */
  errors: string[];
  warnings: string[];
  recording: Recording;
}

/** A project in a folder of its own that holds the compiled fixtures; both engines run the same files. */
export class FixtureProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), "meridian-programs-"));
  private readonly engine: OfflineEngine;
  private readonly project = path.join(this.folder, "project");

  /** @param cli the `pulumi` executable */
  constructor(cli: string) {
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

  plan({ file, config = {} }: Program): Promise<Plan> {
    const program = path.join(this.project, file);
    const stackReferences = { "organization/other/dev": upstream };
    return planStack({
      root: this.project,
      stack: "dev",
      project: "fixture",
      config,
      program,
      stackReferences,
    });
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
