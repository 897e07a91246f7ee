import { exitCodes, type ExitCode } from "../commands/exit-codes";
import { missingPart, standardParts } from "./parts";
import { Processes } from "./processes";

/**
 * `npm run sandbox`.
 * @returns `clean` when all that the emulator can create was created and nothing is left over, `notReady` when a part is
 * missing (`skipped`), `violations` when something else failed or is left over, `program` when the run itself failed
 */
async function main(processes: Processes): Promise<ExitCode> {
  const parts = standardParts();
  const missing = missingPart(parts);
  if (missing !== undefined) {
    console.log(`sandbox: skipped: ${missing}`);
    return exitCodes.notReady;
  }
  try {
    // Loaded on use: without an emulator neither the SDK nor the program is needed.
    const { runSandbox } = await import("./sandbox.js");
    const { lines, clean } = await runSandbox(processes, parts, (text) => console.error(`sandbox: ${text}`));
    console.log(lines.join("\n"));
    return clean ? exitCodes.clean : exitCodes.violations;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return exitCodes.program;
  } finally {
    await processes.stop();
  }
}

const processes = new Processes();
const signals = { SIGINT: 130, SIGTERM: 143 } as const;
for (const [signal, code] of Object.entries(signals)) {
  process.once(signal, () => void processes.stop().then(() => process.exit(code)));
}
void main(processes).then((code) => (process.exitCode = code));
