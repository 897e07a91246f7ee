/** A stand-in for the `aws-native` provider: the same offline provider as for `aws`, for the types that only this one has. */
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

import { offlineService } from "./aws-provider";
import { runPlugin } from "./serve";

export function main(): Promise<void> {
  return runPlugin("pulumi-resource-aws-native", ResourceProviderService, offlineService("1.0.0"));
}
