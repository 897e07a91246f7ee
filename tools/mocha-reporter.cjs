"use strict";
// Mocha's spec reporter, closing with the one line that CI reads: "N passed, N failed, N skipped". With the reporter option
// `tiers` (names of the tiers of tests that run, joined by "+") it first says what of the others is left out.
const { Mocha, reporters, Runner } = require("mocha");

/** How many tests the specs of a tier declare: they are loaded, and nothing of them runs. */
function testsIn(root, { specsOf, compiledSpec }, tier) {
  const mocha = new Mocha({ dryRun: true });
  for (const file of specsOf(root, tier)) mocha.addFile(compiledSpec(root, file));
  mocha.loadFiles();
  return mocha.suite.total();
}

/** `left out: 12 tests: cli 9 (npm run test:cli), process 3 (npm run test:process)`; undefined when nothing is. */
function leftOut(running) {
  const table = require("../bin/tools/testing/tiers.js");
  const root = require("node:path").resolve(__dirname, "..");
  const others = table.tiers
    .filter(({ name }) => !running.includes(name))
    .map((tier) => ({ tier, tests: testsIn(root, table, tier) }));
  if (others.length === 0) return undefined;
  const sum = others.reduce((total, { tests }) => total + tests, 0);
  const each = others.map(({ tier, tests }) => `${tier.name} ${tests} (${table.commandOf(tier)})`);
  return `left out: ${sum} tests: ${each.join(", ")}`;
}

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { tiers } = options.reporterOption ?? options.reporterOptions ?? {};
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const others = tiers === undefined ? undefined : leftOut(tiers.split("+"));
      const seed = process.env.MERIDIAN_TEST_SEED;
      if (seed) process.stdout.write(`order seed ${seed}; repeat with MERIDIAN_TEST_SEED=${seed}\n`);
      if (others) process.stdout.write(`${others}\n`);
      process.stdout.write(`${passes} passed, ${failures} failed, ${pending} skipped\n`);
    });
  }
};
