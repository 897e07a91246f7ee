import { createHash } from "node:crypto";

import type { GraphProvider } from "../../policy-pack/graph/types";
import { answers } from "./answers";
import type { CapturedStacks } from "./captured-stacks";
import { MonitorError } from "./errors";
import { providerFunctions } from "./outputs/functions";
import type { ResolvedOutputs } from "./outputs/resolve";
import type { SourcePositions } from "./positions";
import { ProviderRegistry } from "./provider-registry";
import { isProviderType } from "./providers";
import {
  describeRead,
  describeRequest,
  inheritOptions,
  type Frames,
  type Registration,
  toProperties,
} from "./registration";
import { checkOptions, checkTypeToken } from "./request-checks";
import type {
  InvokeRequest,
  ReadResourceRequest,
  RegisterHookRequest,
  RegisterPackageRequest,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  StackTrace,
} from "./sdk";
import { Transforms } from "./transforms";
import type { Diagnostic, InvokeRecord, PlanMode } from "./types";
import { rootType } from "./urn";
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

/** Features that the SDK asks for: all that the engine has. */
const features = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "deletedWith",
  "replaceWith",
  "aliasSpecs",
  "parameterization",
  "transforms",
  "invokeTransforms",
  "resourceHooks",
  "errorHooks",
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
  readonly transforms = new Transforms((urn) => this.registrations.get(urn)?.parent ?? "");
  private readonly providers: ProviderRegistry;

  constructor(private readonly settings: CoreSettings) {
    this.providers = new ProviderRegistry(settings, this.registrations);
  }

  supportsFeature(id: string): boolean {
    return features.has(id);
  }

  /** At once, or later when transforms of the program have a say. */
  registerResource(request: RegisterResourceRequest): Registration | Promise<Registration> {
    inheritOptions(request, this.registrations.get(request.getParent()));
    const transforms = this.transforms.of(request);
    if (transforms.length === 0) return this.register(request);
    return this.transformed(this.transforms.apply(request, transforms), request).then(() =>
      this.register(request),
    );
  }

  private register(request: RegisterResourceRequest): Registration {
    return this.guard(() => {
      const type = request.getType();
      const frames = this.framesOf(request.getStacktrace());
      const custom = request.getCustom();
      const remote = request.getRemote();
      if (custom || remote) checkTypeToken(type, frames);
      checkOptions(request, frames);
      const provider =
        custom || remote
          ? this.providers.of(type, request.getProvider(), request.getVersion(), frames)
          : undefined;
      // The plugin of a remote component runs on `provider`; the component itself, as the engine keeps it, on none.
      const registration = describeRequest(request, this.settings, frames, remote ? undefined : provider);
      this.refuseDuplicate(registration);
      this.registrations.set(registration.urn, registration);
      this.transforms.keep(registration.urn, request.getTransformsList());
      if (custom) this.answer(registration);
      if (remote) this.answerRemote(registration, request.getProvidersMap().get("aws"));
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
      checkTypeToken(type, frames);
      const provider = isReference
        ? undefined
        : this.providers.of(type, request.getProvider(), request.getVersion(), frames);
      const read = describeRead(request, this.settings, frames, provider);
      this.refuseDuplicate(read);
      this.reads.set(read.urn, read);
      if (isReference) read.outputs = this.stackReference(read);
      else this.answer(read);
      read.id = request.getId();
      return read;
    });
  }

  /** A hook runs in `up`; one that asks to run in previews too would have to change the plan, so it is refused. */
  registerHook(request: RegisterHookRequest): void {
    this.guard(() => {
      if (!request.getOnDryRun()) return;
      throw new MonitorError(
        `hook "${request.getName()}" asks to run in previews, which a plan cannot do; leave onDryRun out.`,
      );
    });
  }

  /** The answer of a provider function; later when transforms of the program have a say. */
  invoke(request: InvokeRequest): Properties | Promise<Properties> {
    if (!this.transforms.haveForFunctions()) return this.call(request);
    return this.transformed(this.transforms.applyToFunction(request)).then(() => this.call(request));
  }

  private call(request: InvokeRequest): Properties {
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
          `pass the value through config or pin what it needs on its provider, or add it to tools/engine/outputs/functions.ts ` +
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

  /** A transform that throws is a refusal, where the resource is made. */
  private transformed(work: Promise<void>, request?: RegisterResourceRequest): Promise<void> {
    this.activity += 1;
    return work.catch((error: unknown) =>
      this.guard(() => {
        const frames = request ? this.framesOf(request.getStacktrace())() : [];
        throw new MonitorError((error as Error).message, frames);
      }),
    );
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
    const answer = this.computed(registration, registration.provider);
    registration.id = answer.id;
    registration.outputs = { ...inputs, ...answer.outputs };
  }

  /** A remote component has no id, gives its inputs back as outputs only where it says so, and hands `aws` to its children. */
  private answerRemote(registration: Registration, aws: string | undefined): void {
    const { type, frames } = registration;
    const provider = aws === undefined ? undefined : this.providers.of(type, aws, "", frames);
    registration.outputs = this.computed(registration, provider).outputs;
  }

  private computed(registration: Registration, provider: GraphProvider | undefined): ResolvedOutputs {
    const { urn, type, name, inputs } = registration;
    const own = unwrap(inputs["region"]);
    const region = own === undefined ? provider?.region : own;
    return answers[this.settings.mode]({
      urn,
      type,
      name,
      inputs,
      region: typeof region === "string" && !isUnknown(region) ? region : undefined,
      account: provider?.accountIds?.[0],
    });
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
