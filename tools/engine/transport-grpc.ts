import { spawn } from "node:child_process";
import type { handleUnaryCall, sendUnaryData, Server, ServerUnaryCall } from "@grpc/grpc-js";

import type { MonitorCore } from "./core";
import { neverSettles, ProgramError, toProgramError } from "./errors";
import { parseStack } from "./positions";
import {
  type CallbackMessage,
  launcherPath,
  loadMessages,
  loadServices,
  type Messages,
  type Services,
} from "./sdk";
import type { Run } from "./transport";
import type { Diagnostic } from "./types";
import { whenReady } from "./when-ready";

/** The SDK's own limit for one message (`runtime/settings.js`). */
const maximumMessage = 400 * 1024 * 1024;

/**
 * Runs the program as the real engine does: a monitor and an engine service on a local port, and the SDK's own unmodified
 * launcher in a child process. Ten times slower than in process; used to show that both see the same.
 */
export async function runOverGrpc(run: Run, core: MonitorCore): Promise<void> {
  const messages = loadMessages();
  const services = loadServices();
  const limits = {
    "grpc.max_receive_message_length": maximumMessage,
    "grpc.max_send_message_length": maximumMessage,
  };
  const server = new services.grpc.Server(limits);
  server.addService(services.resource.ResourceMonitorService, monitorService(core, messages));
  server.addService(services.engine.EngineService, engineService(core.diagnostics, services, messages));
  try {
    const port = await listen(server, services);
    const { status, errorText } = await launch(run, `127.0.0.1:${port}`);
    judge(run, core, status, errorText);
  } finally {
    server.forceShutdown();
  }
}

function listen(server: Server, { grpc }: Services): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}

/** Wraps an answer; a refusal becomes a status that the SDK reports to the program. */
function unary<Request, Response>(
  handle: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
    let response: Response | Promise<Response>;
    try {
      response = handle(call.request);
    } catch (error) {
      callback(error as Error);
      return;
    }
    Promise.resolve(response).then(
      (value) => callback(null, value),
      (error: unknown) => callback(error as Error),
    );
  };
}

function monitorService(
  core: MonitorCore,
  { resource, provider, struct, empty }: Messages,
): Record<string, never> {
  const toStruct = (value: unknown) => struct.Struct.fromJavaScript(value as never);
  const service = {
    supportsFeature: unary((request: { getId(): string }) => {
      const response = new resource.SupportsFeatureResponse();
      response.setHassupport(core.supportsFeature(request.getId()));
      return response;
    }),
    registerResource: unary((request: Parameters<MonitorCore["registerResource"]>[0]) =>
      whenReady(core.registerResource(request), ({ urn, id, outputs }) => {
        const response = new resource.RegisterResourceResponse();
        response.setUrn(urn);
        response.setId(id);
        response.setObject(toStruct(outputs));
        return response;
      }),
    ),
    registerResourceOutputs: unary((request: Parameters<MonitorCore["registerResourceOutputs"]>[0]) => {
      core.registerResourceOutputs(request);
      return new empty.Empty();
    }),
    readResource: unary((request: Parameters<MonitorCore["readResource"]>[0]) => {
      const { urn, outputs } = core.readResource(request);
      const response = new resource.ReadResourceResponse();
      response.setUrn(urn);
      response.setProperties(toStruct(outputs));
      return response;
    }),
    invoke: unary((request: Parameters<MonitorCore["invoke"]>[0]) =>
      whenReady(core.invoke(request), (answered) => {
        const response = new provider.InvokeResponse();
        response.setReturn(toStruct(answered));
        return response;
      }),
    ),
    call: unary((request: { getTok(): string }) => core.refuseCall(request.getTok())),
    registerPackage: unary((request: Parameters<MonitorCore["registerPackage"]>[0]) => {
      const response = new resource.RegisterPackageResponse();
      response.setRef(core.registerPackage(request));
      return response;
    }),
    registerStackTransform: unary((callback: CallbackMessage) => {
      core.transforms.addForStack(callback);
      return new empty.Empty();
    }),
    registerStackInvokeTransform: unary((callback: CallbackMessage) => {
      core.transforms.addForFunctions(callback);
      return new empty.Empty();
    }),
    registerResourceHook: unary((request: Parameters<MonitorCore["registerHook"]>[0]) => {
      core.registerHook(request);
      return new empty.Empty();
    }),
    registerErrorHook: unary(() => new empty.Empty()),
    signalAndWaitForShutdown: unary(() => new empty.Empty()),
  };
  return service as unknown as Record<string, never>;
}

