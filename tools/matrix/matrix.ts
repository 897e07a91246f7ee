import * as path from "node:path";

import { withoutCheckpoints } from "../pulumi-cli/environment";
import { heldMistakes, outdatedMistakes, readHeld, type Outdated } from "./held";
import { Missing, obtainNewerCli, obtainNode, tool, type Setting } from "./parts";

/** One thing that the project is tried on, beside what the gate tries. */
export interface Part {
  name: string;
  /** Lines about what is wrong; a test run prints its own and gives its exit code. */
  run: (setting: Setting) => string[];
}

/** Majors of Node.js above the floor of `package.json`. */
const nodeMajors = ["22", "24"] as const;

/** The newest CLI that the Go module proxy serves; the gate runs the least one, `meridian.pulumi` of `package.json`. */
const newestCli = "3.276.0";

/** Previews of all stacks, then the life of `dev`: specs of the real engine → what they need in the environment. */
const cliRuns: Readonly<Record<string, NodeJS.ProcessEnv>> = {
  // Newer ones write the whole state after each step of a preview too, and throw it away: quadratic in resources.
  "tools/pulumi-cli/parity.spec.ts": withoutCheckpoints,
  // Ends a deploy half way, so it needs the checkpoints; the deploys that do not go without them by themselves.
  "tools/pulumi-cli/lifecycle.spec.ts": {},
};

const onNode = (major: string): Part => ({
  name: `node-${major}`,
  run: (setting) => {
    const searchPath = [obtainNode(major, setting), setting.searchPath].join(path.delimiter);
    return failure("npm test", tool({ ...setting, searchPath }, "npm", ["test"]).status);
  },
});

const onCli = (version: string): Part => ({
  name: `cli-${version}`,
  run: (setting) => {
    const searchPath = [obtainNewerCli(version, setting), setting.searchPath].join(path.delimiter);
    return Object.entries(cliRuns).flatMap(([spec, env]) => {
      const { status } = tool({ ...setting, searchPath }, "npm", ["run", "-s", "spec", "--", spec], { env });
      return failure(path.basename(spec), status);
    });
  },
});

const failure = (what: string, status: number | null): string[] =>
  status === 0 ? [] : [`${what} ended with ${status ?? "a signal"}`];

const outdated: Part = {
  name: "outdated",
  run: (setting) => {
    const { held, versions } = readHeld(setting.root);
    const answer = asked(setting, "outdated");
    return [...heldMistakes(held, versions), ...outdatedMistakes(held, answer as Record<string, Outdated>)];
  },
};

const audit: Part = {
  name: "audit",
  run: (setting) => {
    const { vulnerabilities = {} } = asked(setting, "audit") as {
      vulnerabilities?: Record<string, { severity: string; range: string }>;
    };
    return Object.entries(vulnerabilities).map(
      ([name, { severity, range }]) => `"${name}" ${range} has a known weakness (${severity}); see npm audit`,
    );
  },
};

/**
 * What npm says of the project's packages; its exit code only says whether there is anything.
 * @throws {Missing} when the registry does not answer
 */
function asked(setting: Setting, command: "outdated" | "audit"): object {
  const { stdout } = tool(setting, "npm", [command, "--json"], { quiet: true });
  const answer = jsonIn(stdout);
  if (answer !== undefined && !("error" in answer)) return answer;
  // Of the two places only one is filled in, by what went wrong; stderr is silent under `npm run -s`.
  const { message, error } = (answer ?? {}) as { message?: string; error?: { summary?: string } };
  throw new Missing(`the registry does not answer npm ${command}: ${message ?? error?.summary ?? "no JSON"}`);
}

function jsonIn(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}

export const matrix: readonly Part[] = [outdated, audit, ...nodeMajors.map(onNode), onCli(newestCli)];

export type Result = "passed" | "failed" | "skipped";

/** Runs one part and prints what came of it. */
export function runPart({ name, run }: Part, setting: Setting): Result {
  try {
    const wrong = run(setting);
    for (const line of wrong) setting.print(`matrix: failed   ${name}: ${line}`);
    if (wrong.length > 0) return "failed";
    setting.print(`matrix: passed   ${name}`);
    return "passed";
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    setting.print(`matrix: skipped  ${name}: ${error.message}`);
    return "skipped";
  }
}
