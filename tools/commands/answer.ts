import { InputError } from "../../components/errors/input-error";
import { TreeError } from "../base/run";
import { ProgramError } from "../engine/errors";
import { exitCodes, type ExitCode } from "./exit-codes";

/**
 * Runs a command's work. What users have to correct is printed as it stands and becomes an exit code; any other error is
 * ours and is thrown on.
 */
export async function answer(work: () => ExitCode | Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const isInput = error instanceof InputError;
    if (!(isInput || error instanceof ProgramError || error instanceof TreeError)) throw error;
    console.error(error.message);
    return isInput ? exitCodes.usage : exitCodes.program;
  }
}
