import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { InputError } from "../components/errors/input-error";
import { residencyModel } from "../components/residency/model";
import { evaluate, type Evaluation } from "../policy-pack/run";
import type { Verdict } from "../policy-pack/rule";
import { exitCodes } from "./cli";
import { conformanceDocument } from "./plan/conformance";
import { ProgramError } from "./plan/errors";
import { planDocument, toFindings, toFlows, type Finding } from "./plan/json";
import { planStack } from "./plan/run";
import { paint, type Paint } from "./report/paint";
import { findingLines, renderTree } from "./report/tree";
import { projectRoot } from "../components/project/root";
import { readStacks, selectStacks, type Stack } from "./stacks";

export interface PlanOptions {
  stack?: string[];
  mode: "faithful" | "resolved";
  format: "tree" | "json" | "conformance";
  transport: "in-process" | "grpc";
  out?: string;
  quiet: boolean;
  color: boolean;
}

/** One stack, planned and judged, with the text that the chosen format gives. */
interface Report {
  stack: Stack;
  findings: readonly Finding[];
  text: string;
}

const fileSuffix = { tree: ".txt", json: ".json", conformance: ".conformance.json" } as const;

function verdictLine({ verdicts, decidedRatio }: Evaluation): string {
  const sum = (verdict: Verdict) =>
    Object.values(verdicts).reduce((total, counts) => total + counts[verdict], 0);
  const [pass, fail, undecided] = [sum("pass"), sum("fail"), sum("undecided")];
  return (
    `${Object.keys(verdicts).length} rules, ${pass + fail + undecided} decisions: ${pass} pass, ${fail} fail, ` +
    `${undecided} undecided; ${(decidedRatio * 100).toFixed(1)} % decided`
  );
}

async function planOne(stack: Stack, options: PlanOptions, colours: Paint, today: string): Promise<Report> {
  const { platform } = stack;
  const { transport, mode } = options;
  const request = { root: projectRoot(), stack: stack.name, transport, config: stack.config };
  const planned = await planStack({ ...request, mode });
  const evaluation = evaluate(planned.graph, residencyModel(platform, today));
  const findings = toFindings(evaluation.findings);
  const render = {
    tree: () =>
      renderTree(
        {
          stack: stack.name,
          mode,
          resources: planned.graph.resources,
          flows: toFlows(evaluation.flows),
          findings,
        },
        {
          paint: colours,
          accounts: new Map(platform.accounts.map(({ id, name, role }) => [id, { name, role }])),
          jurisdiction: platform.jurisdiction,
          verdictLine: verdictLine(evaluation),
        },
      ),
    json: () => JSON.stringify(planDocument(planned, evaluation), undefined, 2) + "\n",
    conformance: async () => JSON.stringify(await conformanceDocument(request), undefined, 1) + "\n",
  };
  // Quiet and without a folder nobody reads it, and a conformance document would plan the stack a second time.
  const wanted = !options.quiet || options.out !== undefined;
  return { stack, findings, text: wanted ? await render[options.format]() : "" };
}

/** Makes a folder and those above it, one by one: Node's own recursion never ends where the system refuses with ENOENT. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (!existsSync(folder)) makeFolder(dirname(folder));
  mkdirSync(folder);
}

/** Writes every file beside its final place first, so that an interrupted run leaves no half-written report. */
function writeFiles(files: readonly { path: string; text: string }[]): void {
  const partial = (path: string) => `${path}.partial`;
  try {
    files.forEach(({ path, text }) => writeFileSync(partial(path), text));
    files.forEach(({ path }) => renameSync(partial(path), path));
  } catch (error) {
    files.forEach(({ path }) => rmSync(partial(path), { force: true }));
    throw error;
  }
}

/** Writes one file for each report and returns their paths. */
function writeReports(folder: string, format: PlanOptions["format"], reports: readonly Report[]): string[] {
  const files = reports.map(({ stack, text }) => ({
    path: join(folder, stack.name + fileSuffix[format]),
    text,
  }));
  try {
    makeFolder(folder);
    writeFiles(files);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `"${folder}" cannot be written (${code}); name a folder that you may write to`;
    throw new InputError([{ file: "--out", path: "", message }]);
  }
  return files.map(({ path }) => path);
}

function printReports(reports: readonly Report[], options: PlanOptions, colours: Paint): void {
  if (options.quiet) {
    for (const { findings } of reports) findingLines(findings, colours).forEach((line) => console.log(line));
  } else if (options.format === "tree") {
    console.log(reports.map(({ text }) => text).join("\n"));
  } else {
    // One stack is one document; several are one JSON array of them.
    const [first, ...others] = reports.map(({ text }) => text.trimEnd());
    console.log(others.length === 0 ? first : `[${[first, ...others].join(",\n")}]`);
  }
}

async function planAll(options: PlanOptions): Promise<number> {
  const colours = paint(options.color && process.stdout.isTTY && process.env["NO_COLOR"] === undefined);
  const today = new Date().toISOString().slice(0, 10);
  const root = projectRoot();
  const stacks = readStacks(root, selectStacks(root, options.stack), today);
  const reports: Report[] = [];
  for (const stack of stacks) {
    if (!options.quiet) console.error(`planning ${stack.name} …`);
    reports.push(await planOne(stack, options, colours, today));
  }
  if (options.out === undefined) printReports(reports, options, colours);
  else {
    const files = writeReports(options.out, options.format, reports);
    if (!options.quiet) files.forEach((file) => console.error(`wrote ${file}`));
    for (const { findings } of reports)
      findingLines(findings, colours).forEach((line) => console.error(line));
  }
  const blocked = reports.some(({ findings }) => findings.some(({ level }) => level === "mandatory"));
  return blocked ? exitCodes.violations : exitCodes.clean;
}

/**
 * `meridian plan`: reads the stack files, plans each, judges it and reports.
 * @returns an exit code of `exitCodes`; errors have been printed and nothing was written when it is 2 or 3
 */
export async function plan(options: PlanOptions): Promise<number> {
  try {
    return await planAll(options);
  } catch (error) {
    if (error instanceof InputError) {
      console.error(error.message);
      return exitCodes.usage;
    }
    if (error instanceof ProgramError) {
      console.error(error.message);
      return exitCodes.program;
    }
    throw error;
  }
}
