import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { InputError } from "../../../components/errors/input-error";
import { projectRoot } from "../../../components/project/root";
import { answer } from "../../commands/answer";
import { exitCodes, type ExitCode } from "../../commands/exit-codes";
import { lineOf } from "./case";
import { casesIn, selectCases } from "./folder";

interface Request {
  folder: string;
  /** The user named the folder, so it has to be there. */
  named: boolean;
  names: readonly string[];
}

/** `[NAME…] [--folder DIR]`; without `--folder` MERIDIAN_CASES, and else what lies beside the project. */
function requestOf(args: readonly string[]): Request {
  try {
    const options = { folder: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const folder =
      values.folder ?? process.env["MERIDIAN_CASES"] ?? join(projectRoot(), "..", "shared", "cases");
    return { folder: resolve(folder), named: values.folder !== undefined, names: positionals };
  } catch (error) {
    const message = `${(error as Error).message.split(". ")[0]}; use npm run cases -- [NAME…] [--folder DIR]`;
    throw new InputError([{ file: "cases", path: "", message }]);
  }
}

/**
 * `npm run cases -- [NAME…] [--folder DIR]`: judges every input that has a known right outcome and prints a line for each.
 * @returns `clean` when all are right, `violations` when some are not, `usage` for a name or a named folder that is not
 * there, `notReady` when there are no cases to run
 */
export function runCases(
  args: readonly string[],
  print: (line: string) => void = console.log,
): Promise<ExitCode> {
  return answer(async () => {
    const { folder, named, names } = requestOf(args);
    const cases = casesIn(folder);
    if (cases.length === 0 && named) {
      throw new InputError([
        { file: "--folder", path: "", message: `${folder} holds no cases; name a folder that does` },
      ]);
    }
    if (cases.length === 0) {
      print(`cases: skipped: ${folder} holds none; name a folder with --folder or MERIDIAN_CASES`);
      return exitCodes.notReady;
    }
    const selected = selectCases(cases, names);
    let [right, wrong] = [0, 0];
    for (const each of selected) {
      for (const check of await each.run()) {
        print(lineOf(each.name, check));
        if (check.right) right += 1;
        else wrong += 1;
      }
    }
    print(`${right} right, ${wrong} wrong in ${selected.length} cases`);
    return wrong === 0 ? exitCodes.clean : exitCodes.violations;
  });
}

if (require.main === module) {
  void runCases(process.argv.slice(2)).then((code) => (process.exitCode = code));
}
