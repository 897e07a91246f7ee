import { fileURLToPath } from "node:url";

import { parseStack, type RawFrame } from "./positions";
import type { SdkFrame } from "./sdk";

/** Enough for five project frames under the constructors of the SDK, the provider and nested components. */
const depth = 30;

/** Stands for a captured stack where the SDK sends file URLs. */
const scheme = "captured:";

/**
 * Call stacks that are written out only when someone asks where a resource comes from. V8 keeps a captured stack cheaply;
 * formatting one costs as much as the rest of a registration, and most plans ask for few or none.
 */
export class CapturedStacks {
  private readonly captures: { holder: { stack?: string }; skip: number }[] = [];

  /**
   * Captures the stack of whoever calls `from`. Replaces the SDK's `Resource.stackTrace`, whose `skip` counts two frames of
   * its own first.
   */
  capture(from: (skip: number) => unknown, skip: number): SdkFrame[] {
    const limit = Error.stackTraceLimit;
    const holder: { stack?: string } = {};
    Error.stackTraceLimit = depth;
    Error.captureStackTrace(holder, from);
    Error.stackTraceLimit = limit;
    const uri = `${scheme}${this.captures.push({ holder, skip: skip - 1 }) - 1}`;
    return [{ uri, line: 1, column: 1 }];
  }

  /** The frames that a registration carries, captured here or sent as file URLs, innermost first. */
  read(frames: readonly (SdkFrame | undefined)[]): RawFrame[] {
    return frames.flatMap((frame) => {
      if (frame?.uri.startsWith(scheme)) return this.format(Number(frame.uri.slice(scheme.length)));
      if (!frame?.uri.startsWith("file://")) return [];
      return [{ file: fileURLToPath(frame.uri), line: frame.line, column: frame.column }];
    });
  }

  private format(index: number): RawFrame[] {
    const capture = this.captures[index];
    if (!capture) return [];
    const [, ...lines] = (capture.holder.stack ?? "").split("\n");
    // The SDK overlooks frames without a function name; so do we, or the two transports would differ.
    return parseStack(lines.slice(capture.skip).filter((line) => line.endsWith(")")));
  }
}
