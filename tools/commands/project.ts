import { InputError } from "../../components/errors/input-error";
import { rules } from "../../policy-pack/rules";
import { readFrameworks, type Framework } from "../evidence/frameworks";
import { readProjectSettings, type ProjectSettings } from "../governance/project-settings";
import { Attempts, readStacks, selectStacks, type Stack } from "../stacks";

/** Everything that people keep and a plan reads. */
export interface Project {
  stacks: readonly Stack[];
  settings: ProjectSettings;
}

/** What evidence reads besides. */
export interface EvidenceProject extends Project {
  frameworks: readonly Framework[];
}

/** The values of all readings, or the mistakes of all of them together. */
function readAll<T extends Record<string, unknown>>(readings: { [Key in keyof T]: () => T[Key] }): T {
  const attempts = new Attempts();
  const values = Object.entries<() => unknown>(readings).map(([key, read]) => [key, attempts.run(read)]);
  if (attempts.issues.length > 0) throw new InputError(attempts.issues);
  return Object.fromEntries(values) as T;
}

function readings(root: string, wanted: readonly string[] | undefined, today: string) {
  return {
    stacks: () => readStacks(root, selectStacks(root, wanted), today),
    settings: () => readProjectSettings(root, today),
  };
}

/**
 * Reads the stack files with their contracts, the levels and the waivers.
 * @param wanted what `--stack` names; default `dev`
 * @throws {InputError} with the mistakes in all of them
 */
export function readProject(root: string, wanted: readonly string[] | undefined, today: string): Project {
  return readAll<{ stacks: Stack[]; settings: ProjectSettings }>(readings(root, wanted, today));
}

/** The same with the frameworks of the controls. */
export function readEvidenceProject(
  root: string,
  wanted: readonly string[] | undefined,
  today: string,
): EvidenceProject {
  return readAll<{ stacks: Stack[]; settings: ProjectSettings; frameworks: readonly Framework[] }>({
    ...readings(root, wanted, today),
    frameworks: () => readFrameworks(root, rules),
  });
}
