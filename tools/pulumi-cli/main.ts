import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { exitCodes } from "../commands/exit-codes";
import { cliSearch, OfflineEngine } from "./environment";
import { obtainCli, type Search } from "./find-cli";

/**
 * `npm run pulumi-cli -- ARGS…`: the literal `pulumi ARGS…` in this project, offline.
 * @param search where the CLI may come from
 * @param folder what the engine writes; default `.pulumi-cli/` of the project, kept between runs
 * @returns the CLI's exit code; `notReady` when no CLI can be had, after one line that says how to get one
 */
export function runEngine(
  args: readonly string[],
  search: Search = cliSearch((text) => console.error(`pulumi-cli: ${text}`)),
  folder: string = path.join(projectRoot(), ".pulumi-cli"),
): number {
  try {
    const engine = new OfflineEngine(obtainCli(search), projectRoot(), folder);
    const options = { cwd: engine.project, env: engine.environmentFor(args), stdio: "inherit" } as const;
    return spawnSync(engine.cli, args, options).status ?? exitCodes.program;
  } catch (error) {
    console.error((error as Error).message);
    return exitCodes.notReady;
  }
}

if (require.main === module) process.exitCode = runEngine(process.argv.slice(2));
