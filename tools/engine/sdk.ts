/**
 * The only file that imports internals of @pulumi/pulumi. They are no public interface, so their version is checked.
 */

import { createRequire } from "node:module";

import type * as configModule from "@pulumi/pulumi/runtime/config";
import type * as debuggableModule from "@pulumi/pulumi/runtime/debuggable";
import type * as logModule from "@pulumi/pulumi/log";
import type * as settingsModule from "@pulumi/pulumi/runtime/settings";
import type * as stackModule from "@pulumi/pulumi/runtime/stack";
import type * as aliasMessages from "@pulumi/pulumi/proto/alias_pb";
import type * as callbackMessages from "@pulumi/pulumi/proto/callback_pb";
import type * as callbackService from "@pulumi/pulumi/proto/callback_grpc_pb";
import type * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import type * as engineService from "@pulumi/pulumi/proto/engine_grpc_pb";
import type * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import type * as resourceMessages from "@pulumi/pulumi/proto/resource_pb";
import type * as resourceService from "@pulumi/pulumi/proto/resource_grpc_pb";
import type * as sourceMessages from "@pulumi/pulumi/proto/source_pb";
import type * as emptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as structMessages from "google-protobuf/google/protobuf/struct_pb";
import type * as grpcModule from "@grpc/grpc-js";

import { deferHeavyModules } from "./deferred-modules";

export type RegisterResourceRequest = resourceMessages.RegisterResourceRequest;
export type RegisterResourceOutputsRequest = resourceMessages.RegisterResourceOutputsRequest;
export type ReadResourceRequest = resourceMessages.ReadResourceRequest;
export type InvokeRequest = resourceMessages.ResourceInvokeRequest;
export type RegisterHookRequest = resourceMessages.RegisterResourceHookRequest;
export type TransformOptions = resourceMessages.TransformResourceOptions;
export type CallbackMessage = callbackMessages.Callback;
export type RegisterPackageRequest = resourceMessages.RegisterPackageRequest;
export type StackTrace = sourceMessages.StackTrace;
export type AliasMessage = aliasMessages.Alias;

/** A frame as the SDK's `Resource.stackTrace` gives it. */
export interface SdkFrame {
  uri: string;
  line: number;
  column: number;
}

/** What readers of a property bag use of protobuf's `Struct`. */
export interface StructLike {
  toJavaScript(): unknown;
  getFieldsMap(): unknown;
}

/** `runtime/resource`: every registration passes through here first, before its inputs are awaited. */
export interface RegistrationModule {
  registerResource(this: void, ...args: unknown[]): void;
  readResource(this: void, ...args: unknown[]): void;
}

/** What the in-process transport drives and, for speed, replaces for the length of a run. */
export interface Runtime {
  settings: typeof settingsModule & { waitForRPCs(): Promise<void> };
  stack: typeof stackModule & { runInPulumiStack(init: () => Promise<unknown>): Promise<unknown> };
  config: typeof configModule;
  debuggable: typeof debuggableModule & {
    debuggablePromise?: (promise: Promise<unknown>) => Promise<unknown>;
  };
  log: { -readonly [K in keyof typeof logModule]: (typeof logModule)[K] };
  registration: RegistrationModule;
  structClass: { fromJavaScript?: (value: Record<string, unknown>) => StructLike };
  resourceClass: { stackTrace?: (skip: number) => (SdkFrame | undefined)[] };
}

export interface Messages {
  resource: typeof resourceMessages;
  provider: typeof providerMessages;
  alias: typeof aliasMessages;
  struct: typeof structMessages;
  empty: typeof emptyMessages;
}

export interface Services {
  grpc: typeof grpcModule;
  engineMessages: typeof engineMessages;
  engine: typeof engineService;
  resource: typeof resourceService;
  callback: typeof callbackService;
}

const pinned = "3.248.0";
const load = createRequire(__filename);

function checkVersion(): void {
  const { version } = load("@pulumi/pulumi/package.json") as { version: string };
  if (version === pinned) return;
  throw new Error(
    `tools/engine/sdk.ts: @pulumi/pulumi ${version} is installed, the embedded engine knows ${pinned}; ` +
      `install ${pinned}, or check every import of that file and change the number.`,
  );
}

let runtime: Runtime | undefined;

/** Loads the SDK's runtime, with its slowest modules deferred until something asks for them. */
export function loadRuntime(): Runtime {
  if (runtime) return runtime;
  checkVersion();
  deferHeavyModules();
  const { Resource } = load("@pulumi/pulumi") as { Resource: Runtime["resourceClass"] };
  runtime = {
    settings: load("@pulumi/pulumi/runtime/settings") as Runtime["settings"],
    stack: load("@pulumi/pulumi/runtime/stack") as Runtime["stack"],
    config: load("@pulumi/pulumi/runtime/config") as Runtime["config"],
    debuggable: load("@pulumi/pulumi/runtime/debuggable") as Runtime["debuggable"],
    log: load("@pulumi/pulumi/log") as Runtime["log"],
    registration: load("@pulumi/pulumi/runtime/resource") as RegistrationModule,
    structClass: loadMessages().struct.Struct as unknown as Runtime["structClass"],
    resourceClass: Resource,
  };
  return runtime;
}

export function loadMessages(): Messages {
  checkVersion();
  return {
    resource: load("@pulumi/pulumi/proto/resource_pb") as typeof resourceMessages,
    provider: load("@pulumi/pulumi/proto/provider_pb") as typeof providerMessages,
    alias: load("@pulumi/pulumi/proto/alias_pb") as typeof aliasMessages,
    struct: load("google-protobuf/google/protobuf/struct_pb") as typeof structMessages,
    empty: load("google-protobuf/google/protobuf/empty_pb") as typeof emptyMessages,
  };
}

export function loadServices(): Services {
  return {
    grpc: load("@grpc/grpc-js") as typeof grpcModule,
    engineMessages: load("@pulumi/pulumi/proto/engine_pb") as typeof engineMessages,
    engine: load("@pulumi/pulumi/proto/engine_grpc_pb") as typeof engineService,
    resource: load("@pulumi/pulumi/proto/resource_grpc_pb") as typeof resourceService,
    callback: load("@pulumi/pulumi/proto/callback_grpc_pb") as typeof callbackService,
  };
}

export function loadCallbackMessages(): typeof callbackMessages {
  return load("@pulumi/pulumi/proto/callback_pb") as typeof callbackMessages;
}

/** The SDK's own launcher, as the language host starts it. */
export function launcherPath(): string {
  return load.resolve("@pulumi/pulumi/cmd/run");
}
