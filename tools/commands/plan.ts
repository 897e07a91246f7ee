import { readFileSync } from "node:fs";
import { join } from "node:path";

import { accountsOf } from "../../accounts/config";
import { recordedKeys } from "../../accounts/config/metadata";
import { currentDay } from "../../components/residency/dates";
import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { governanceOf } from "../../policy-pack/governance";
import { rules } from "../../policy-pack/rules";
import { evaluate, type Evaluation } from "../../policy-pack/run";
import type { Verdict } from "../../policy-pack/finding";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";
import { readProject } from "./project";
import { checkUse, type ProjectSettings } from "../governance/project-settings";
import { conformanceDocument } from "../engine/conformance";
import { planDocument, toFindings, toFlows, type Finding } from "../engine/json";
import { planStack } from "../engine/run";
import { outlookOf } from "../report/outlook";
import { paint, type Paint } from "../report/paint";
import { findingLines, renderTree } from "../report/tree";
import { reportFiles, type ReportFormat } from "../report/formats";
import { reportOf, type Report } from "../report/model";
import { modelOf, type Stack } from "../stacks";
import { writeFiles } from "../write-files";

export interface PlanOptions {
  stack?: string[];
  mode: "faithful" | "resolved";
  format: "tree" | "json" | "conformance";
  transport: "in-process" | "grpc";
  out?: string;
  /** Reports of what the policy pack found, beside the plan; needs `out`. */
  report?: ReportFormat[];
  quiet: boolean;
  color: boolean;
}

/** One stack, planned and judged, with the text that the chosen format gives. */
interface Planned {
  stack: Stack;
  evaluation: Evaluation;
  findings: readonly Finding[];
  text: string;
  report: Report;
}

/** What every stack of one run is planned with. */
interface Setting {
  options: PlanOptions;
  colours: Paint;
  today: string;
  version: string;
  settings: ProjectSettings;
}

const fileSuffix = { tree: ".txt", json: ".json", conformance: ".conformance.json" } as const;

/** Most undecided pairs that a terminal is shown; reports have all of them. */
const shownUndecided = 10;

function verdictLine({ verdicts, decidedRatio, remediations, undecided: open }: Evaluation): string {
  const sum = (verdict: Verdict) =>
    Object.values(verdicts).reduce((total, counts) => total + counts[verdict], 0);
  const [pass, fail, waived, undecided] = [sum("pass"), sum("fail"), sum("waived"), sum("undecided")];
  const line =
    `${Object.keys(verdicts).length} rules, ${pass + fail + waived + undecided} decisions: ${pass} pass, ${fail} fail, ` +
    `${waived === 0 ? "" : `${waived} waived, `}${undecided} undecided; ${(decidedRatio * 100).toFixed(1)} % decided`;
  const corrected = remediations.map(
    ({ rule, urn, keys }) => `${rule} corrects ${keys.join(", ")} of ${urn}`,
  );
  const listed = open.slice(0, shownUndecided).map(({ rule, urn, path }) => {
    return `undecided  ${rule}  ${urn}${path === undefined ? "" : `  ${path}`}`;
  });
  const more = open.length - listed.length;
  return [line, ...corrected, ...listed, ...(more > 0 ? [`and ${more} more undecided`] : [])].join("\n  ");
}

