/**
 * What `.ci/run` runs after the set-up, which took the given seconds: checks and all tiers of tests in two lanes, one for each
 * core, then coverage of all of them. Shows the time of each part beside its budget and ends with one closing line.
 */
import { spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { exitCodes } from "../commands/exit-codes";
import { orderSeed } from "./order";
import { closingLine, runTier, sumOf, type TierResult } from "./run-tier";
import { minutesOfChecks, tiers, type Tier } from "./tiers";

const root = projectRoot();
const checks = ["lint", "format:check", "knip"];
const coverage = join(root, "coverage", "tmp");

/** Runs a script of package.json; resolves to whether it succeeded. */
function script(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "-s", name], { cwd: root, stdio: "inherit" });
    child.on("error", () => resolve(false));
    child.on("close", (status) => resolve(status === 0));
  });
}

/** One part of the gate with its time, for the table at the end. */
interface Part {
  name: string;
  seconds: number;
  minutes: number;
}

const minutesText = (seconds: number) => (seconds / 60).toFixed(1);

function row({ name, seconds, minutes }: Part): string {
  const over = seconds > minutes * 60 ? "  over budget" : "";
  return `${name.padEnd(18)}${minutesText(seconds).padStart(6)} of ${minutes} min${over}\n`;
}

/** The longest budget runs alone in its lane; the others share the second. */
function lanes(): [Tier[], Tier[]] {
  const [longest, ...others] = [...tiers].sort((one, other) => other.minutes - one.minutes);
  return [longest === undefined ? [] : [longest], others.reverse()];
}

async function runLane(lane: readonly Tier[], seed: number): Promise<TierResult[]> {
  const results: TierResult[] = [];
  for (const tier of lane) {
    // Shown when it is over: the lanes' lines would mix.
    let text = "";
    const print = (more: string) => (text += more);
    const env = { NODE_V8_COVERAGE: coverage };
    results.push(await runTier(tier, { root, seed, running: tiers, env, print }));
    process.stdout.write(`\n== ${tier.name}\n${text}`);
  }
  return results;
}

async function main(setupSeconds: number): Promise<void> {
  const started = performance.now();
  const seed = orderSeed(process.env["MERIDIAN_TEST_SEED"]);
  process.stdout.write(`order seed ${seed}; repeat with MERIDIAN_TEST_SEED=${seed}\n`);
  rmSync(coverage, { recursive: true, force: true });
  mkdirSync(coverage, { recursive: true });
  const [longest, others] = lanes();
  const running = runLane(longest, seed);
  const results = await runLane(others, seed);
  const checked = performance.now();
  const failed: string[] = [];
  for (const name of checks) if (!(await script(name))) failed.push(name);
  let seconds = setupSeconds + (performance.now() - checked) / 1000;
  results.push(...(await running));
  const covered = performance.now();
  if (!(await script("coverage:report"))) failed.push("coverage:report");
  seconds += (performance.now() - covered) / 1000;
  const parts: Part[] = [
    { name: "set-up and checks", seconds, minutes: minutesOfChecks },
    ...results.map(({ tier, seconds }) => ({ name: tier.name, seconds, minutes: tier.minutes })),
  ];
  process.stdout.write(`\n${parts.map(row).join("")}`);
  process.stdout.write(
    `${"in all".padEnd(18)}${minutesText(setupSeconds + (performance.now() - started) / 1000).padStart(6)} min\n`,
  );
  for (const name of failed) process.stdout.write(`failed: npm run ${name}\n`);
  const sum = sumOf(results);
  process.exitCode = sum.failed === 0 && failed.length === 0 ? exitCodes.clean : exitCodes.violations;
  process.stdout.write(`${closingLine(sum)}\n`);
}

void main(Number(process.argv[2] ?? 0));
