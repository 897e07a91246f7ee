import { readFileSync } from "node:fs";

import { currentDay } from "../../components/residency/dates";
import { rules } from "../../policy-pack/rules";
import { evaluate } from "../../policy-pack/run";
import { planStack } from "../engine/run";
import type { PlanMode } from "../engine/types";
import { modelOf, readStacks } from "../stacks";
import type { EngineState } from "./compare";
import { cliSearch, type OfflineEngine } from "./environment";
import { findCli } from "./find-cli";

/** What a spec about the real engine needs: a CLI to run, or why it cannot run here. */
export interface EngineTests {
  /** The `pulumi` executable; empty when there is none, and then no test may run. */
  cli: string;
  /** Goes behind a suite's title; empty when its tests run. */
  because: string;
  /** `it`, or `it.skip` when the engine is missing: the skipped tests are counted. */
  test: Mocha.TestFunction | Mocha.PendingTestFunction;
}

/**
 * Tests of the real engine take minutes, so only `npm run test:cli` (MERIDIAN_CLI=1) runs them, and only where a
 * CLI is found or was built.
 */
export function engineTests(): EngineTests {
  const asked = process.env["MERIDIAN_CLI"] === "1";
  const cli = asked ? findCli(cliSearch(() => undefined)) : undefined;
  const missing = asked ? "no Pulumi CLI, see `npm run pulumi-cli -- version`" : "run by `npm run test:cli`";
  return cli === undefined
    ? { cli: "", because: ` (skipped: ${missing})`, test: it.skip }
    : { cli, because: "", test: it };
}

export interface Violation {
  policy: string;
  urn: string;
  level: string;
  /** First line, without colours: the engine may add lines of its own. */
  message: string;
}

/** Violations as text, in one order, to compare. */
export const inOrder = (violations: readonly Violation[]) =>
  violations.map((one) => JSON.stringify(one)).sort();

const firstLine = (message: string) =>
  message
    .replaceAll(/<\{%.*?%\}>/g, "")
    .trim()
    .split("\n")[0] ?? "";

/** The engine's events, from the file that `--event-log` named. */
export function eventsIn(log: string): Record<string, unknown>[] {
  return eventsOf(readFileSync(log, "utf8"));
}

function eventsOf(text: string): Record<string, unknown>[] {
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What policies said, from the engine's events. */
export function violationsIn(log: string): Violation[] {
  return violationsOf(readFileSync(log, "utf8"));
}

/** What policies said, from events that a command printed. */
export function violationsOf(text: string): Violation[] {
  return eventsOf(text).flatMap((event): Violation[] => {
    const policyEvent = event["policyEvent"] as Record<string, string> | undefined;
    if (policyEvent === undefined) return [];
    const { policyName, resourceUrn, enforcementLevel, message } = policyEvent;
    return [
      {
        policy: policyName ?? "",
        urn: resourceUrn ?? "",
        level: enforcementLevel ?? "",
        message: firstLine(message ?? ""),
      },
    ];
  });
}

/** `meridian plan` of a stack: resources and violations. */
export async function planned(root: string, name: string, mode: PlanMode) {
  const today = currentDay();
  const [stack] = readStacks(root, [name], today);
  const { graph } = await planStack({ root, stack: name, mode, config: stack!.config });
  const { findings } = evaluate(graph, modelOf(stack!, today));
  const violations = findings.map(({ rule, urn, level, message }) => ({
    policy: rules.find(({ id }) => id === rule)?.name ?? rule,
    urn,
    level,
    message: firstLine(message),
  }));
  return { resources: graph.resources, violations };
}

/** How many resources an operation created, changed, kept …, from the engine's last summary event. */
export function changesIn(log: string): Record<string, number> {
  const summary = eventsIn(log).findLast((event) => event["summaryEvent"] !== undefined);
  const { resourceChanges } = summary?.["summaryEvent"] as { resourceChanges: Record<string, number> };
  return resourceChanges;
}

/** The state of a stack: what the engine made and what was under way when it ended. */
interface Deployment {
  /** Empty when nothing was made or all of it is gone. */
  resources: (EngineState & { outputs?: object })[];
  pending: { resource: { urn: string } }[];
}

/** The state of a stack, and the text that it was exported as. */
export function exportedState(engine: OfflineEngine, stack: string): Deployment & { text: string } {
  return deploymentIn(engine.run("stack", "export", "--stack", stack).stdout);
}

/** What `pulumi stack export` prints. */
export function deploymentIn(stdout: string): Deployment & { text: string } {
  const { deployment } = JSON.parse(stdout) as {
    deployment: { resources?: Deployment["resources"]; pending_operations?: Deployment["pending"] };
  };
  return {
    resources: deployment.resources ?? [],
    pending: deployment.pending_operations ?? [],
    text: stdout,
  };
}

/** How many values stand in the inputs, at any depth. */
function valuesIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return value === undefined ? 0 : 1;
  return Object.values(value).reduce((sum: number, each) => sum + valuesIn(each), 0);
}

/** What a comparison covered, for its test to print; every difference that is allowed is in `compare.ts`. */
export function coverage({ resources, violations }: Awaited<ReturnType<typeof planned>>): string {
  const values = resources.reduce((sum, { inputs }) => sum + valuesIn(inputs), 0);
  return `${resources.length} resources, ${values} input values, ${violations.length} violations compared, 0 differences`;
}
