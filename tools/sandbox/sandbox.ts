import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { onPath } from "../engine/find-cli";
import { conformanceDocument } from "../plan/conformance";
import { readStacks } from "../stacks";
import { sandboxDocument } from "./document";
import type { Processes } from "./processes";
import { freePort, listening } from "./processes";
import { outcomeOf, type CheckReport, type Outcome } from "./report";

/** Where the parts of a sandbox may be. */
export interface Parts {
  /** Folder of the conformance checker. */
  readonly checker: string;
  /** Folders as in PATH. */
  readonly searchPath: string;
}

export const standardParts = (): Parts => ({
  checker: path.resolve(projectRoot(), "..", "shared", "tools", "conformance"),
  searchPath: process.env["PATH"] ?? "",
});

/** What is missing for a run, in words; undefined when all is there. */
export function missingPart({ checker, searchPath }: Parts): string | undefined {
  if (onPath("moto_server", searchPath).length === 0) {
    return "no moto_server on PATH; install Python's moto with its server extra";
  }
  if (onPath("terraform", searchPath).length === 0) return "no terraform on PATH; install Terraform 1.11";
  if (!existsSync(path.join(checker, "bin", "conform.js"))) return `no conformance checker at ${checker}`;
  return undefined;
}

/**
 * Plans `dev`, applies it to a fresh emulator and plans again.
 * @param say told each step before it starts
 * @throws Error when a step itself failed; the folder that it names is then kept
 */
export async function runSandbox(
  processes: Processes,
  { checker }: Parts,
  say: (text: string) => void,
): Promise<Outcome> {
  const root = projectRoot();
  const folder = mkdtempSync(path.join(tmpdir(), "meridian-sandbox-"));
  const today = new Date().toISOString().slice(0, 10);
  say("planning dev …");
  const [stack] = readStacks(root, ["dev"], today);
  const document = sandboxDocument(await conformanceDocument({ root, stack: "dev", config: stack!.config }));
  const file = path.join(folder, "dev.json");
  writeFileSync(file, JSON.stringify(document.resources));

  const port = await startEmulator(processes, folder);
  say(
    `applying ${document.resources.length} resources and components on port ${port}, four minutes or more …`,
  );
  const args = [path.join(checker, "bin", "conform.js"), "apply", file, "--shims", "--quiet"];
  const child = processes.start(process.execPath, [...args, "--moto-port", `${port}`, "--out", folder], {
    cwd: root,
    stdio: ["ignore", openSync(path.join(folder, "checker.log"), "w"), "inherit"],
  });
  // 1 says that there are findings, which the report holds.
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0 && code !== 1) throw new Error(`sandbox: the checker ended with ${code}; see ${folder}.`);
  const report = JSON.parse(readFileSync(path.join(folder, "report.json"), "utf8")) as CheckReport;
  const outcome = outcomeOf(document, report);
  if (outcome.clean) rmSync(folder, { recursive: true });
  else say(`what was sent and answered is in ${folder}`);
  return outcome;
}

async function startEmulator(processes: Processes, folder: string): Promise<number> {
  const port = await freePort();
  const log = openSync(path.join(folder, "moto.log"), "w");
  processes.start("moto_server", ["-p", `${port}`], {
    stdio: ["ignore", log, log],
    // The managed policies of AWS, which roles of the plan attach.
    env: { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" },
  });
  await listening(port, 60_000);
  return port;
}
