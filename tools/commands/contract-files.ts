import { projectRoot } from "../../components/project/root";
import { currentDay } from "../../components/residency/dates";
import { adopt, renderAdopt, type AdoptOptions } from "../contracts/adopt";
import { altered } from "../contracts/altered";
import { contractChanges, renderChanges } from "../contracts/changes";
import { lint, renderLint } from "../contracts/lint";
import { release, renderRelease } from "../contracts/release";
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

/**
 * `meridian contract diff`: what contracts change since their last release, and which readers break.
 * @param products default all
 * @returns an exit code of `exitCodes`; errors have been printed
 */
export function contractDiff(
  products: readonly string[],
  { format }: { format: "text" | "json" },
): Promise<ExitCode> {
  return answer(() => {
    const found = contractChanges(projectRoot(), products, currentDay());
    process.stdout.write(
      format === "json" ? JSON.stringify(found, undefined, 2) + "\n" : renderChanges(found),
    );
    return found.length === 0 ? exitCodes.clean : exitCodes.differences;
  });
}

/**
 * `meridian contract release`: records the contracts' versions.
 * @param products default all that are no drafts
 * @returns an exit code of `exitCodes`; errors have been printed, and then nothing is written
 */
export function contractRelease(products: readonly string[]): Promise<ExitCode> {
  return answer(() => {
    process.stdout.write(renderRelease(release(projectRoot(), products)));
    return exitCodes.clean;
  });
}

/**
 * `meridian contract altered`: takes products out of a stack's `tablesAt`.
 * @param products default all of the stack
 * @returns an exit code of `exitCodes`; errors have been printed, and then nothing is written
 */
export function contractAltered(stack: string, products: readonly string[]): Promise<ExitCode> {
  return answer(() => {
    const out = altered(projectRoot(), stack, products);
    process.stdout.write(`${out.join(", ")}: the next update of ${stack} tags and grants the columns\n`);
    return exitCodes.clean;
  });
}
