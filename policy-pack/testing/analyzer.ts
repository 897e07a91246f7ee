import { spawn, type ChildProcess } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";

import * as grpc from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/analyzer_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";

import type { Finding } from "../finding";
import { UNKNOWN, type GraphProvider, type GraphResource, type ResourceGraph } from "../graph/types";
import { rules } from "../rules";
import { ask } from "./ask";
import { buildPack, type PackSettings } from "./build-pack";

/** What a diagnostic of the real protocol says of a finding. `rule` is the rule's id. */
export type PackFinding = Pick<Finding, "rule" | "level" | "urn" | "message">;

export interface Analyzer {
  client: services.AnalyzerClient;
  /** Names of the policies that the pack offers, in its order. */
  policies: readonly string[];
  /** Everything that the pack wrote to stdout after its port; a good pack writes nothing. */
  stdout: readonly string[];
  /** Process id of the pack. */
  pid: number;
  stop(): void;
}

/**
 * Judges a graph with the compiled pack as the engine would: the SDK's own launcher in a child process, `Analyze` for
 * each custom resource and `AnalyzeStack` at the end.
 * @param platform The stack's raw `meridian:platform` object.
 * @returns sorted by URN, rule and message
 */
export async function analyzeWithPack(graph: ResourceGraph, platform: object): Promise<PackFinding[]> {
  const analyzer = await startAnalyzer(platform, graph.stack);
  try {
    return await analyze(analyzer, graph);
  } finally {
    analyzer.stop();
  }
}

/** Starts today's sources of the pack and configures it for a stack; the caller stops it. */
export function startAnalyzer(platform: object, stack: string, settings?: PackSettings): Promise<Analyzer> {
  return launch(buildPack(settings), platform, stack);
}

/** Starts the pack in a folder with the SDK that is installed for it. */
export async function launch(pack: string, platform: object, stack: string): Promise<Analyzer> {
  const launcher = join(
    dirname(createRequire(join(pack, "package.json")).resolve("@pulumi/pulumi/package.json")),
    "cmd",
    "run-policy-pack",
  );
  const child = spawn(process.execPath, [launcher, "127.0.0.1:1", pack], {
    cwd: pack,
    env: {
      PULUMI_CONFIG: JSON.stringify({ "meridian:platform": JSON.stringify(platform) }),
      PULUMI_NODEJS_PROJECT: "meridian",
      PULUMI_NODEJS_STACK: stack,
      PULUMI_NODEJS_DRY_RUN: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout: string[] = [];
  const port = await readPort(child, stdout);
  const address = `127.0.0.1:${port}`;
  const client = new services.AnalyzerClient(address, grpc.credentials.createInsecure(), {
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  const info = await ask<messages.AnalyzerInfo>((done) => client.getAnalyzerInfo(new Empty(), done));
  await ask((done) => client.configureStack(stackRequest(stack), done));
  return {
    client,
    policies: info.getPoliciesList().map((policy) => policy.getName()),
    stdout,
    pid: child.pid ?? 0,
    stop: () => {
      client.close();
      child.kill();
    },
  };
}

/** One analysis of a graph by a running pack; `Analyze` calls overlap. One analysis at a time, as the engine does. */
export async function analyze({ client }: Analyzer, graph: ResourceGraph): Promise<PackFinding[]> {
  const custom = graph.resources.filter((resource) => resource.custom);
  // The engine remediates each resource before it is analyzed; only there it says what is secret.
  const secretive = custom.filter(({ secretProps }) => secretProps !== undefined);
  await Promise.all(
    secretive.map((resource) => {
      const request = fill(new messages.AnalyzeRequest(), withSecrets(resource));
      return ask((done) => client.remediate(request, done));
    }),
  );
  const answers = custom.map(async (resource) => {
    const request = fill(new messages.AnalyzeRequest(), resource);
    const answer = await ask<messages.AnalyzeResponse>((done) => client.analyze(request, done));
    return findingsIn(answer, resource.urn);
  });
  const found = (await Promise.all(answers)).flat();
  const request = new messages.AnalyzeStackRequest();
  request.setResourcesList(graph.resources.map(stackResource));
  const answer = await ask<messages.AnalyzeResponse>((done) => client.analyzeStack(request, done));
  return [...found, ...findingsIn(answer, "")].sort(byText);
}

const byText = (one: PackFinding, other: PackFinding) => (textOf(one) < textOf(other) ? -1 : 1);
const textOf = ({ urn, rule, message }: PackFinding) => [urn, rule, message].join("\n");

function readPort(child: ChildProcess, stdout: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.on("exit", (code) => reject(new Error(`the policy pack ended with code ${code}: ${errors}`)));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      if (/^\d+$/.test(line) && stdout.length === 0) resolve(Number(line));
      else stdout.push(line);
    });
  });
}

function stackRequest(stack: string): messages.AnalyzerStackConfigureRequest {
  return new messages.AnalyzerStackConfigureRequest().setStack(stack).setProject("meridian").setDryRun(true);
}

function stackResource(resource: GraphResource): messages.AnalyzerResource {
  const filled = fill(new messages.AnalyzerResource(), resource);
  filled.setParent(resource.parent ?? "").setDependenciesList([...resource.dependencies]);
  for (const [key, urns] of Object.entries(resource.propertyDependencies)) {
    filled
      .getPropertydependenciesMap()
      .set(key, new messages.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return filled;
}

function fill<T extends messages.AnalyzeRequest | messages.AnalyzerResource>(
  message: T,
  resource: GraphResource,
): T {
  const options = new messages.AnalyzerResourceOptions();
  options.setProtect(resource.options.protect === true).setParent(resource.parent ?? "");
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(struct(resource.props));
  message.setOptions(options);
  if (resource.provider !== undefined) message.setProvider(providerMessage(resource.provider));
  return message;
}

/** The resource with its secret inputs in Pulumi's wire form. */
function withSecrets(resource: GraphResource): GraphResource {
  const { props, secretProps = [] } = resource;
  const wrapped = (value: unknown) => ({
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    value,
  });
  const secret = secretProps.map((key): [string, unknown] => [key, wrapped(props[key])]);
  return { ...resource, props: { ...props, ...Object.fromEntries(secret) } };
}

/** The engine sends a provider's inputs as they were registered: lists as JSON text. */
function providerMessage(provider: GraphProvider): messages.AnalyzerProviderResource {
  const { accountIds, region } = provider;
  const allowedAccountIds = accountIds === undefined ? UNKNOWN : JSON.stringify(accountIds);
  return new messages.AnalyzerProviderResource()
    .setType("pulumi:providers:aws")
    .setUrn(provider.urn ?? "")
    .setName(provider.name)
    .setProperties(struct({ region, allowedAccountIds }));
}

/** JSON first: a Struct knows no `undefined`. */
const struct = (value: unknown) =>
  Struct.fromJavaScript(JSON.parse(JSON.stringify(value)) as Record<string, JavaScriptValue>);

function findingsIn(answer: messages.AnalyzeResponse, fallbackUrn: string): PackFinding[] {
  return answer.getDiagnosticsList().map((diagnostic) => ({
    rule: rules.find(({ name }) => name === diagnostic.getPolicyname())?.id ?? diagnostic.getPolicyname(),
    level:
      diagnostic.getEnforcementlevel() === messages.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    urn: diagnostic.getUrn() || fallbackUrn,
    message: diagnostic.getMessage(),
  }));
}
