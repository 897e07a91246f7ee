import { projectRoot } from "../../components/project/root";
import { adopt, renderAdopt, type AdoptOptions } from "../contracts/adopt";
import { lint, renderLint } from "../contracts/lint";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";

/**
 * `meridian contract adopt`: brings a contract of the standard into the project.
 * @returns an exit code of `exitCodes`; errors have been printed, and then nothing is written
 */
export function contractAdopt(file: string, options: AdoptOptions): Promise<ExitCode> {
  return answer(() => {
    process.stdout.write(renderAdopt(adopt(projectRoot(), file, options)));
    return exitCodes.clean;
  });
}

/**
 * `meridian contract lint`: reads contracts as a plan does.
 * @param files default all of the project
 * @returns an exit code of `exitCodes`; errors have been printed
 */
export function contractLint(files: readonly string[]): Promise<ExitCode> {
  return answer(() => {
    process.stdout.write(renderLint(lint(projectRoot(), files)));
    return exitCodes.clean;
  });
}
