/**
 * A stand-in for the AWS provider that reaches no cloud: ids, ARNs and functions come from the tables of the embedded
 * engine (`tools/engine/outputs`), so that neither can drift from the other.
 */
import { appendFileSync } from "node:fs";

import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import type { GraphProvider } from "../../policy-pack/graph/types";
import { answers } from "../engine/answers";
import { providerFunctions } from "../engine/outputs/functions";
import { nameInputOf } from "../engine/outputs/resolve";
import { schemaOf } from "../engine/outputs/schema";
import { describeProvider } from "../engine/providers";
import { isUnknown, type Properties, sortKeys, unwrap, unwrapAll } from "../engine/wire";
import { runPlugin, unary } from "./serve";

interface Subject {
  getUrn(): string;
  getType(): string;
  getName(): string;
}

const toStruct = (value: Properties) => Struct.fromJavaScript(value as never);
const toProperties = (struct: Struct | undefined) => (struct?.toJavaScript() ?? {}) as Properties;
const textOf = (value: unknown) => JSON.stringify(sortKeys(unwrap(value))) ?? "undefined";

/** Top-level inputs that differ, sorted. */
export function changedKeys(olds: Properties, news: Properties): string[] {
  const keys = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort();
  return keys.filter((key) => textOf(olds[key]) !== textOf(news[key]));
}

/** One line per resource made, in the file that MERIDIAN_OFFLINE_JOURNAL names: shows what an interrupted deploy did. */
function journal(urn: string): void {
  const file = process.env["MERIDIAN_OFFLINE_JOURNAL"];
  if (file !== undefined) appendFileSync(file, `${urn}\n`);
}

/** What the provider of one account and region answers. */
class OfflineProvider {
  private account: GraphProvider = { name: "", isDefault: false };

  configure(request: provider.ConfigureRequest): provider.ConfigureResponse {
    this.account = describeProvider({
      urn: request.getUrn() ?? "",
      name: request.getName() ?? "",
      inputs: toProperties(request.getArgs()),
      isDefault: false,
    });
    const response = new provider.ConfigureResponse();
    response.setSupportspreview(true);
    return response;
  }

  /** The inputs, with the provider's region filled in before any policy sees them, as the real one does. */
  check(request: provider.CheckRequest): provider.CheckResponse {
    const inputs = toProperties(request.getNews());
    const { outputs } = answers.faithful(this.subject(request, inputs));
    const response = new provider.CheckResponse();
    response.setInputs(toStruct({ ...inputs, ...outputs }));
    return response;
  }

  diff(request: provider.DiffRequest): provider.DiffResponse {
    const olds = toProperties(request.getOldInputs() ?? request.getOlds());
    const changed = changedKeys(olds, toProperties(request.getNews()));
    const fixed = new Set([nameInputOf(request.getType()), "region"]);
    const response = new provider.DiffResponse();
    const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
    response.setDiffsList(changed);
    response.setReplacesList(changed.filter((key) => fixed.has(key)));
    return response;
  }

  create(request: provider.CreateRequest): provider.CreateResponse {
    const inputs = toProperties(request.getProperties());
    const mode = request.getPreview() ? "faithful" : "resolved";
    if (mode === "resolved") journal(request.getUrn());
    const { id, outputs } = answers[mode](this.subject(request, inputs));
    const response = new provider.CreateResponse();
    response.setId(id === "" && mode === "resolved" ? request.getName() : id);
    response.setProperties(toStruct({ ...inputs, ...outputs }));
    return response;
  }

  update(request: provider.UpdateRequest): provider.UpdateResponse {
    const news = toProperties(request.getNews());
    const computed = request.getPreview()
      ? toProperties(request.getOlds())
      : answers.resolved(this.subject(request, news)).outputs;
    const response = new provider.UpdateResponse();
    response.setProperties(toStruct({ ...computed, ...news }));
    return response;
  }

  /**
   * Nothing changes behind the program's back: what is read is what the state has. Of a resource that is being imported the
   * state has nothing; then its id is its physical name, where it has one, and no more is known of it than where it is.
   */
  read(request: provider.ReadRequest): provider.ReadResponse {
    const id = request.getId();
    const known = { ...toProperties(request.getInputs()), ...toProperties(request.getProperties()) };
    const response = new provider.ReadResponse();
    response.setId(id);
    response.setInputs(request.getInputs());
    response.setProperties(request.getProperties());
    if (Object.keys(known).length === 0) {
      const type = request.getType();
      const name = nameInputOf(type);
      const named = schemaOf(type)?.inputs.has(name) === true ? { [name]: id } : {};
      const subject = this.subject(request, named);
      response.setInputs(toStruct({ ...named, ...answers.faithful(subject).outputs }));
      response.setProperties(toStruct({ ...named, ...answers.resolved(subject).outputs }));
    }
    return response;
  }

  invoke(request: provider.InvokeRequest): provider.InvokeResponse {
    const token = request.getTok();
    const { region, accountIds } = this.account;
    const context = { region, account: accountIds?.[0] };
    const answer = providerFunctions[token]?.(unwrapAll(toProperties(request.getArgs())), context);
    if (answer === undefined) {
      throw new Error(
        `function ${token} has no answer offline; pin what it needs on its provider, ` +
          `or add it to tools/engine/outputs/functions.ts (known: ${Object.keys(providerFunctions).join(", ")}).`,
      );
    }
    const response = new provider.InvokeResponse();
    response.setReturn(toStruct(answer));
    return response;
  }

  private subject(request: Subject, inputs: Properties) {
    const own = unwrap(inputs["region"]) ?? this.account.region;
    return {
      urn: request.getUrn(),
      type: request.getType(),
      name: request.getName(),
      inputs,
      region: typeof own === "string" && !isUnknown(own) ? own : undefined,
      account: this.account.accountIds?.[0],
    };
  }
}

/**
 * The `ResourceProvider` service, as every stand-in serves it. What is left out (schemas, components, imports of lists) is
 * unimplemented to the engine.
 * @param version what the plugin says of itself
 */
export function offlineService(version: string): UntypedServiceImplementation {
  const offline = new OfflineProvider();
  return {
    getPluginInfo: unary(() => {
      const response = new PluginInfo();
      response.setVersion(version);
      return response;
    }),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    configure: unary((request: provider.ConfigureRequest) => offline.configure(request)),
    check: unary((request: provider.CheckRequest) => offline.check(request)),
    diff: unary((request: provider.DiffRequest) => offline.diff(request)),
    create: unary((request: provider.CreateRequest) => offline.create(request)),
    update: unary((request: provider.UpdateRequest) => offline.update(request)),
    read: unary((request: provider.ReadRequest) => offline.read(request)),
    delete: unary(() => new Empty()),
    invoke: unary((request: provider.InvokeRequest) => offline.invoke(request)),
  };
}

export function main(): Promise<void> {
  return runPlugin("pulumi-resource-aws", ResourceProviderService, offlineService("7.48.0"));
}
