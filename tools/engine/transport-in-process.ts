import { createRequire } from "node:module";

import type { MonitorCore } from "./core";
import type { Registration } from "./registration";
import { neverSettles, ProgramError, toProgramError } from "./errors";
import { captureLog, installFastPaths, type Pending, trackRegistrations } from "./fast-paths";
import { isProjectFile } from "./positions";
import { quiet, type Outcome } from "./quiet";
import { type CallbackMessage, loadMessages, loadRuntime, type Runtime } from "./sdk";
import type { Run } from "./transport";
import { whenReady } from "./when-ready";
import type { Properties } from "./wire";

type Callback = (error: unknown, response?: unknown) => void;

/** The monitor's client as the SDK sees it: same methods as the gRPC one, answered from the core without a wire. */
function monitorClient(core: MonitorCore): Record<string, unknown> {
  const { resource, provider, struct, empty } = loadMessages();
  const answer =
    <Request>(handle: (request: Request) => unknown) =>
    (request: Request, callback: Callback): void => {
      let response: unknown;
      try {
        response = handle(request);
      } catch (error) {
        callback(error);
        return;
      }
      if (response instanceof Promise) response.then((value) => callback(null, value), callback);
      else callback(null, response);
    };
  return {
    supportsFeature: answer((request: { getId(): string }) => {
      const response = new resource.SupportsFeatureResponse();
      response.setHassupport(core.supportsFeature(request.getId()));
      return response;
    }),
    registerResource: answer((request: Parameters<MonitorCore["registerResource"]>[0]) =>
      whenReady(core.registerResource(request), (registration) =>
        registered(registration, resource.Result.SUCCESS),
      ),
    ),
    registerResourceOutputs: answer((request: Parameters<MonitorCore["registerResourceOutputs"]>[0]) => {
      core.registerResourceOutputs(request);
      return new empty.Empty();
    }),
    readResource: answer((request: Parameters<MonitorCore["readResource"]>[0]) => {
      const { urn, outputs } = core.readResource(request);
      return { getUrn: () => urn, getProperties: () => asStruct(outputs) };
    }),
    invoke: answer((request: Parameters<MonitorCore["invoke"]>[0]) =>
      whenReady(core.invoke(request), (answered) => {
        const response = new provider.InvokeResponse();
        response.setReturn(struct.Struct.fromJavaScript(answered as never));
        return response;
      }),
    ),
    call: answer((request: { getTok(): string }) => core.refuseCall(request.getTok())),
    registerPackage: answer((request: Parameters<MonitorCore["registerPackage"]>[0]) => {
      const response = new resource.RegisterPackageResponse();
      response.setRef(core.registerPackage(request));
      return response;
    }),
    registerStackTransform: answer((callback: CallbackMessage) => {
      core.transforms.addForStack(callback);
      return new empty.Empty();
    }),
    registerStackInvokeTransform: answer((callback: CallbackMessage) => {
      core.transforms.addForFunctions(callback);
      return new empty.Empty();
    }),
    registerResourceHook: answer((request: Parameters<MonitorCore["registerHook"]>[0]) => {
      core.registerHook(request);
      return new empty.Empty();
    }),
    registerErrorHook: answer(() => new empty.Empty()),
    signalAndWaitForShutdown: answer(() => new empty.Empty()),
    close: () => undefined,
  };
}

/** A response without protobuf: the SDK reads it through these getters only, and they are on its hottest path. */
function registered({ urn, id, outputs }: Registration, success: number): unknown {
  return {
    getUrn: () => urn,
    getId: () => id,
    getObject: () => asStruct(outputs),
    getPropertydependenciesMap: () => undefined,
    getResult: () => success,
  };
}

function asStruct(properties: Properties): { toJavaScript(): Properties } {
  return { toJavaScript: () => properties };
}

/** Runs the program in this process. Runs must not overlap: the SDK's runtime is global. */
export async function runInProcess(run: Run, core: MonitorCore): Promise<void> {
  const runtime = loadRuntime();
  const errors = captureErrors();
  const tracked = trackRegistrations(runtime);
  const restores = [
    captureIdentity(runtime),
    captureLog(runtime, core.diagnostics),
    tracked.restore,
    errors.restore,
  ];
  if (run.fast) restores.push(installFastPaths(runtime, run.stacks));
  const modules = new ProgramModules(run.root);
  try {
    const outcome = await execute(run, core, runtime, modules);
    fail(run, core, [...errors.seen, ...(outcome.kind === "failed" ? [outcome.error] : [])]);
    if (outcome.kind === "stuck" || missing(tracked.begun, core).length > 0) {
      throw leak(run, missing(tracked.begun, core));
    }
  } finally {
    modules.unload();
    // Closes the server that the SDK opens for a program with transforms or hooks.
    runtime.settings.disconnectSync();
    for (const restore of restores.reverse()) restore();
  }
}

