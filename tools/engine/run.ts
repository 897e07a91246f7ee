import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { CapturedStacks } from "./captured-stacks";
import { MonitorCore } from "./core";
import { toResources } from "./graph";
import { SourcePositions } from "./positions";
import type { Run, Transport } from "./transport";
import { runInProcess } from "./transport-in-process";
import { runOverGrpc } from "./transport-grpc";
import type { Plan, PlanOptions, PlanTransport } from "./types";
import { maskSecrets, sortKeys } from "./wire";

const transports: Record<PlanTransport, Transport> = {
  "in-process": runInProcess,
  grpc: runOverGrpc,
};

/** Runs share the SDK's global runtime, so they take turns. */
let turn: Promise<unknown> = Promise.resolve();

/**
 * Runs one stack of a program with no Pulumi CLI, no AWS account and no network, and returns everything it registers.
 * Calls queue up behind each other; the second stack in a process takes a fraction of the first.
 *
 * @throws ProgramError when the program throws, rejects, never ends, registers a URN twice, or asks for a function or a
 *   stack reference that has no answer offline. Its message begins with `file:line`.
 */
export function planStack(options: PlanOptions): Promise<Plan> {
  const result = turn.then(() => planNow(options));
  turn = result.catch(() => undefined);
  return result;
}

async function planNow(options: PlanOptions): Promise<Plan> {
  const mode = options.mode ?? "faithful";
  const run = toRun(options);
  const { stack, project, config, positions } = run;
  const core = new MonitorCore({
    stack,
    project,
    mode,
    config,
    stackReferences: options.stackReferences ?? {},
    positions,
    stacks: run.stacks,
  });
  try {
    await transports[options.transport ?? "in-process"](run, core);
  } finally {
    core.transforms.close();
  }
  return {
    stack,
    mode,
    graph: { stack, resources: toResources(core.registrations.values(), positions) },
    reads: toResources(core.reads.values(), positions),
    invokes: [...core.invokes].sort((a, b) => compare(textOf(a), textOf(b))),
    outputs: maskSecrets(core.stackOutputs),
    diagnostics: core.diagnostics,
  };
}

function textOf(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toRun(options: PlanOptions): Run {
  const manifest = JSON.parse(readFileSync(path.join(options.root, "package.json"), "utf8")) as {
    name?: string;
    main?: string;
    meridian?: { program?: string };
  };
  // This project's `main` first makes the build current, as the CLI needs it; the npm scripts have done so already.
  const program = manifest.meridian?.program ?? manifest.main ?? "index.js";
  return {
    root: options.root,
    stack: options.stack,
    project: options.project ?? projectName(options.root) ?? manifest.name ?? "project",
    organization: options.organization ?? "organization",
    program: options.program ?? path.join(options.root, program),
    config: Object.fromEntries(Object.entries(options.config).map(([key, value]) => [key, toText(value)])),
    fast: options.fast ?? true,
    positions: new SourcePositions(options.root),
    stacks: new CapturedStacks(),
  };
}

/** `name` of `Pulumi.yaml`: a top-level scalar, so no YAML reader is loaded for it. */
function projectName(root: string): string | undefined {
  const file = path.join(root, "Pulumi.yaml");
  return existsSync(file) ? /^name:\s*["']?([\w.-]+)/m.exec(readFileSync(file, "utf8"))?.[1] : undefined;
}

/** As the engine hands it over: what has no value is an empty text, all that is no text is JSON. */
function toText(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
