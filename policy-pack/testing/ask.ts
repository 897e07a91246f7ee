import type { ServiceError } from "@grpc/grpc-js";

/** Waits for one gRPC call: its response, or the error as the caller on the other side sees it. */
export function ask<Response>(
  call: (done: (error: ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
