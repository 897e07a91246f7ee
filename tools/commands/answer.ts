import { InputError } from "../../components/errors/input-error";
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
    if (!(error instanceof InputError || error instanceof ProgramError)) throw error;
    console.error(error.message);
    return error instanceof InputError ? exitCodes.usage : exitCodes.program;
  }
}
