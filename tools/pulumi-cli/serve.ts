import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";

/** The engine's own limit for one message. */
export const maximumMessage = 400 * 1024 * 1024;

/** An answer, now or later; what it throws becomes a status that the engine shows. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(error as Error),
      );
  };
}

/** Starts a gRPC server on a free local port. */
export async function listen(
  service: ServiceDefinition,
  handlers: UntypedServiceImplementation,
): Promise<{ server: Server; port: number }> {
  const server = new Server({
    "grpc.max_receive_message_length": maximumMessage,
    "grpc.max_send_message_length": maximumMessage,
  });
  server.addService(service, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { server, port };
}

/** Why a stand-in may not start here; undefined when it may. */
export function refusal(plugin: string, environment: NodeJS.ProcessEnv): string | undefined {
  if (environment["MERIDIAN_OFFLINE"] === "1") return undefined;
  return (
    `${plugin}: this is Meridian's stand-in and deploys nothing; ` +
    `install the real plugin, or run \`npm run pulumi-cli\`, which sets MERIDIAN_OFFLINE=1.`
  );
}

/**
 * Runs a plugin as the engine expects: prints the port on the first line of stdout and serves until it is killed, or until
 * the engine is gone.
 */
export async function runPlugin(
  plugin: string,
  service: ServiceDefinition,
  handlers: UntypedServiceImplementation,
): Promise<void> {
  const reason = refusal(plugin, process.env);
  if (reason !== undefined) {
    console.error(reason);
    process.exitCode = 1;
    return;
  }
  const { port } = await listen(service, handlers);
  console.log(port.toString());
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(0);
  }, 1000).unref();
}
