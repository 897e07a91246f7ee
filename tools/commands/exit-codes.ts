/**
 * What the exit code of a process says: one table for every command and script of the project (`exit-codes.spec.ts` forbids
 * other numbers). A command that runs another program, such as `npm run pulumi-cli`, passes that program's code on.
 */
export const exitCodes = {
  /** Nothing to say. */
  clean: 0,
  /** Violations, or blocked by a rule. */
  violations: 1,
  /** Bad usage or bad input; nothing was written. */
  usage: 2,
  /** The program, a stack's or ours, ended in an error. */
  program: 3,
  /** Something that has to be there first is missing. */
  notReady: 4,
  /** Differences or changes, where none is the clean answer. */
  differences: 5,
  /** Somebody gets access that the base does not give. */
  accessGrew: 6,
  /** Two sides changed the same thing. */
  conflict: 7,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  clean: "clean",
  violations: "violations or blocked by a rule",
  usage: "usage or bad input",
  program: "program error",
  notReady: "not ready",
  differences: "differences or changes",
  accessGrew: "access grew",
  conflict: "conflict",
};

/** The line that help texts end with. */
export const exitCodeHelp = `\nExit codes: ${Object.entries(meanings)
  .map(([name, meaning]) => `${exitCodes[name as keyof typeof exitCodes]} ${meaning}`)
  .join(", ")}.`;
