import type { SourcePosition } from "../../policy-pack/graph/types";
import { parseStack, type RawFrame, type SourcePositions } from "./positions";

/** The program cannot be planned: it threw, a promise of it was rejected or never settled, or the engine refused a request. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";

  /**
   * @param text What is wrong, without its place.
   * @param source Innermost project frame, undefined when no frame of the error lies in the project.
   */
  constructor(
    stack: string,
    readonly text: string,
    readonly source: SourcePosition | undefined,
  ) {
    super(`${source ? `${source.file}:${source.line}` : `stack ${stack}`}: ${text}`);
  }
}

/** A program that ends before what it waits for, whichever transport noticed. */
export const neverSettles =
  "a promise that the program waits for never settles; resolve the promise or pass a plain value.";

/** A request that the engine refuses. `details` is where the SDK looks for the text of a failed invoke. */
export class MonitorError extends Error {
  readonly details: string;
  /** gRPC's UNKNOWN: the SDK treats UNAVAILABLE and CANCELLED as a shutdown and would stay silent. */
  readonly code = 2;

  constructor(
    message: string,
    readonly frames: readonly RawFrame[] = [],
  ) {
    super(message);
    this.details = message;
  }
}

/** Turns whatever the program threw into a {@link ProgramError} with its place in the sources. */
export function toProgramError(stack: string, thrown: unknown, positions: SourcePositions): ProgramError {
  if (thrown instanceof ProgramError) return thrown;
  if (thrown instanceof MonitorError) {
    return new ProgramError(stack, thrown.message, positions.locate(thrown.frames)[0]);
  }
  if (!(thrown instanceof Error))
    return new ProgramError(stack, `threw ${JSON.stringify(thrown)}`, undefined);
  const frames = [...syntaxFrame(thrown), ...parseStack((thrown.stack ?? "").split("\n"))];
  // Errors that are meant for whoever runs the program say only what they say.
  const kind = "__pulumiRunError" in thrown ? "" : `${thrown.name}: `;
  return new ProgramError(stack, `${kind}${thrown.message}`, positions.locate(frames)[0]);
}

/** A syntax error's stack begins with `file:line` and the offending source line instead of a frame. */
function syntaxFrame(error: Error): RawFrame[] {
  if (error.name !== "SyntaxError") return [];
  const [, file, line] = /^(\/.*|[A-Za-z]:.*):(\d+)\n/.exec(error.stack ?? "") ?? [];
  return file === undefined ? [] : [{ file, line: Number(line), column: 1 }];
}
