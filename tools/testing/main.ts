/**
 * Runs tests: `main.js <tier>… [mocha's arguments]`, `main.js all …` for every tier, or `main.js spec FILE… [mocha's
 * arguments]` for single specs by their path in the sources. Ends with the reporter's closing line.
 */
import { spawnSync } from "node:child_process";
import { join, relative } from "node:path";

import { projectRoot } from "../../components/project/root";
import { exitCodes } from "../commands/exit-codes";
import { orderSeed } from "./order";
import { closingLine, runTier, sumOf, type TierResult } from "./run-tier";
import { tiers } from "./tiers";

const print = (text: string) => void process.stdout.write(text);

/** Ends this process as somebody who used it wrongly. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCodes.usage);
}

/** Runs single specs: what is given as a source is run as it is compiled. */
function runSpecs(root: string, args: readonly string[]): void {
  if (args.length === 0)
    refuse("npm run spec: names no file; give the path of a spec, e.g. tools/cli.spec.ts");
  const files = args.map((each) =>
    each.endsWith(".spec.ts")
      ? join("bin", relative(root, join(process.cwd(), each)).replace(/\.ts$/, ".js"))
      : each,
  );
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const env = { ...process.env, ...(Object.assign({}, ...tiers.map((tier) => tier.env ?? {})) as object) };
  const { status } = spawnSync(process.execPath, [mocha, ...files], { cwd: root, env, stdio: "inherit" });
  process.exitCode = status ?? exitCodes.program;
}

async function runTiers(root: string, args: readonly string[]): Promise<void> {
  const known = [...tiers.map(({ name }) => name), "all"];
  const end = args.findIndex((each) => !known.includes(each));
  const names = end === -1 ? args : args.slice(0, end);
  if (names.length === 0) refuse(`"${args[0] ?? ""}" is not a tier of tests; use one of ${known.join(", ")}`);
  const running = tiers.filter(({ name }) => names.includes(name) || names.includes("all"));
  const seed = orderSeed(process.env["MERIDIAN_TEST_SEED"]);
  const results: TierResult[] = [];
  for (const tier of running) {
    print(`${tier.name}: order seed ${seed}; repeat with MERIDIAN_TEST_SEED=${seed}\n`);
    results.push(await runTier(tier, { root, seed, running, args: args.slice(names.length), print }));
  }
  const sum = sumOf(results);
  if (results.length > 1) print(`${closingLine(sum)}\n`);
  process.exitCode = sum.failed === 0 ? exitCodes.clean : exitCodes.violations;
}

const [first, ...others] = process.argv.slice(2);
if (first === "spec") runSpecs(projectRoot(), others);
else void runTiers(projectRoot(), process.argv.slice(2));
