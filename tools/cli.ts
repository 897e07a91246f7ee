import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { deferHeavyModules } from "./engine/deferred-modules";
import { addContract } from "./commands/contract-program";
import type { DiffOptions } from "./commands/diff";
import type { EvidenceOptions } from "./commands/evidence";
import { exitCodeHelp, exitCodes, type ExitCode } from "./commands/exit-codes";
import type { ExplainOptions } from "./commands/explain";
import type { LevelsOptions } from "./commands/levels";
import type { PlanOptions } from "./commands/plan";
import type { ReportFormat } from "./report/formats";
import { projectRoot } from "../components/project/root";

const collect = (value: string, previous: string[] = []): string[] => [...previous, value];

function outputFolder(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("name a folder.");
  return value;
}

/** Kept here, because the help must not load the formats; `formats.ts` has one for each. */
const reportFormats: readonly ReportFormat[] = ["json", "sarif", "junit", "markdown", "html"];

function reportList(value: string): ReportFormat[] {
  const names = value.split(",").map((name) => name.trim());
  const known = (name: string): name is ReportFormat => (reportFormats as readonly string[]).includes(name);
  const unknown = names.filter((name) => !known(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`"${unknown.join(", ")}" is no report; use ${reportFormats.join(", ")}.`);
  }
  return [...new Set(names.filter(known))];
}

const stacksOption = () =>
  new Option(
    "-s, --stack <name>",
    'stack to plan, repeatable; "all" for every stack file (default: dev)',
  ).argParser(collect);

const modeOption = () =>
  new Option("--mode <mode>", "what is known: as in a first preview, or with ids and ARNs resolved")
    .choices(["faithful", "resolved"])
    .default("resolved");

/** What the commands do; each sets the exit code. */
interface Actions {
  plan: (options: PlanOptions) => Promise<void>;
  levels: (options: LevelsOptions) => Promise<void>;
  evidence: (options: EvidenceOptions) => Promise<void>;
  diff: (options: DiffOptions) => Promise<void>;
  explain: (name: string, options: ExplainOptions) => Promise<void>;
  /** A contract command ended. */
  contract: (code: ExitCode) => void;
}

function buildProgram(run: Actions): Command {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as {
    version: string;
  };
  const program = new Command("meridian")
    .description("Plans and gates Meridian's stacks with no AWS account, no Pulumi CLI and no network.")
    .version(version)
    .showHelpAfterError("(meridian --help lists the commands)")
    .addHelpText("afterAll", exitCodeHelp)
    .exitOverride();
  program
    .command("plan")
    .description("plan stacks, judge them with the policy pack and report")
    .addOption(stacksOption())
    .addOption(modeOption())
    .addOption(
      new Option("--format <format>", "output").choices(["tree", "json", "conformance"]).default("tree"),
    )
    .addOption(
      new Option("--transport <transport>", "how the program talks to the engine")
        .choices(["in-process", "grpc"])
        .default("in-process"),
    )
    .option("-o, --out <folder>", "write files there instead of printing", outputFolder)
    .option(
      "-r, --report <formats>",
      `also write what the rules found, with --out: ${reportFormats.join(",")}`,
      reportList,
    )
    .option("-q, --quiet", "print violations and errors only", false)
    .option("--no-color", "plain text, also with NO_COLOR or when not on a terminal")
    .exitOverride()
    .action(run.plan);
  program
    .command("levels")
    .description("print the policy levels of a stack as the file that --policy-pack-config takes")
    .option("-s, --stack <name>", "stack (default: dev)")
    .option("-o, --out <file>", "write it there instead of printing", outputFolder)
    .exitOverride()
    .action(run.levels);
  addEvidence(program, run);
  addDiff(program, run);
  addExplain(program, run);
  addContract(program, run.contract);
  return program;
}

function addExplain(program: Command, run: Actions): void {
  program
    .command("explain")
    .description("say what the policies demand of a service or a resource type, or what one rule is about")
    .argument("<name>", "a service (redshift), a type (aws:redshift/cluster:Cluster) or a rule (RES-03)")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .exitOverride()
    .action(run.explain);
}

function addEvidence(program: Command, run: Actions): void {
  program
    .command("evidence")
    .description("list every control of every framework with what shows that it is met")
    .addOption(stacksOption())
    .addOption(modeOption())
    .option(
      "-o, --out <folder>",
      "write JSON, CSV, Markdown and the plan there instead of printing",
      outputFolder,
    )
    .exitOverride()
    .action(run.evidence);
}

function addDiff(program: Command, run: Actions): void {
  program
    .command("diff")
    .description("plan this working tree and a revision of it, and show by which properties they differ")
    .option("-b, --base <revision>", "commit, branch or tag to compare with", "HEAD")
    .addOption(
      new Option(
        "-s, --stack <name>",
        "stack to compare, repeatable (default: all that either has)",
      ).argParser(collect),
    )
    .addOption(
      new Option("--format <format>", "output; markdown is a comment for a pull request")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .option("-o, --out <folder>", "write a file there instead of printing", outputFolder)
    .option("--install-base", "install the base's packages (npm ci) when its lockfile differs", false)
    .exitOverride()
    .action(run.diff);
}

/**
 * Runs the command line.
 * @param argv the arguments after `meridian`
 * @returns the exit code of {@link exitCodes}; messages have been printed
 */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  // Loaded on use: `--help` and usage errors need neither the SDK nor the program. Deferral must come before the SDK.
  const program = buildProgram({
    plan: async (options) => {
      deferHeavyModules();
      const { plan } = await import("./commands/plan.js");
      code = await plan(options);
    },
    levels: async (options) => {
      const { levels } = await import("./commands/levels.js");
      code = await levels(options);
    },
    evidence: async (options) => {
      deferHeavyModules();
      const { evidence } = await import("./commands/evidence.js");
      code = await evidence(options);
    },
    diff: async (options) => {
      const { diff } = await import("./commands/diff.js");
      code = await diff(options);
    },
    explain: async (name, options) => {
      const { explain } = await import("./commands/explain.js");
      code = await explain(name, options);
    },
    contract: (ended) => {
      code = ended;
    },
  });
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.clean : exitCodes.usage;
  }
  return code;
}

/** Entry of `tools/meridian.cjs`: runs and exits once everything is written. */
export function main(argv: readonly string[]): void {
  run(argv).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      process.exitCode = exitCodes.program;
    },
  );
}
