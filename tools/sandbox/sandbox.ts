import { once } from "node:events";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { conformanceDocument } from "../engine/conformance";
import { readStacks } from "../stacks";
import { sandboxDocument } from "./document";
import type { Processes } from "./processes";
import type { Parts } from "./parts";
import { freePort, listening } from "./processes";
import { outcomeOf, type CheckReport, type Outcome } from "./report";

/**
 * Plans `dev`, applies it to a fresh emulator and plans again.
 * @param say told each step before it starts, and at the end where the logs are when not all is well
 * @throws Error when a step itself failed
 */
export async function runSandbox(
  processes: Processes,
  { checker }: Parts,
  say: (text: string) => void,
): Promise<Outcome> {
  const root = projectRoot();
  const folder = mkdtempSync(path.join(tmpdir(), "meridian-sandbox-"));
  let clean = false;
  try {
    say("planning dev …");
    const [stack] = readStacks(root, ["dev"], currentDay());
    const plan = await conformanceDocument({ root, stack: "dev", config: stack!.config });
    const document = sandboxDocument(plan);
    writeFileSync(path.join(folder, "dev.json"), JSON.stringify(document.resources));
    const port = await startEmulator(processes, folder);
    say(
      `applying ${document.resources.length} resources and components on port ${port}, about five minutes …`,
    );
    const outcome = outcomeOf(document, await check(processes, { checker, folder, port }));
    ({ clean } = outcome);
    return outcome;
  } finally {
    if (clean) rmSync(folder, { recursive: true });
    else say(`what was sent and answered is in ${folder}`);
  }
}

async function startEmulator(processes: Processes, folder: string): Promise<number> {
  const port = await freePort();
  const log = openSync(path.join(folder, "moto.log"), "w");
  const server = processes.start("moto_server", ["-p", `${port}`], {
    stdio: ["ignore", log, log],
    // The managed policies of AWS, which roles of the plan attach.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  await listening(server, port, 60_000);
  return port;
}

/** Sends what stands in the folder's `dev.json` to the emulator, twice, and reads what the checker reports. */
async function check(
  processes: Processes,
  { checker, folder, port }: { checker: string; folder: string; port: number },
): Promise<CheckReport> {
  const args = [path.join(checker, "bin", "conform.js"), "apply", path.join(folder, "dev.json")];
  const options = ["--shims", "--quiet", "--moto-port", `${port}`, "--out", folder];
  const child = processes.start(process.execPath, [...args, ...options], {
    cwd: projectRoot(),
    stdio: ["ignore", openSync(path.join(folder, "checker.log"), "w"), "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  // 1 says that there are findings, which the report holds.
  if (code !== 0 && code !== 1) throw new Error(`sandbox: the checker ended with ${code}.`);
  return JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")) as CheckReport;
}
