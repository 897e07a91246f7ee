/**
 * A stand-in for the plugin of `awsx`, whose components are remote: the program only asks, the plugin makes their children. Here a
 * component has none; its outputs come from the embedded engine's own table (`tools/engine/outputs/components.ts`).
 */
import { credentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorClient } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { type GraphProvider, UNKNOWN } from "../../policy-pack/graph/types";
import { componentOutputs } from "../engine/outputs/components";
import { describeProvider, providerUrn } from "../engine/providers";
import { isUnknown, type Properties, unwrap } from "../engine/wire";
import { offlineService } from "./aws-provider";
import { maximumMessage, runPlugin, unary } from "./serve";

const toStruct = (value: Properties) => Struct.fromJavaScript(value as never);
const toProperties = (struct: Struct | undefined) => (struct?.toJavaScript() ?? {}) as Properties;

function ask<Response>(call: (done: (error: Error | null, response: Response) => void) => unknown) {
  return new Promise<Response>((resolve, reject) => {
    call((error, response) => (error ? reject(error) : resolve(response)));
  });
}

/** The component's own registration: what the program asked for, as it asked for it. */
function registrationOf(request: provider.ConstructRequest): resource.RegisterResourceRequest {
  const registration = new resource.RegisterResourceRequest();
  registration.setType(request.getType()).setName(request.getName()).setParent(request.getParent());
  registration.setObject(request.getInputs()).setCustom(false).setSupportspartialvalues(true);
  registration.setAcceptsecrets(true).setAcceptresources(true).setAliasspecs(true);
  registration.setAliasesList(request.getAliasesList()).setDependenciesList(request.getDependenciesList());
  registration.setParentstacktracehandle(request.getStackTraceHandle());
  const protect = request.getProtect();
  if (protect !== undefined) registration.setProtect(protect);
  request.getProvidersMap().forEach((reference, name) => registration.getProvidersMap().set(name, reference));
  request.getInputdependenciesMap().forEach((urns, key) => {
    const dependencies = new resource.RegisterResourceRequest.PropertyDependencies();
    registration.getPropertydependenciesMap().set(key, dependencies.setUrnsList(urns.getUrnsList()));
  });
  return registration;
}

/** The `aws` provider that the component's children would run on, as the engine has it; undefined when it is given none. */
async function awsProviderOf(
  request: provider.ConstructRequest,
  monitor: ResourceMonitorClient,
): Promise<GraphProvider | undefined> {
  const reference = request.getProvidersMap().get("aws");
  if (reference === undefined) return undefined;
  const message = new resource.ResourceInvokeRequest();
  message.setTok("pulumi:pulumi:getResource").setArgs(toStruct({ urn: providerUrn(reference) }));
  const answer = await ask<provider.InvokeResponse>((done) => monitor.invoke(message, done));
  const inputs = (toProperties(answer.getReturn())["state"] ?? {}) as Properties;
  return describeProvider({ urn: providerUrn(reference), name: "", inputs, isDefault: false });
}

async function construct(request: provider.ConstructRequest): Promise<provider.ConstructResponse> {
  const type = request.getType();
  const outputsOf = componentOutputs[type];
  if (outputsOf === undefined) {
    throw new Error(
      `component ${type} has no stand-in; add its outputs to tools/engine/outputs/components.ts ` +
        `(known: ${Object.keys(componentOutputs).join(", ")}).`,
    );
  }
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), credentials.createInsecure(), {
    "grpc.max_receive_message_length": maximumMessage,
  });
  try {
    const registered = await ask<resource.RegisterResourceResponse>((done) =>
      monitor.registerResource(registrationOf(request), done),
    );
    const urn = registered.getUrn();
    const inputs = toProperties(request.getInputs());
    const aws = await awsProviderOf(request, monitor);
    const region = unwrap(inputs["region"]) ?? aws?.region;
    const computed = outputsOf({
      urn,
      type,
      name: request.getName(),
      inputs,
      region: typeof region === "string" && !isUnknown(region) ? region : undefined,
      account: aws?.accountIds?.[0],
    });
    // A preview knows nothing that AWS has yet to give.
    const outputs = request.getDryrun()
      ? Object.fromEntries(Object.keys(computed).map((name) => [name, UNKNOWN]))
      : computed;
    const message = new resource.RegisterResourceOutputsRequest();
    message.setUrn(urn).setOutputs(toStruct(outputs));
    await ask((done) => monitor.registerResourceOutputs(message, done));
    const response = new provider.ConstructResponse();
    response.setUrn(urn).setState(toStruct(outputs));
    return response;
  } finally {
    monitor.close();
  }
}

function configure(): provider.ConfigureResponse {
  const response = new provider.ConfigureResponse();
  response.setSupportspreview(true).setAcceptsecrets(true).setAcceptresources(true).setAcceptoutputs(true);
  return response;
}

export function awsxService(): UntypedServiceImplementation {
  return { ...offlineService("3.9.0"), configure: unary(configure), construct: unary(construct) };
}

export function main(): Promise<void> {
  return runPlugin("pulumi-resource-awsx", ResourceProviderService, awsxService());
}
