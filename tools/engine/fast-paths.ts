import type { CapturedStacks } from "./captured-stacks";
import type { Runtime, SdkFrame } from "./sdk";
import type { Diagnostic } from "./types";

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
 * Takes the SDK's slowest habits away for one run: a stack captured for every promise, debug messages that nobody reads,
 * stack traces without a limit, and protobuf messages for properties that never leave the process. Each is tested for and left alone when the SDK looks different; the plan is
 * the same without them, only slower. Their loss of leak detection is made good by {@link trackRegistrations}.
 */
export function installFastPaths(runtime: Runtime, stacks: CapturedStacks): Restore {
  const restores = [
    replace(runtime.debuggable, "debuggablePromise", () => (promise: Promise<unknown>) => promise),
    replace(runtime.log, "debug", () => () => Promise.resolve()),
    replace(runtime.resourceClass, "stackTrace", () => {
      const stackTrace = (skip: number): SdkFrame[] => stacks.capture(stackTrace, skip);
      return stackTrace;
    }),
    replace(
      runtime.structClass,
      "fromJavaScript",
      (original) => (value) =>
        // Nested messages are kept as they are beside the encoded ones, which nobody reads in process.
        Object.assign(original.call(runtime.structClass, {}), {
          toJavaScript: () => value,
          getFieldsMap: () => original.call(runtime.structClass, value).getFieldsMap(),
        }),
    ),
  ];
  return () => restores.forEach((restore) => restore());
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
