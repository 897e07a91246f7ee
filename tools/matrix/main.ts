import { exitCodes, type ExitCode } from "../commands/exit-codes";
import { matrix, runPart, type Part } from "./matrix";
import { standardSetting, type Setting } from "./parts";

/**
 * `npm run test:matrix [-- NAME…]`: the project on newer versions of what it runs on.
 * @returns `violations` when a part failed, `notReady` when none could be run, `usage` for a name that is not there
 */
export function runMatrix(
  names: readonly string[],
  setting: Setting = standardSetting(),
  parts: readonly Part[] = matrix,
): ExitCode {
  const unknown = names.filter((name) => parts.every((part) => part.name !== name));
  if (unknown.length > 0) {
    const known = parts.map(({ name }) => name).join(", ");
    for (const name of unknown) console.error(`matrix: "${name}" is no part; use one of ${known}`);
    return exitCodes.usage;
  }
  const results = parts
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .map((part) => runPart(part, setting));
  const count = (wanted: (typeof results)[number]) => results.filter((result) => result === wanted).length;
  setting.print(`matrix: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`);
  if (count("failed") > 0) return exitCodes.violations;
  return count("passed") > 0 ? exitCodes.clean : exitCodes.notReady;
}

if (require.main === module) process.exitCode = runMatrix(process.argv.slice(2));
