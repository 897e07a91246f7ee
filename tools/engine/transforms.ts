import { ProgramCallbacks } from "./callbacks";
import { dependenciesOf, fromOutputValue, toOutputValues } from "./output-values";
import {
  type CallbackMessage,
  type InvokeRequest,
  loadMessages,
  type RegisterResourceRequest,
  type TransformOptions,
} from "./sdk";
import { toProperties } from "./registration";
import type { Properties } from "./wire";

const none: readonly CallbackMessage[] = [];

/**
 * Transforms that the program registered for resources, components, the stack and functions. They run in the program, asked
 * by the engine before it looks at a request, in the engine's order: the resource's own, its parents', the stack's.
 */
export class Transforms {
  private readonly stack: CallbackMessage[] = [];
  private readonly functions: CallbackMessage[] = [];
  private readonly own = new Map<string, readonly CallbackMessage[]>();
  private readonly callbacks = new ProgramCallbacks();

  /** True while a transform of the program is running. */
  get isAsking(): boolean {
    return this.callbacks.isWaiting;
  }

  /** @param parentOf the parent's URN; empty for the stack and for what was never registered */
  constructor(private readonly parentOf: (urn: string) => string) {}

  addForStack(callback: CallbackMessage): void {
    this.stack.push(callback);
  }

  addForFunctions(callback: CallbackMessage): void {
    this.functions.push(callback);
  }

  /** Remembers a resource's own transforms for its children. */
  keep(urn: string, transforms: readonly CallbackMessage[]): void {
    if (transforms.length > 0) this.own.set(urn, transforms);
  }

  close(): void {
    this.callbacks.close();
  }

  /** What `request` has to pass through; empty for nearly every program. */
  of(request: RegisterResourceRequest): readonly CallbackMessage[] {
    const own = request.getTransformsList();
    if (own.length === 0 && this.own.size === 0 && this.stack.length === 0) return none;
    const all = [...own];
    for (let urn = request.getParent(); urn !== ""; urn = this.parentOf(urn))
      all.push(...(this.own.get(urn) ?? []));
    return [...all, ...this.stack];
  }

  haveForFunctions(): boolean {
    return this.functions.length > 0;
  }

  /** Changes the request into what the transforms make of it. */
  async apply(request: RegisterResourceRequest, transforms: readonly CallbackMessage[]): Promise<void> {
    const { resource, struct } = loadMessages();
    const hasOwn = request.getTransformsList().length > 0;
    const before = dependenciesByProperty(request);
    let properties = toOutputValues(toProperties(request.getObject()), hasOwn ? before : {});
    let options = optionsOf(request);
    for (const transform of transforms) {
      const message = new resource.TransformRequest();
      message.setType(request.getType()).setName(request.getName()).setCustom(request.getCustom());
      message.setParent(request.getParent()).setOptions(options);
      message.setProperties(struct.Struct.fromJavaScript(properties as never));
      const answer = await this.callbacks.call(transform, message.serializeBinary());
      const response = resource.TransformResponse.deserializeBinary(answer);
      options = response.getOptions() ?? options;
      if (response.hasProperties()) properties = toProperties(response.getProperties());
    }
    setOptions(request, options);
    setProperties(request, properties, hasOwn ? {} : before);
  }

  /** Changes a function's arguments and options into what the transforms make of them. */
  async applyToFunction(request: InvokeRequest): Promise<void> {
    const { resource, struct } = loadMessages();
    for (const transform of this.functions) {
      const options = new resource.TransformInvokeOptions();
      options.setProvider(request.getProvider()).setVersion(request.getVersion());
      const message = new resource.TransformInvokeRequest();
      message.setToken(request.getTok()).setOptions(options);
      const properties = toOutputValues(toProperties(request.getArgs()), {});
      message.setArgs(struct.Struct.fromJavaScript(properties as never));
      const answer = await this.callbacks.call(transform, message.serializeBinary());
      const response = resource.TransformInvokeResponse.deserializeBinary(answer);
      const changed = response.getOptions() ?? options;
      request.setProvider(changed.getProvider()).setVersion(changed.getVersion());
      const args = response.hasArgs() ? toProperties(response.getArgs()) : properties;
      request.setArgs(struct.Struct.fromJavaScript(fromOutputValue(args) as never));
    }
  }
}

function dependenciesByProperty(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => (found[key] = urns.getUrnsList()));
  return found;
}

/** The options of a request as transforms take them. */
function optionsOf(request: RegisterResourceRequest): TransformOptions {
  const { resource, alias } = loadMessages();
  const options = new resource.TransformResourceOptions();
  const urns = request.getAliasurnsList().map((urn) => new alias.Alias().setUrn(urn));
  options.setAliasesList([...urns, ...request.getAliasesList()]);
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
  if (request.getDeletebeforereplacedefined())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setReplacementTrigger(request.getReplacementTrigger());
  options.setVersion(request.getVersion()).setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts()).setHooks(request.getHooks());
  options.setPluginDownloadUrl(request.getPlugindownloadurl()).setImport(request.getImportid());
  options.setDeletedWith(request.getDeletedwith()).setReplaceWithList(request.getReplaceWithList());
  options.setHideDiffList(request.getHidediffsList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  request.getProvidersMap().forEach((reference, name) => options.getProvidersMap().set(name, reference));
  return options;
}

function setOptions(request: RegisterResourceRequest, options: TransformOptions): void {
  request.setAliasurnsList([]).setAliasesList(options.getAliasesList());
  request.setDependenciesList(options.getDependsOnList());
  request.setProtect(options.getProtect() === true);
  request.setRetainondelete(options.getRetainOnDelete() === true);
  request.setDeletebeforereplacedefined(options.hasDeleteBeforeReplace());
  request.setDeletebeforereplace(options.getDeleteBeforeReplace() === true);
  request.setIgnorechangesList(options.getIgnoreChangesList());
  request.setReplaceonchangesList(options.getReplaceOnChangesList());
  request.setReplacementTrigger(options.getReplacementTrigger());
  request.setVersion(options.getVersion()).setProvider(options.getProvider());
  request.setCustomtimeouts(options.getCustomTimeouts()).setHooks(options.getHooks());
  request.setPlugindownloadurl(options.getPluginDownloadUrl()).setImportid(options.getImport());
  request.setDeletedwith(options.getDeletedWith()).setReplaceWithList(options.getReplaceWithList());
  request.setHidediffsList(options.getHideDiffList());
  request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
}

/** @param before what each property came from before the transforms, where they do not carry that themselves */
function setProperties(
  request: RegisterResourceRequest,
  properties: Properties,
  before: Readonly<Record<string, readonly string[]>>,
): void {
  const { resource, struct } = loadMessages();
  const map = request.getPropertydependenciesMap();
  const all = new Set(request.getDependenciesList());
  map.clear();
  for (const [key, value] of Object.entries(properties)) {
    const urns = [...new Set([...(before[key] ?? []), ...dependenciesOf(value)])];
    map.set(key, new resource.RegisterResourceRequest.PropertyDependencies().setUrnsList(urns));
    if (request.getTransformsList().length > 0) urns.forEach((urn) => all.add(urn));
  }
  request.setDependenciesList([...all]);
  request.setObject(struct.Struct.fromJavaScript(fromOutputValue(properties) as never));
}
