import { cliSearch } from "./environment";
import { findCli } from "./find-cli";

/** What a spec about the real engine needs: a CLI to run, or why it cannot run here. */
export interface EngineTests {
  /** The `pulumi` executable; empty when there is none, and then no test may run. */
  cli: string;
  /** Goes behind a suite's title; empty when its tests run. */
  because: string;
  /** `it`, or `it.skip` when the engine is missing: the skipped tests are counted. */
  test: Mocha.TestFunction | Mocha.PendingTestFunction;
}

/**
 * Tests of the real engine take minutes, so only `npm run test:engine` (MERIDIAN_ENGINE=1) runs them, and only where a
 * CLI is found or was built.
 */
export function engineTests(): EngineTests {
  const asked = process.env["MERIDIAN_ENGINE"] === "1";
  const cli = asked ? findCli(cliSearch(() => undefined)) : undefined;
  const missing = asked ? "no Pulumi CLI, see `npm run engine -- version`" : "run by `npm run test:engine`";
  return cli === undefined
    ? { cli: "", because: ` (skipped: ${missing})`, test: it.skip }
    : { cli, because: "", test: it };
}