function engineService(
  diagnostics: Diagnostic[],
  { engineMessages }: Services,
  { empty }: Messages,
): Record<string, never> {
  const levels = new Map<number, Diagnostic["severity"]>([
    [engineMessages.LogSeverity.DEBUG, "debug"],
    [engineMessages.LogSeverity.INFO, "info"],
    [engineMessages.LogSeverity.WARNING, "warning"],
    [engineMessages.LogSeverity.ERROR, "error"],
  ]);
  let root = "";
  const service = {
    log: unary((request: InstanceType<typeof engineMessages.LogRequest>) => {
      const severity = levels.get(request.getSeverity()) ?? "info";
      // Three debug messages a resource: nobody reads them, and in process there are none.
      if (severity !== "debug") {
        const urn = request.getUrn();
        diagnostics.push({ severity, message: request.getMessage(), ...(urn === "" ? {} : { urn }) });
      }
      return new empty.Empty();
    }),
    setRootResource: unary((request: InstanceType<typeof engineMessages.SetRootResourceRequest>) => {
      root = request.getUrn();
      return new engineMessages.SetRootResourceResponse();
    }),
    getRootResource: unary(() => {
      const response = new engineMessages.GetRootResourceResponse();
      response.setUrn(root);
      return response;
    }),
    requirePulumiVersion: unary(() => new engineMessages.RequirePulumiVersionResponse()),
    startDebugging: unary(() => new empty.Empty()),
  };
  return service as unknown as Record<string, never>;
}

/** Starts the SDK's launcher with the arguments and the environment that the Node language host gives it. */
function launch(run: Run, address: string): Promise<{ status: number; errorText: string }> {
  const guard = require.resolve("./launcher-preload");
  const compiler = `${run.program} ${guard}`.includes(".ts") ? ["ts-node/register/transpile-only"] : [];
  const preload = [...compiler.map((name) => require.resolve(name)), guard].flatMap((file) => [
    "--require",
    file,
  ]);
  const settings = {
    monitor: address,
    engine: address,
    project: run.project,
    stack: run.stack,
    organization: run.organization,
    pwd: run.root,
    "root-directory": run.root,
  };
  const flags = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
  const args = [...preload, launcherPath(), ...flags, "--parallel=100", "--dry-run", run.program];
  const env = { ...process.env, PULUMI_CONFIG: JSON.stringify(run.config), PULUMI_CONFIG_SECRET_KEYS: "[]" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: run.root, env, stdio: ["ignore", "ignore", "pipe"] });
    const chunks: Buffer[] = [];
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (status) =>
      resolve({ status: status ?? 1, errorText: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}

const preamble = /^Running program '.*' failed with an unhandled exception:\n/;

function judge(run: Run, core: MonitorCore, status: number, errorText: string): void {
  const [refusal] = core.failures;
  if (refusal) throw toProgramError(run.stack, refusal, run.positions);
  if (status === 0 && core.stackCompleted) return;
  if (status === 0) throw new ProgramError(run.stack, neverSettles, undefined);
  const reported = core.diagnostics.find(({ severity }) => severity === "error")?.message ?? errorText;
  const text = reported.replace(preamble, "");
  // The launcher prints what it caught: first the message, then the stack.
  const firstFrame = text.search(/^\s+at /m);
  const message = (firstFrame < 0 ? text : text.slice(0, firstFrame)).replace(/^<ref[^>]*>:?\s*/, "").trim();
  const [source] = run.positions.locate(parseStack(text.split("\n")));
  throw new ProgramError(run.stack, message || `the program ended with exit code ${status}`, source);
}