/** Puts back whose program the SDK's global runtime thinks it runs: what comes after a plan must not see that there was one. */
function captureIdentity({ settings, config }: Runtime): () => void {
  const [project, stack] = [settings.getProject(), settings.getStack()];
  const values = { ...config.allConfig() };
  return () => {
    settings.resetOptions(project, stack, -1, "", "", false, "");
    config.setAllConfig(values);
  };
}

function execute(run: Run, core: MonitorCore, runtime: Runtime, modules: ProgramModules): Promise<Outcome> {
  runtime.settings.setMockOptions(monitorClient(core), run.project, run.stack, true, run.organization);
  runtime.config.setAllConfig({ ...run.config });
  const finished = runtime.stack
    .runInPulumiStack(async () => {
      const exported = modules.load(run.program);
      return typeof exported === "function" ? await (exported as () => unknown)() : exported;
    })
    .then(() => runtime.settings.waitForRPCs());
  return quiet(
    finished,
    () => core.activity,
    () => core.transforms.isAsking,
  );
}

/** The engine's own refusal first: what the program then throws is only its echo. */
function fail(run: Run, core: MonitorCore, thrown: readonly unknown[]): void {
  const [first] = [...core.failures, ...thrown];
  if (core.failures.length > 0 || thrown.length > 0) throw toProgramError(run.stack, first, run.positions);
}

/** Registrations whose inputs never settled, so that the engine never heard of them. */
function missing(begun: readonly Pending[], core: MonitorCore): Pending[] {
  const arrived = new Map<string, number>();
  for (const { type, name } of [...core.registrations.values(), ...core.reads.values()]) {
    const key = `${type}::${name}`;
    arrived.set(key, (arrived.get(key) ?? 0) + 1);
  }
  return begun.filter(({ type, name }) => {
    const left = arrived.get(`${type}::${name}`) ?? 0;
    arrived.set(`${type}::${name}`, left - 1);
    return left < 1;
  });
}

function leak(run: Run, pending: readonly Pending[]): ProgramError {
  const names = pending.map(({ type, name, stack }) => {
    const [at] = run.positions.locate(run.stacks.read(stack));
    return `${type} "${name}"${at ? ` (${at.file}:${at.line})` : ""}`;
  });
  if (names.length === 0) return new ProgramError(run.stack, neverSettles, undefined);
  const what = `${names.length} registered but never completed, because an input never settles: ${names.join(", ")}`;
  const [first] = pending.map(({ stack }) => run.positions.locate(run.stacks.read(stack))[0]);
  return new ProgramError(run.stack, `${what}; resolve the promise or pass a plain value.`, first);
}

/** Collects errors that nobody handles, in place of whoever listens now (a test runner would fail the wrong test). */
function captureErrors(): { seen: unknown[]; restore: () => void } {
  const seen: unknown[] = [];
  const note = (error: unknown): void => {
    if (!seen.includes(error)) seen.push(error);
  };
  const restores = (["uncaughtException", "unhandledRejection"] as const).map((event) => {
    const before = process.rawListeners(event) as ((...args: unknown[]) => void)[];
    process.removeAllListeners(event);
    process.on(event, note);
    return () => {
      process.removeListener(event, note);
      for (const listener of before) process.on(event, listener);
    };
  });
  return { seen, restore: () => restores.forEach((restore) => restore()) };
}

/** Loads the program, and forgets its modules afterwards so that the next stack runs them again. */
class ProgramModules {
  private readonly before = new Set(Object.keys(require.cache));

  constructor(private readonly root: string) {}

  load(program: string): unknown {
    const load = createRequire(program);
    delete load.cache[load.resolve(program)];
    return load(program);
  }

  unload(): void {
    for (const file of Object.keys(require.cache)) {
      if (!this.before.has(file) && isProjectFile(file, this.root)) delete require.cache[file];
    }
  }
}
