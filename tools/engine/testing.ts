import { readFileSync } from "node:fs";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { readStacks } from "../stacks";
import { planDocument } from "./json";
import { planStack } from "./run";
import { sortKeys } from "./wire";
import type { Plan, PlanMode, PlannedResource, PlanOptions } from "./types";

export const root = projectRoot();

const fixtures = path.join(root, "tools", "engine", "fixtures");

/** Where the fixture programs run: beside this file, so that sources run sources and compiled specs compiled programs. */
const programs = path.join(__dirname, "fixtures");

/** The file of a fixture program as it runs: its name alone is compiled, a name with an extension runs as it stands. */
export const programOf = (fixture: string): string =>
  fixture.includes(".")
    ? path.join(fixtures, fixture)
    : path.join(programs, fixture + path.extname(__filename));

/** Plans a fixture program of `tools/engine/fixtures` as stack `dev` of project `fixture`. */
export function planFixture(fixture: string, options: Partial<PlanOptions> = {}): Promise<Plan> {
  return planStack({
    root,
    stack: "dev",
    project: "fixture",
    config: {},
    program: programOf(fixture),
    ...options,
  });
}

/** The day that specs about the project's own stacks read them on; their approvals hold then. */
export const today = "2026-11-21";

const planned = new Map<string, Promise<Plan>>();

/**
 * The plan of one of the project's own stacks, made once in a process and shared by all specs of it: they read it and change
 * nothing in it.
 */
export function plannedStack(stack: string, mode: PlanMode): Promise<Plan> {
  const key = `${stack} ${mode}`;
  let plan = planned.get(key);
  if (plan === undefined) {
    const [read] = readStacks(root, [stack], today);
    plan = planStack({ root, stack, mode, transport: "in-process", config: read!.config });
    planned.set(key, plan);
  }
  return plan;
}

/** `file:line` of the only line of a fixture that contains `text`. */
export function placeOf(fixture: string, text: string): string {
  const lines = readFileSync(path.join(fixtures, `${fixture}.ts`), "utf8").split("\n");
  const found = lines.flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  if (found.length !== 1)
    throw new Error(`${fixture}.ts: "${text}" is on ${found.length} lines, not on one.`);
  return `tools/engine/fixtures/${fixture}.ts:${found[0]}`;
}

/** The resource of that type token and name; there must be exactly one. */
export function find(plan: Plan, type: string, name: string): PlannedResource {
  const [found, ...others] = plan.graph.resources.filter((one) => one.type === type && one.name === name);
  if (!found || others.length > 0)
    throw new Error(`${others.length + (found ? 1 : 0)} resources ${type} "${name}".`);
  return found;
}

/** Everything that a plan says, as text to compare. */
export function textOf(plan: Plan): string {
  const document = planDocument(plan, { findings: [], flows: [] });
  const frames = plan.graph.resources.map((resource) => resource.frames);
  const { graph, reads, invokes, outputs, diagnostics } = plan;
  return JSON.stringify(
    sortKeys({ document, frames, graph, reads, invokes, outputs, diagnostics }),
    undefined,
    1,
  );
}
