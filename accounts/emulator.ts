import type { ProviderArgs } from "@pulumi/aws/provider";

import { endpointKeys } from "./endpoint-keys";

/**
 * What turns a provider from AWS to an emulator: every service, S3 buckets as paths (an emulator has no host per bucket)
 * and credentials that are none. They are there even when the shell has real ones, whose session token would otherwise
 * travel to the emulator, and so that a plan is the same on every machine.
 *
 * Roles are still assumed, at the emulator: that is what keeps one emulator's accounts apart. The account is still asked
 * for: without it the provider refuses any `allowedAccountIds`.
 * @param endpoint checked address, e.g. `http://localhost:4566`
 */
export function emulatorArgs(endpoint: string) {
  const { origin } = new URL(endpoint);
  return {
    endpoints: [Object.fromEntries(endpointKeys.map((key) => [key, origin]))],
    s3UsePathStyle: true,
    accessKey: "test",
    secretKey: "test",
    skipCredentialsValidation: true,
    skipMetadataApiCheck: true,
  } satisfies ProviderArgs;
}
