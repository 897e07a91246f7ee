import { createHash } from "node:crypto";

import type { GraphProvider } from "../../policy-pack/graph/types";
import { answers } from "./answers";
import type { CapturedStacks } from "./captured-stacks";
import { MonitorError } from "./errors";
import { optionsOf } from "./options";
import { providerFunctions } from "./outputs/functions";
import type { SourcePositions } from "./positions";
import { ProviderRegistry } from "./provider-registry";
import { isProviderType } from "./providers";
import type { Frames, Registration } from "./registration";
import type {
  InvokeRequest,
  ReadResourceRequest,
  RegisterPackageRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  StackTrace,
} from "./sdk";
import type { Diagnostic, InvokeRecord, PlanMode } from "./types";
import { buildUrn, rootType } from "./urn";
import { isUnknown, type Properties, unwrap, unwrapAll } from "./wire";

export interface CoreSettings {
  stack: string;
  project: string;
  mode: PlanMode;
  /** Config as the engine hands it out: every value a string. */
  config: Readonly<Record<string, string>>;
  stackReferences: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  positions: SourcePositions;
  stacks: CapturedStacks;
}

/** Features that the SDK asks for. Transforms and hooks need a callback into the program: it gets the SDK's clear error. */
const features = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "parameterization",
]);

/**
 * The engine's side of the registration protocol: names resources, supplies default providers, answers outputs, functions
 * and stack references, and keeps everything that the program says. Knows no transport. Refusals are thrown as
 * {@link MonitorError} and kept in `failures`, because the SDK repeats or hides them.
 */
