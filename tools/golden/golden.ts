import { readFileSync } from "node:fs";
import { join } from "node:path";

import { planDocument, type PlannedResource } from "../engine/json";
import { planStack } from "../engine/run";
import { readStacks } from "../stacks";

/** Where the golden plans stand; the tests compare with them, only `npm run plan:update` rewrites them. */
export const goldenFile = (root: string, stack: string): string =>
  join(root, "accounts", "plan", `${stack}.json`);

const afterStack = (urn: string): string => urn.split("::").slice(2).join("::");

/** One resource as reviewers read it: where it is, what protects it, and its inputs with policy documents spelled out. */
function goldenEntry({ urn, provider, effectiveRegion, parent, options, inputs }: PlannedResource): object {
  // The SDK's version would change every entry at each upgrade and says nothing about the resource.
  const chosen = Object.entries(options).filter(([key]) => key !== "version");
  return {
    resource: afterStack(urn),
    account: provider?.accountId,
    region: effectiveRegion,
    parent: parent === undefined ? undefined : afterStack(parent),
    options: Object.fromEntries(chosen),
    inputs,
  };
}

/** JSON texts (policies, job arguments) as objects under `json`, so that a diff shows the statement that changed. */
function spellOut(_key: string, value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    return { json: JSON.parse(value) as unknown };
  } catch {
    return value;
  }
}

/**
 * The plan of one stack as a first preview knows it (faithful mode: no ids), sorted by URN, one property a line, so that
 * a text diff shows the reach of a change.
 */
export async function goldenPlan(root: string, stack: string, today: string): Promise<string> {
  const [read] = readStacks(root, [stack], today);
  const plan = await planStack({
    root,
    stack,
    mode: "faithful",
    transport: "in-process",
    config: read!.config,
  });
  const { resources } = planDocument(plan, { findings: [], flows: [] });
  return JSON.stringify(resources.map(goldenEntry), spellOut, 1) + "\n";
}

/** The resources by which two golden plans differ, as `+`, `-` and `~` lines; empty when they are the same. */
export function goldenDifferences(expected: string, actual: string): string[] {
  const index = (text: string) =>
    new Map(
      (JSON.parse(text) as { resource: string }[]).map((entry) => [entry.resource, JSON.stringify(entry)]),
    );
  const [before, after] = [index(expected), index(actual)];
  const removed = [...before.keys()].filter((key) => !after.has(key)).map((key) => `- ${key}`);
  const added = [...after.keys()].filter((key) => !before.has(key)).map((key) => `+ ${key}`);
  const changed = [...after].filter(([key, line]) => before.has(key) && before.get(key) !== line);
  return [...removed, ...added, ...changed.map(([key]) => `~ ${key}`)];
}

export const readGolden = (root: string, stack: string): string =>
  readFileSync(goldenFile(root, stack), "utf8");
