import { pathToFileURL } from "node:url";

import { isProjectFile, parseStack } from "./positions";
import type { Runtime, SdkFrame } from "./sdk";
import type { Diagnostic } from "./types";

/** Enough for five project frames under the constructors of the SDK, the provider and nested components. */
const stackDepth = 30;

/** A registration that the program began; `done` once the engine has it. */
export interface Pending {
  type: string;
  name: string;
  stack: readonly (SdkFrame | undefined)[];
}

type Restore = () => void;

/** Replaces `target[key]` until the returned function is called; nothing when it is not the function we expect. */
function replace<T, K extends keyof T>(
  target: T,
  key: K,
  make: (original: NonNullable<T[K]>) => T[K],
): Restore {
  const original = target[key];
  const writable = Object.getOwnPropertyDescriptor(target, key)?.writable;
  if (typeof original !== "function" || writable !== true) return () => undefined;
  target[key] = make(original);
  return () => {
    target[key] = original;
  };
}

/**
 * Takes the SDK's three slowest habits away for one run: a stack captured for every promise, debug messages that nobody
 * reads, and stack traces without a limit. Each is tested for and left alone when the SDK looks different; the plan is
 * the same without them, only slower. Their loss of leak detection is made good by {@link trackRegistrations}.
 */
export function installFastPaths(runtime: Runtime, root: string): Restore {
  const restores = [
    replace(runtime.debuggable, "debuggablePromise", () => (promise: Promise<unknown>) => promise),
    replace(runtime.log, "debug", () => () => Promise.resolve()),
    replace(runtime.resourceClass, "stackTrace", () => {
      const stackTrace = (skip: number): SdkFrame[] => projectFrames(root, stackTrace, skip);
      return stackTrace;
    }),
  ];
  return () => restores.forEach((restore) => restore());
}

/**
 * The project's frames of the stack of whoever calls `from`, in the SDK's own form. The SDK's `skip` counts two frames of
 * its own first, which are not on this stack.
 */
function projectFrames(root: string, from: (skip: number) => unknown, skip: number): SdkFrame[] {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = stackDepth;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, from);
  const [, ...lines] = (holder.stack ?? "").split("\n");
  Error.stackTraceLimit = limit;
  // The SDK overlooks frames without a function name; so do we, or the two transports would differ.
  return parseStack(lines.slice(skip - 1).filter((line) => line.endsWith(")")))
    .filter(({ file }) => isProjectFile(file, root))
    .map(({ file, line, column }) => ({ uri: toUri(file), line, column }));
}

const uris = new Map<string, string>();
function toUri(file: string): string {
  let uri = uris.get(file);
  if (uri === undefined) uris.set(file, (uri = pathToFileURL(file).href));
  return uri;
}

/** Registrations that began; the transport compares them with those that arrived. */
export function trackRegistrations(runtime: Runtime): { begun: Pending[]; restore: Restore } {
  const begun: Pending[] = [];
  const track =
    (original: (...args: unknown[]) => void) =>
    (...args: unknown[]): void => {
      const [, , type, name] = args;
      const stack = args.find((arg) => Array.isArray(arg)) as Pending["stack"] | undefined;
      begun.push({ type: String(type), name: String(name), stack: stack ?? [] });
      original(...args);
    };
  const restores = [
    replace(runtime.registration, "registerResource", track),
    replace(runtime.registration, "readResource", track),
  ];
  return { begun, restore: () => restores.forEach((restore) => restore()) };
}

/** Collects what the program logs through Pulumi, which has no engine to send it to. */
export function captureLog(runtime: Runtime, diagnostics: Diagnostic[]): Restore {
  const levels = { info: "info", warn: "warning", error: "error" } as const;
  const restores = (Object.keys(levels) as (keyof typeof levels)[]).map((level) =>
    replace(runtime.log, level, () => (message: string) => {
      diagnostics.push({ severity: levels[level], message });
      return Promise.resolve();
    }),
  );
  return () => restores.forEach((restore) => restore());
}