export class MonitorCore {
  readonly registrations = new Map<string, Registration>();
  readonly reads = new Map<string, Registration>();
  readonly invokes: InvokeRecord[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly failures: MonitorError[] = [];
  /** Grows with every request, so that a transport can tell a slow program from a stuck one. */
  activity = 0;
  /** The stack's exports in wire form. */
  stackOutputs: Properties = {};
  /** True once the program's entry has returned, however it ended. */
  stackCompleted = false;
  private readonly providers: ProviderRegistry;

  constructor(private readonly settings: CoreSettings) {
    this.providers = new ProviderRegistry(settings, this.registrations);
  }

  supportsFeature(id: string): boolean {
    return features.has(id);
  }

  registerResource(request: RegisterResourceRequest): Registration {
    return this.guard(() => {
      const type = request.getType();
      const frames = this.framesOf(request.getStacktrace());
      const custom = request.getCustom();
      const provider =
        custom || (request.getRemote() && request.getProvider() !== "")
          ? this.providers.of(type, request.getProvider(), request.getVersion(), frames)
          : undefined;
      const registration = this.describe(request, type, frames, provider);
      this.refuseDuplicate(registration);
      this.registrations.set(registration.urn, registration);
      if (custom || request.getRemote()) this.answer(registration);
      return registration;
    });
  }

  registerResourceOutputs(request: RegisterResourceOutputsRequest): void {
    this.guard(() => {
      const urn = request.getUrn();
      const registration = this.registrations.get(urn);
      if (!registration) throw new MonitorError(`outputs of "${urn}" registered, but no such resource was.`);
      if (registration.type !== rootType) return;
      this.stackCompleted = true;
      this.stackOutputs = request.getOutputs()?.toJavaScript() ?? {};
    });
  }

  /** `X.get(...)` and `StackReference`: recorded beside the graph, as the engine keeps them out of policies' sight. */
  readResource(request: ReadResourceRequest): Registration {
    return this.guard(() => {
      const type = request.getType();
      const frames = this.framesOf(request.getStacktrace());
      const isReference = type === "pulumi:pulumi:StackReference";
      const provider = isReference
        ? undefined
        : this.providers.of(type, request.getProvider(), request.getVersion(), frames);
      const read: Registration = {
        urn: buildUrn(this.settings, request.getParent(), type, request.getName()),
        type,
        name: request.getName(),
        custom: true,
        parent: request.getParent(),
        inputs: toProperties(request.getProperties()),
        provider,
        dependencies: request.getDependenciesList(),
        propertyDependencies: {},
        options: { external: true, id: request.getId() },
        frames,
        id: request.getId(),
        outputs: {},
      };
      this.refuseDuplicate(read);
      this.reads.set(read.urn, read);
      if (isReference) read.outputs = this.stackReference(read);
      else this.answer(read);
      read.id = request.getId();
      return read;
    });
  }

  /** The answer of a provider function. */
  invoke(request: InvokeRequest): Properties {
    return this.guard(() => {
      const token = request.getTok();
      const args = toProperties(request.getArgs());
      if (token === "pulumi:pulumi:getResource") return this.getResource(String(args["urn"]));
      const provider = this.providers.of(token, request.getProvider(), request.getVersion(), () => []);
      this.invokes.push({ token, args: unwrapAll(args), provider });
      const region = provider?.region;
      const account = provider?.accountIds?.[0];
      const answer = providerFunctions[token]?.(unwrapAll(args), { region, account });
      if (answer) return answer;
      throw new MonitorError(
        `function ${token}(${JSON.stringify(unwrap(args))}) has no answer offline; ` +
          `pass the value through config or pin what it needs on its provider, or add it to tools/plan/outputs/functions.ts ` +
          `(known: ${Object.keys(providerFunctions).join(", ")}).`,
      );
    });
  }

  refuseCall(token: string): never {
    return this.guard(() => {
      throw new MonitorError(
        `method ${token} cannot be called offline; use resources and their outputs instead.`,
      );
    });
  }

  registerPackage(request: RegisterPackageRequest): string {
    return createHash("sha256").update(request.serializeBinary()).digest("hex").slice(0, 32);
  }

  private guard<T>(handle: () => T): T {
    this.activity += 1;
    try {
      return handle();
    } catch (error) {
      const failure = error instanceof MonitorError ? error : new MonitorError(String(error));
      this.failures.push(failure);
      throw failure;
    }
  }

  private describe(
    request: RegisterResourceRequest,
    type: string,
    frames: Frames,
    provider: GraphProvider | undefined,
  ): Registration {
    const parent = request.getParent();
    const name = request.getName();
    const propertyDependencies: Record<string, readonly string[]> = {};
    request.getPropertydependenciesMap().forEach((value, key) => {
      const urns = value.getUrnsList();
      if (urns.length > 0) propertyDependencies[key] = [...urns].sort();
    });
    return {
      urn: buildUrn(this.settings, parent, type, name),
      type,
      name,
      custom: request.getCustom(),
      parent,
      inputs: toProperties(request.getObject()),
      provider,
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies,
      options: optionsOf(request),
      frames,
      id: "",
      outputs: {},
    };
  }

  private framesOf(trace: StackTrace | undefined): Frames {
    const sent = (trace?.getFramesList() ?? []).map((frame) => {
      const at = frame.getPc();
      return at && { uri: at.getUri(), line: at.getLine(), column: at.getColumn() };
    });
    return () => this.settings.stacks.read(sent);
  }

  private answer(registration: Registration): void {
    const { inputs } = registration;
    if (isProviderType(registration.type)) {
      registration.outputs = inputs;
      return;
    }
    const own = unwrap(inputs["region"]);
    const region = own === undefined ? registration.provider?.region : own;
    const answer = answers[this.settings.mode]({
      urn: registration.urn,
      type: registration.type,
      name: registration.name,
      inputs,
      region: typeof region === "string" && !isUnknown(region) ? region : undefined,
      account: registration.provider?.accountIds?.[0],
    });
    registration.id = answer.id;
    registration.outputs = { ...inputs, ...answer.outputs };
  }

  private refuseDuplicate({ urn, frames }: Registration): void {
    const first = this.registrations.get(urn) ?? this.reads.get(urn);
    if (!first) return;
    const [at] = this.settings.positions.locate(first.frames());
    const where = at ? `at ${at.file}:${at.line}` : "by the engine";
    throw new MonitorError(
      `duplicate URN "${urn}", first registered ${where}; give one of them another name.`,
      frames(),
    );
  }

  private stackReference({ id, frames }: Registration): Properties {
    const outputs = this.settings.stackReferences[id];
    if (outputs) return { name: id, outputs, secretOutputNames: [] };
    const known = Object.keys(this.settings.stackReferences);
    throw new MonitorError(
      `stack reference "${id}" has no outputs offline; add them to stackReferences (known: ${known.join(", ") || "none"}).`,
      frames(),
    );
  }

  private getResource(urn: string): Properties {
    const found = this.registrations.get(urn) ?? this.reads.get(urn);
    if (!found) throw new MonitorError(`resource "${urn}" is asked for, but was never registered.`);
    return { urn, id: found.id, state: found.outputs };
  }
}

function toProperties(struct: { toJavaScript(): unknown } | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}
