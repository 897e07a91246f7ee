import { InputError } from "../../../components/errors/input-error";
import { projectRoot } from "../../../components/project/root";
import type { ResidencyModel } from "../../../components/residency/model";
import type { GraphResource } from "../../../policy-pack/graph/types";
import { evaluate, type Evaluation } from "../../../policy-pack/run";
import { planStack } from "../../engine/run";
import { isPlatform, modelOf, type PlatformStack, readStacks } from "../../stacks";
import { brief, type Check } from "./case";
import { caseDay, plantedResources, type PlantedResource } from "./graph";

/** One entry of `leaks.json` or `lawful.json`. */
export interface PlantedEntry {
  name: string;
  why: string;
  /** The stack of the project that the resources are added to. */
  stack: string;
  resources: readonly PlantedResource[];
  /** One of the sentences below. */
  expected: string;
  /** The same, written lawfully. */
  lawful?: readonly PlantedResource[];
  lawfulExpected?: string;
  /** What its author would argue about. */
  note?: string;
}

const exposing = /^(RES|SHR|LF|PUB|NET|IAM)-/;

/** A sentence of the lists → what it asks; `such` is the pattern of the entry's own `expected`. */
interface Wanted {
  text: string;
  rules: RegExp;
  /** Whether a finding is what is wanted. */
  finding: boolean;
  /** Whether an undecided answer is as wrong as a finding. */
  undecided: boolean;
}

function wantedOf(file: string, { name, expected }: PlantedEntry): Wanted {
  const finding = (rules: RegExp) => {
    const text = `a mandatory finding of ${rules.source}`;
    return { text, rules, finding: true, undecided: false };
  };
  if (/^a mandatory finding of a residency, sharing, lake,/.test(expected)) return finding(exposing);
  const pattern = /^a mandatory finding of a rule (.+)$/.exec(expected)?.[1];
  if (pattern !== undefined) return finding(new RegExp(pattern));
  if (expected === "no mandatory finding and nothing undecided") {
    return { text: expected, rules: /./, finding: false, undecided: true };
  }
  const message = `"${expected}" of ${name} is not an outcome that this program decides; correct it or teach tools/testing/cases/planted.ts`;
  throw new InputError([{ file, path: "expected", message }]);
}

interface Ground {
  stack: PlatformStack;
  model: ResidencyModel;
  resources: readonly GraphResource[];
  /** URN of one of them, which is a store of the platform's own. */
  ours: string;
}

/** Each stack of the project, planned once in a process. */
const grounds = new Map<string, Promise<Ground>>();

function groundOf(name: string): Promise<Ground> {
  let ground = grounds.get(name);
  if (ground === undefined) grounds.set(name, (ground = plan(name)));
  return ground;
}

async function plan(name: string): Promise<Ground> {
  const root = projectRoot();
  const [stack] = readStacks(root, [name], caseDay);
  if (stack === undefined || !isPlatform(stack)) throw new Error(`There is no platform ${name}.`);
  const { graph } = await planStack({ root, stack: name, mode: "resolved", config: stack.config });
  const ours = graph.resources.find(({ type }) => type === "aws:s3/bucket:Bucket")?.urn;
  if (ours === undefined) throw new Error(`Stack ${name} has no bucket.`);
  return { stack, model: modelOf(stack, caseDay), resources: graph.resources, ours };
}

/**
 * Adds the resources of one entry to the plan of its stack and judges all of it; only what is said of the added resources
 * counts.
 * @param file the list's name, for messages
 */
export async function judgePlanted(file: string, entry: PlantedEntry): Promise<Check[]> {
  const ground = await groundOf(entry.stack);
  const wanted = wantedOf(file, entry);
  const title = brief(entry.why) + (entry.note === undefined ? "" : ` (${entry.note})`);
  const checks = [check(title, entry.resources, wanted, ground)];
  if (entry.lawful !== undefined) {
    const lawful = { ...wanted, text: `no mandatory finding of ${wanted.rules.source}`, finding: false };
    checks.push(check("its lawful twin", entry.lawful, lawful, ground));
  }
  return checks;
}

function check(title: string, resources: readonly PlantedResource[], wanted: Wanted, ground: Ground): Check {
  const planted = plantedResources(resources, ground.stack.settings, ground.ours);
  const urns = new Set(planted.map(({ urn }) => urn));
  const graph = { stack: ground.stack.name, resources: [...ground.resources, ...planted] };
  const hits = said(evaluate(graph, ground.model), urns, wanted);
  const right = wanted.finding === hits.length > 0;
  return { title, right, want: wanted.text, got: hits.join(" | ") || "none" };
}

function said(
  { findings, undecided }: Evaluation,
  urns: ReadonlySet<string>,
  { rules, undecided: strict }: Wanted,
): string[] {
  const found = findings
    .filter(({ urn, level, rule }) => urns.has(urn) && level === "mandatory" && rules.test(rule))
    .map(({ rule, message }) => `${rule} ${brief(message)}`);
  const open = strict ? undecided.filter(({ urn }) => urns.has(urn)) : [];
  return [
    ...found,
    ...open.map(({ rule, path }) => `${rule} undecided${path === undefined ? "" : ` at ${path}`}`),
  ];
}
