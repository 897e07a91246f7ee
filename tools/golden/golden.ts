import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { planDocument, type PlannedResource } from "../engine/json";
import { planStack } from "../engine/run";
import { groupBy } from "../group-by";
import { readStacks } from "../stacks";
import { entryOf, type Entry } from "./entry";
import { formOf, type GoldenForm } from "./forms";
import { ownersOf } from "./owners";

/** Where the golden plans stand; the tests compare with them, only `npm run plan:update` rewrites them. */
export const goldenFolder = (root: string): string => join(root, "accounts", "plan");

/** File, as `STACK/NAME`, to text. */
export type GoldenPlan = ReadonlyMap<string, string>;

const indexName = "index.txt";

/** JSON texts (policies, job arguments) as objects under `json`, so that a diff shows the statement that changed. */
function spellOut(_key: string, value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith("{")) return value;
  try {
    return { json: JSON.parse(value) as unknown };
  } catch {
    return value;
  }
}

/** One property a line, so that a text diff shows the reach of a change. */
const whole = (resources: readonly PlannedResource[]): string =>
  JSON.stringify(resources.map(entryOf), spellOut, 1) + "\n";

/** `type name account region protect hash`, the hash over everything that the whole form says; `-` for what there is not. */
function indexLine(resource: PlannedResource, owner: string): string {
  const { type, name, effectiveRegion = "-", options } = resource;
  const protect = options["protect"] === true ? "protect" : "-";
  const hash = createHash("sha256")
    .update(JSON.stringify(entryOf(resource)))
    .digest("hex")
    .slice(0, 12);
  return [type, name, owner, effectiveRegion, protect, hash].join(" ");
}

/** The resources by file: whole accounts, or the samples. */
function wholeParts(
  resources: readonly PlannedResource[],
  owners: ReadonlyMap<string, string>,
  form: GoldenForm,
): Map<string, PlannedResource[]> {
  if (form === "whole") return groupBy(resources, ({ urn }) => owners.get(urn)!);
  return new Map(
    form.samples.map((sample) => [
      sample,
      resources.filter(
        ({ urn, name }) => owners.get(urn) === sample || name === sample || name.startsWith(`${sample}-`),
      ),
    ]),
  );
}

/**
 * The golden files of one stack, in the form that `forms.ts` gives it.
 * @throws Error when a sample has no resource, so that it cannot stay behind when what it shows is renamed
 */
export function goldenFiles(
  stack: string,
  resources: readonly PlannedResource[],
  form: GoldenForm = formOf(stack),
): GoldenPlan {
  const owners = ownersOf(resources);
  const files = new Map<string, string>();
  for (const [name, part] of wholeParts(resources, owners, form)) {
    if (part.length === 0)
      throw new Error(`tools/golden/forms.ts: ${stack} has nothing of "${name}"; name an account of it.`);
    files.set(`${stack}/${name}.json`, whole(part));
  }
  if (form !== "whole") {
    const lines = resources.map((resource) => indexLine(resource, owners.get(resource.urn)!));
    files.set(
      `${stack}/${indexName}`,
      lines
        .sort()
        .map((line) => `${line}\n`)
        .join(""),
    );
  }
  return files;
}

/** The golden plan of one stack, as a first preview knows it (faithful mode: no ids). */
export async function goldenPlan(root: string, stack: string, today: string): Promise<GoldenPlan> {
  const [read] = readStacks(root, [stack], today);
  const plan = await planStack({
    root,
    stack,
    mode: "faithful",
    transport: "in-process",
    config: read!.config,
  });
  return goldenFiles(stack, planDocument(plan, { findings: [], flows: [] }).resources);
}

/** Every golden file that there is, whether of a stack or not. */
export function readGoldens(root: string): GoldenPlan {
  const folder = goldenFolder(root);
  if (!existsSync(folder)) return new Map();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

const entriesIn = (text: string) => JSON.parse(text) as Entry[];
const isIndex = (file: string) => file.endsWith(`/${indexName}`);

/** The type tokens of the resources in a golden file. */
export const typesIn = (file: string, text: string): string[] =>
  isIndex(file)
    ? text.split("\n").flatMap((line) => line.split(" ", 1))
    : entriesIn(text).map(({ resource }) => resource.split("::")[0]!.split("$").at(-1)!);

/** What a file says of each resource, by what a reviewer calls it. */
function told(file: string, text: string): Map<string, string> {
  if (!isIndex(file)) {
    return new Map(entriesIn(text).map((entry) => [entry.resource, JSON.stringify(entry)]));
  }
  // Under two components a type and a name may stand twice: such lines are told together.
  const byKey = groupBy(text.split("\n"), (line) => line.split(" ", 2).join(" "));
  return new Map([...byKey].map(([key, lines]) => [key, lines.join("\n")]));
}

function fileDifferences(file: string, expected: string, actual: string): string[] {
  const [before, after] = [told(file, expected), told(file, actual)];
  const removed = [...before.keys()].filter((key) => !after.has(key)).map((key) => `- ${file} ${key}`);
  const added = [...after.keys()].filter((key) => !before.has(key)).map((key) => `+ ${file} ${key}`);
  const changed = [...after].filter(([key, line]) => before.has(key) && before.get(key) !== line);
  const all = [...removed, ...added, ...changed.map(([key]) => `~ ${file} ${key}`)];
  return all.length > 0 || expected === actual ? all : [`~ ${file} (its form only)`];
}

/** The golden files of one stack. */
export const goldensOf = (stack: string, all: GoldenPlan): GoldenPlan =>
  new Map([...all].filter(([file]) => file.startsWith(`${stack}/`)));

/** Golden files that belong to none of the stacks: of a stack that is gone, or of a form of earlier days. */
export const orphanedGoldens = (stacks: readonly string[], all: GoldenPlan): string[] =>
  [...all.keys()].filter((file) => !stacks.some((stack) => file.startsWith(`${stack}/`)));

/**
 * What golden plans differ by, as `+`, `-` and `~` lines with the file; empty when they are the same. A file that only one
 * side has is one line.
 */
export function goldenDifferences(expected: GoldenPlan, actual: GoldenPlan): string[] {
  const files = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return files.flatMap((file) => {
    const [before, after] = [expected.get(file), actual.get(file)];
    if (before === undefined) return [`+ ${file}`];
    if (after === undefined) return [`- ${file}`];
    return before === after ? [] : fileDifferences(file, before, after);
  });
}
