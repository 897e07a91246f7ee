import { join } from "node:path";

import { currentDay } from "../../components/residency/dates";
import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { levelsFor, packConfig } from "../../policy-pack/levels/levels";
import { rules } from "../../policy-pack/rules";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";
import { readProjectSettings } from "../governance/project-settings";
import { readStacks, selectStacks } from "../stacks";
import { writeFiles } from "../write-files";

export interface LevelsOptions {
  stack?: string;
  out?: string;
}

/**
 * `meridian levels`: the levels of one stack as the file that `pulumi preview --policy-pack-config` takes.
 * @returns an exit code of `exitCodes`; errors have been printed and nothing was written when it is 2
 */
export function levels({ stack: name, out }: LevelsOptions): Promise<ExitCode> {
  return answer(() => {
    const today = currentDay();
    const root = projectRoot();
    if (name === "all") {
      const message = '"all" is not one stack; name one of them';
      throw new InputError([{ file: "--stack", path: "", message }]);
    }
    const [stack] = readStacks(root, selectStacks(root, name === undefined ? undefined : [name]), today);
    const { stage, jurisdiction } = stack!.settings;
    const settings = readProjectSettings(root, today);
    const target = { stack: stack!.name, stage, jurisdiction };
    const text =
      JSON.stringify(packConfig(levelsFor(settings.levels, target, rules), rules), undefined, 2) + "\n";
    if (out === undefined) process.stdout.write(text);
    else writeFiles("--out", join(out, ".."), [{ path: out, text }]);
    return exitCodes.clean;
  });
}
