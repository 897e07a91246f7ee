/**
 * Stands between the engine and a policy pack. The engine tells an analyzer its stack and config only after it runs, and
 * `@pulumi/policy` wants them in its environment before; the real Node language host solves that in the same way.
 */
import {
  Client,
  credentials,
  type sendUnaryData,
  type Server,
  type ServerUnaryCall,
  type ServiceDefinition,
  type ServiceError,
  status,
} from "@grpc/grpc-js";
import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzerStackConfigureRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";

import { listen, maximumMessage } from "./serve";

/** Starts the pack with more environment and gives the port that it serves on. */
export type StartPack = (environment: Readonly<Record<string, string>>) => Promise<number>;

const definition = AnalyzerService as unknown as ServiceDefinition;
const identity = (bytes: Buffer) => bytes;
/** The analyzer's methods over bytes: what the proxy does not need to understand passes untouched. */
const rawService = Object.fromEntries(
  Object.entries(definition).map(([name, method]) => [
    name,
    {
      ...method,
      requestSerialize: identity,
      requestDeserialize: identity,
      responseSerialize: identity,
      responseDeserialize: identity,
    },
  ]),
) as ServiceDefinition;

/** What the SDK's runtime reads before a pack's code runs: stack, project, organization, config. */
function packEnvironment(request: AnalyzerStackConfigureRequest): Record<string, string> {
  const config = Object.fromEntries(request.getConfigMap().toArray());
  return {
    PULUMI_NODEJS_ORGANIZATION: request.getOrganization(),
    PULUMI_NODEJS_PROJECT: request.getProject(),
    PULUMI_NODEJS_STACK: request.getStack(),
    PULUMI_NODEJS_DRY_RUN: String(request.getDryRun()),
    PULUMI_CONFIG: JSON.stringify(config),
  };
}

/** Asked before the stack is known. A pack has nothing to say to either: no version, and no handshake. */
const early: Readonly<Record<string, Buffer | undefined>> = {
  getPluginInfo: Buffer.from(new PluginInfo().serializeBinary()),
  handshake: undefined,
};

/**
 * Serves the analyzer protocol and starts the pack once its stack is configured, or at the first question when no stack
 * will be (a pack that is only listed or published).
 */
export function servePack(start: StartPack): Promise<{ server: Server; port: number }> {
  let pack: Promise<Client> | undefined;
  const connect = (environment: Readonly<Record<string, string>>): Promise<Client> =>
    (pack ??= start(environment).then(
      (port) =>
        new Client(`127.0.0.1:${port}`, credentials.createInsecure(), {
          "grpc.max_receive_message_length": maximumMessage,
          "grpc.max_send_message_length": maximumMessage,
        }),
    ));
  const forward =
    (name: string) =>
    (call: ServerUnaryCall<Buffer, Buffer>, callback: sendUnaryData<Buffer>): void => {
      if (pack === undefined && name in early) {
        const answer = early[name];
        if (answer !== undefined) callback(null, answer);
        else callback({ code: status.UNIMPLEMENTED, details: `${name}: no pack is running yet` });
        return;
      }
      const environment =
        name === "configureStack"
          ? packEnvironment(AnalyzerStackConfigureRequest.deserializeBinary(call.request))
          : {};
      connect(environment).then(
        (client) =>
          client.makeUnaryRequest(
            definition[name]!.path,
            identity,
            identity,
            call.request,
            (error: ServiceError | null, answer?: Buffer) => callback(error, answer),
          ),
        (error: unknown) => callback({ code: status.UNKNOWN, details: (error as Error).message }),
      );
    };
  const handlers = Object.fromEntries(Object.keys(definition).map((name) => [name, forward(name)]));
  return listen(rawService, handlers);
}
