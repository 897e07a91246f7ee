import type { CallbackMessage, Services } from "./sdk";
import { loadCallbackMessages, loadServices } from "./sdk";

type CallbacksClient = InstanceType<Services["callback"]["CallbacksClient"]>;

/**
 * Calls functions of the program, such as transforms, through the server that the SDK opens beside it once the program has
 * one. Nothing is loaded or opened before the first call.
 */
export class ProgramCallbacks {
  private readonly clients = new Map<string, CallbacksClient>();
  private open = 0;

  /** True while the program has been asked and has not answered. */
  get isWaiting(): boolean {
    return this.open > 0;
  }

  /**
   * @param request the message that the function takes, in binary form
   * @returns what it answers, in binary form
   * @throws Error with the text of what the function threw
   */
  async call(callback: CallbackMessage, request: Uint8Array): Promise<Uint8Array> {
    const { CallbackInvokeRequest } = loadCallbackMessages();
    const message = new CallbackInvokeRequest();
    message.setToken(callback.getToken());
    message.setRequest(request);
    const client = this.clientOf(callback.getTarget());
    this.open++;
    return new Promise((resolve, reject) => {
      client.invoke(message, (error, response) => {
        this.open--;
        if (error) reject(new Error(error.details));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
    this.clients.clear();
  }

  private clientOf(target: string): CallbacksClient {
    const known = this.clients.get(target);
    if (known) return known;
    const { grpc, callback } = loadServices();
    const client = new callback.CallbacksClient(target, grpc.credentials.createInsecure());
    this.clients.set(target, client);
    return client;
  }
}
