import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** One call of the AWS SDK as it passes by. */
export interface Call {
  /** `GET` … */
  readonly method: string;
  readonly path: string;
  /** Operation of the JSON protocols, e.g. `DynamoDB_20120810.PutItem`; empty for S3. */
  readonly target: string;
  readonly body: string;
}

/** What goes wrong with a call: it is answered instead of the service, or it is done and its answer never arrives. */
export type Fault =
  | { readonly kind: "answer"; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: "lost"; readonly afterwards: () => void };

/** As DynamoDB refuses a call that comes too fast. */
export const throttled: Fault = {
  kind: "answer",
  status: 400,
  type: "application/x-amz-json-1.0",
  body: '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException","message":"Rate exceeded"}',
};

/** As S3 refuses a call that comes too fast. */
export const slowDown: Fault = {
  kind: "answer",
  status: 503,
  type: "application/xml",
  body: "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>",
};

/** Stands between a client and an emulator, and makes calls fail as AWS does. */
export class FaultProxy {
  /** Calls that went by, faults included, since `clear`. */
  readonly calls: Call[] = [];
  private faultOf: (call: Call) => Fault | undefined = () => undefined;

  private constructor(
    private readonly server: Server,
    private readonly to: string,
  ) {}

  /** @param to origin of the emulator */
  static async start(to: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, to);
    server.on(
      "request",
      (incoming: IncomingMessage, answer: ServerResponse) => void proxy.pass(incoming, answer),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get origin(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  /** Asks `faultOf` about every call from now on. */
  inject(faultOf: (call: Call) => Fault | undefined): void {
    this.faultOf = faultOf;
  }

  /** The first `times` calls that match fail. */
  injectFirst(times: number, fault: Fault, matches: (call: Call) => boolean): void {
    let left = times;
    this.inject((call) => (matches(call) && left-- > 0 ? fault : undefined));
  }

  clear(): void {
    this.calls.length = 0;
    this.inject(() => undefined);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const target = incoming.headers["x-amz-target"];
    const call = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      target: typeof target === "string" ? target : "",
      body: body.toString("utf8"),
    };
    this.calls.push(call);
    const fault = this.faultOf(call);
    if (fault?.kind === "answer") {
      answer
        .writeHead(fault.status, { "content-type": fault.type, "x-amzn-requestid": "fault" })
        .end(fault.body);
      return;
    }
    const { method, headers } = incoming;
    const onward = request(new URL(call.path, this.to), { method, headers }, (reply) => {
      if (fault?.kind === "lost") {
        reply.resume().once("end", () => {
          fault.afterwards();
          answer.destroy();
        });
        return;
      }
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.once("error", () => answer.destroy()).end(body);
  }
}
