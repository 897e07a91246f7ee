import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";

import { shuffled } from "./order";
import { compiledSpec, specsOf, type Tier } from "./tiers";

/** How a tier is run. */
export interface TierRun {
  root: string;
  seed: number;
  /** The tiers of this command: what is in none of them is left out, which the reporter says. */
  running: readonly Tier[];
  /** Further arguments of mocha. */
  args?: readonly string[];
  /** Further environment variables. */
  env?: Readonly<Record<string, string>>;
  /** Takes what the tests print, as it comes. */
  print: (text: string) => void;
}

/** Tests that passed, failed and were skipped, as the reporter's closing line counts them. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface TierResult extends Counts {
  tier: Tier;
  seconds: number;
}

const closing = /^(\d+) passed, (\d+) failed, (\d+) skipped$/gm;

export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The sum of several results. */
export const sumOf = (counts: readonly Counts[]): Counts => ({
  passed: counts.reduce((sum, { passed }) => sum + passed, 0),
  failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  skipped: counts.reduce((sum, { skipped }) => sum + skipped, 0),
});

/**
 * What a run of mocha that printed `text` and ended with `status` counts as. One that ended without a closing line, or badly
 * though nothing failed, is one failure: it must not look like success.
 */
export function countsIn(text: string, status: number | null): Counts {
  const last = [...text.matchAll(closing)].at(-1);
  if (last === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const [passed = 0, failed = 0, skipped = 0] = last.slice(1).map(Number);
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1), skipped };
}

/** Runs the specs of one tier in a process of their own, their files in the order of the seed. */
export function runTier(tier: Tier, run: TierRun): Promise<TierResult> {
  const { root, seed, print } = run;
  const started = performance.now();
  const env = { ...process.env, ...run.env, ...tier.env, MERIDIAN_TEST_SEED: String(seed) };
  if (tier.prepare !== undefined) {
    const [script = "", ...args] = tier.prepare;
    const { stdout, stderr } = spawnSync(process.execPath, [join(root, "bin", script), ...args], {
      cwd: root,
      encoding: "utf8",
    });
    print(stdout + stderr);
  }
  const mocha = [join(root, "node_modules/mocha/bin/mocha.js"), "--reporter-option"];
  const names = run.running.map(({ name }) => name).join("+");
  const files = shuffled(specsOf(root, tier), seed).map((file) => compiledSpec(root, file));
  const child = spawn(process.execPath, [...mocha, `tiers=${names}`, ...(run.args ?? []), ...files], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      print(chunk);
    });
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ tier, ...countsIn(text, status), seconds: (performance.now() - started) / 1000 }),
    );
  });
}