async function planOne(
  stack: Stack,
  { options, colours, today, version, settings }: Setting,
): Promise<Planned> {
  const { transport, mode } = options;
  const request = { root: projectRoot(), stack: stack.name, transport, config: stack.config };
  const planned = await planStack({ ...request, mode });
  const model = modelOf(stack, today);
  const evaluation = evaluate(planned.graph, model, rules, governanceOf(settings, model, rules));
  const findings = toFindings(evaluation.findings);
  const { stage, jurisdiction } = stack.settings;
  const { resources } = planned.graph;
  const outlook = outlookOf(stack, resources);
  const judged = { stack: stack.name, stage, jurisdiction, mode, resources, evaluation, outlook };
  const render = {
    tree: () =>
      renderTree(
        {
          stack: stack.name,
          mode,
          resources,
          flows: toFlows(evaluation.flows),
          findings,
          outlook,
        },
        {
          paint: colours,
          accounts: new Map(accountsOf(stack.settings).map(({ id, name, role }) => [id, { name, role }])),
          jurisdiction,
          recorded: recordedKeys(stack.settings),
          verdictLine: verdictLine(evaluation),
        },
      ),
    json: () => JSON.stringify(planDocument(planned, evaluation, outlook), undefined, 2) + "\n",
    conformance: async () => JSON.stringify(await conformanceDocument(request), undefined, 1) + "\n",
  };
  // Quiet and without a folder nobody reads it, and a conformance document would plan the stack a second time.
  const wanted = !options.quiet || options.out !== undefined;
  const text = wanted ? await render[options.format]() : "";
  return { stack, evaluation, findings, text, report: reportOf({ ...judged, rules, version, today }) };
}

/** Writes what was asked for into `--out` and returns the paths. */
function writeOutput(folder: string, reports: readonly Planned[], options: PlanOptions): string[] {
  const { format, report = [] } = options;
  // With --report the tree is for the terminal; a file of it only when that is all that was asked for.
  const plans =
    format === "tree" && report.length > 0
      ? []
      : reports.map(({ stack, text }) => ({ name: stack.name + fileSuffix[format], text }));
  const files = [
    ...plans,
    ...reportFiles(
      report,
      reports.map((each) => each.report),
    ),
  ].map(({ name, text }) => ({ path: join(folder, name), text }));
  writeFiles("--out", folder, files);
  return files.map(({ path }) => path);
}

function printReports(reports: readonly Planned[], options: PlanOptions, colours: Paint): void {
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

async function planAll(options: PlanOptions): Promise<ExitCode> {
  if (options.report !== undefined && options.out === undefined) {
    const message = "needs a folder for its files; add --out FOLDER";
    throw new InputError([{ file: "--report", path: "", message }]);
  }
  const colours = paint(options.color && process.stdout.isTTY && process.env["NO_COLOR"] === undefined);
  const today = currentDay();
  const { stacks, settings } = readProject(projectRoot(), options.stack, today);
  if (!options.quiet) settings.warnings.forEach((line) => console.error(`warning: ${line}`));
  const setting = { options, colours, today, settings, version: toolVersion() };
  const reports: Planned[] = [];
  for (const stack of stacks) {
    if (!options.quiet) console.error(`planning ${stack.name} …`);
    reports.push(await planOne(stack, setting));
  }
  checkUse(settings, new Map(reports.map(({ stack, evaluation }) => [stack.name, evaluation.waivers])));
  output(reports, options, colours);
  const blocked = reports.some(({ findings }) => findings.some(({ level }) => level === "mandatory"));
  return blocked ? exitCodes.violations : exitCodes.clean;
}

function output(reports: readonly Planned[], options: PlanOptions, colours: Paint): void {
  const { out, quiet, format, report } = options;
  if (out !== undefined) {
    const files = writeOutput(out, reports, options);
    if (!quiet) files.forEach((file) => console.error(`wrote ${file}`));
  }
  if (out === undefined || (report !== undefined && format === "tree")) {
    printReports(reports, options, colours);
    return;
  }
  for (const { findings } of reports) findingLines(findings, colours).forEach((line) => console.error(line));
}

function toolVersion(): string {
  const file = readFileSync(join(projectRoot(), "package.json"), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}

/**
 * `meridian plan`: reads the stack files, plans each, judges it and reports.
 * @returns an exit code of `exitCodes`; errors have been printed and nothing was written when it is 2 or 3
 */
export function plan(options: PlanOptions): Promise<ExitCode> {
  return answer(() => planAll(options));
}
