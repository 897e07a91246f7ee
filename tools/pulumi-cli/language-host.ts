/**
 * A Node language host for machines that have the engine but no `pulumi-language-nodejs`. It starts the SDK's own,
 * unmodified launchers; so the program and the pack run as under the real host.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";

import type { ServerWritableStream, UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

import { projectRoot } from "../../components/project/root";
import { servePack } from "./policy-proxy";
import { runPlugin, unary } from "./serve";

/** The launcher's exit code for "the user has been told". */
const bail = 32;
/** Always the compiled one: the child runs elsewhere and has no compiler. */
const inspectGuard = path.join(projectRoot(), "bin", "tools", "engine", "launcher-preload.js");

/** The SDK's launcher as the program or the pack has it installed. */
function launcher(name: "run" | "run-policy-pack", folder: string): string {
  return createRequire(path.join(folder, "package.json")).resolve(`@pulumi/pulumi/cmd/${name}`);
}

function typescriptSetting(info: language.ProgramInfo): Record<string, string> {
  const options = (info.getOptions()?.toJavaScript() ?? {}) as Record<string, unknown>;
  return { PULUMI_NODEJS_TYPESCRIPT: String(options["typescript"] !== false) };
}

function infoOf(request: { getInfo(): language.ProgramInfo | undefined }): language.ProgramInfo {
  const info = request.getInfo();
  if (info === undefined) throw new Error("the engine named no program; use a CLI of the pinned version.");
  return info;
}

function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, piped: boolean): ChildProcess {
  const output = piped ? "pipe" : "inherit";
  return spawn(process.execPath, ["--require", inspectGuard, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", output, output],
  });
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  });
}

/** Arguments and environment of the SDK's launcher for one run of the program. */
export function programCommand(
  request: language.RunRequest,
  engine: string,
): { args: string[]; env: Record<string, string> } {
  const info = infoOf(request);
  const settings = {
    monitor: request.getMonitorAddress(),
    engine,
    project: request.getProject(),
    stack: request.getStack(),
    organization: request.getOrganization(),
    pwd: request.getPwd(),
    "root-directory": info.getRootDirectory(),
  };
  const flags = Object.entries(settings).map(([key, value]) => `--${key}=${value}`);
  if (request.getDryrun()) flags.push("--dry-run");
  if (request.getParallel() > 0) flags.push(`--parallel=${request.getParallel()}`);
  const config = Object.fromEntries(request.getConfigMap().toArray());
  return {
    args: [
      launcher("run", info.getProgramDirectory()),
      ...flags,
      info.getEntryPoint(),
      ...request.getArgsList(),
    ],
    env: {
      ...typescriptSetting(info),
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    },
  };
}

async function run(request: language.RunRequest, engine: string): Promise<language.RunResponse> {
  const { args, env } = programCommand(request, engine);
  const code = await exitCode(start(args, infoOf(request).getProgramDirectory(), env, false));
  const response = new language.RunResponse();
  if (code === bail) response.setBail(true);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code}`);
  return response;
}

/** Runs a policy pack, the only plugin written in this project, behind a proxy; streams what it prints. */
function runPack(call: ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>): void {
  const { request } = call;
  const send = (fill: (response: language.RunPluginResponse) => void) => {
    const response = new language.RunPluginResponse();
    fill(response);
    call.write(response);
  };
  const children: ChildProcess[] = [];
  call.on("cancelled", () => children.forEach((child) => child.kill()));
  const startPack = (more: Readonly<Record<string, string>>): Promise<number> => {
    const info = infoOf(request);
    const folder = info.getProgramDirectory();
    const args = [launcher("run-policy-pack", folder), ...request.getArgsList(), folder];
    const child = start(args, folder, { ...given(request), ...typescriptSetting(info), ...more }, true);
    children.push(child);
    child.stderr?.on("data", (chunk: Buffer) => send((response) => response.setStderr(chunk)));
    return new Promise((resolve, reject) => {
      child.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString("utf8").trim())));
      exitCode(child).then((code) => {
        reject(new Error(`the policy pack in ${folder} ended with exit code ${code} before it served.`));
        send((response) => response.setExitcode(code));
        call.end();
      }, reject);
    });
  };
  // On a stream, the error event is what becomes the status of the call.
  const fail = (error: unknown) => call.emit("error", error);
  if (request.getKind() !== "analyzer") {
    fail(new Error(`a plugin of kind "${request.getKind()}" cannot be run offline; only policy packs can.`));
    return;
  }
  servePack(startPack).then(({ server, port }) => {
    call.on("cancelled", () => server.forceShutdown());
    // Gracefully: the pack's last answer may still be on its way.
    call.on("finish", () => server.tryShutdown(() => undefined));
    send((response) => response.setStdout(Buffer.from(`${port}\n`)));
  }, fail);
}

/** The environment that the engine hands over as `KEY=value` lines. */
function given(request: language.RunPluginRequest): Record<string, string> {
  return Object.fromEntries(
    request.getEnvList().map((one) => [one.slice(0, one.indexOf("=")), one.slice(one.indexOf("=") + 1)]),
  );
}

/** The `LanguageRuntime` service; everything that only package authors need stays unimplemented. */
export function languageService(): UntypedServiceImplementation {
  let engine = "";
  return {
    handshake: unary((request: language.LanguageHandshakeRequest) => {
      engine = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    }),
    getPluginInfo: unary(() => {
      const response = new PluginInfo();
      response.setVersion("0.0.0-offline");
      return response;
    }),
    about: unary(() => {
      const response = new language.AboutResponse();
      response.setExecutable(process.execPath);
      response.setVersion(process.version);
      return response;
    }),
    // Nothing can be fetched offline: what the program needs is on PATH, or the engine says so at the first resource.
    getRequiredPackages: unary(() => new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(() => new language.GetRequiredPluginsResponse()),
    getProgramDependencies: unary(() => new language.GetProgramDependenciesResponse()),
    installDependencies: (call: ServerWritableStream<unknown, unknown>) => call.end(),
    cancel: unary(() => new Empty()),
    run: unary((request: language.RunRequest) => run(request, engine)),
    runPlugin: runPack,
  };
}

export function main(): Promise<void> {
  return runPlugin("pulumi-language-nodejs", LanguageRuntimeService, languageService());
}
