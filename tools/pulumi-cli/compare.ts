import type { PlannedResource } from "../engine/types";
import { isProviderType } from "../engine/providers";
import { packageOf } from "../engine/urn";
import { schemaOf } from "../engine/outputs/schema";
import { present, type Properties, sortKeys } from "../engine/wire";
import type { Recorded } from "./recording";

/** One resource of `pulumi preview --json`: the parts of `newState` that a plan has too. */
export interface EngineState {
  urn: string;
  type: string;
  custom: boolean;
  external?: boolean;
  id?: string;
  inputs?: Readonly<Record<string, unknown>>;
  provider?: string;
  parent?: string;
  dependencies?: readonly string[];
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  protect?: boolean;
  retainOnDelete?: boolean;
  ignoreChanges?: readonly string[];
  additionalSecretOutputs?: readonly string[];
  replaceOnChanges?: readonly string[];
  replaceWith?: readonly string[];
  replacementTrigger?: unknown;
  hideDiff?: readonly string[];
  deletedWith?: string;
  importID?: string;
  /** In seconds. */
  customTimeouts?: Readonly<Record<string, number>>;
  /** By moment, such as `BeforeCreate`. */
  resourceHooks?: Readonly<Record<string, readonly string[]>>;
  stackTrace?: readonly { sourcePosition?: string }[];
}

/** What both engines must say about a resource; every property is compared. */
type Comparable = Readonly<Record<string, unknown>>;

const sorted = (urns: readonly string[] | undefined) => [...(urns ?? [])].sort();

function nonEmpty(dependencies: EngineState["propertyDependencies"]): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(dependencies ?? {})
      .filter(([, urns]) => urns.length > 0)
      .map(([key, urns]) => [key, sorted(urns)]),
  );
}

/** How many frames a plan keeps. */
const kept = 5;

/** Not the project's own: dependencies, and the entry that makes the build current before it loads the program. */
const launching = /(^|\/)node_modules\/|^tools\/program\.cjs$/;

/** `accounts/index.ts:18` of `project:///accounts/index.ts#18,24`, for the frames that are the project's own. */
function framesOf({ stackTrace }: EngineState): string[] {
  return (stackTrace ?? [])
    .flatMap(({ sourcePosition }) => {
      const [, file, line] = /^project:\/\/\/(.+)#(\d+),\d+$/.exec(sourcePosition ?? "") ?? [];
      return file === undefined || launching.test(file) ? [] : [`${file}:${line}`];
    })
    .slice(0, kept);
}

/** Without what the engine notes for itself among a provider's inputs: an empty record of its own. */
function withoutInternal(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== "__internal"));
}

const unitSeconds: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

/** `90`, in seconds, of `1m30s`. */
function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/([\d.]+)(h|ms|m|s)/g)];
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * unitSeconds[unit ?? ""]!, 0);
}

function timeoutsOf(options: PlannedResource["options"]): Record<string, number> {
  const given = (options["customTimeouts"] ?? {}) as Record<string, string>;
  return Object.fromEntries(Object.entries(given).map(([when, text]) => [when, secondsOf(text)]));
}

function hooksOf(options: PlannedResource["options"]): unknown {
  const hooks = Object.entries((options["hooks"] ?? {}) as Record<string, readonly string[]>);
  return Object.fromEntries(
    hooks.map(([when, names]) => [`${when[0]!.toUpperCase()}${when.slice(1)}`, names]),
  );
}

/** The provider's URN; a default one, which a plan does not give, by the name that the engine makes up for it. */
function providerOf({ urn, type, provider, options }: PlannedResource): string | undefined {
  const [stack, project] = urn.split("::");
  const builtin = options["external"] === true && type === "pulumi:pulumi:StackReference";
  const name = builtin ? "default" : provider?.isDefault === true ? provider.name : undefined;
  const packageName = packageOf(type);
  return name === undefined
    ? provider?.urn
    : `${stack}::${project}::pulumi:providers:${packageName}::${name}`;
}

/** What the engine's Check makes of the registered inputs: a provider's version, a resource's region. */
function checked({ type, inputs, options, provider }: PlannedResource): Properties {
  if (options["external"] === true) return inputs;
  if (isProviderType(type)) return { ...inputs, version: options["version"] };
  const filled = schemaOf(type)?.regional === true && inputs["region"] === undefined;
  return filled && provider?.region !== undefined ? { ...inputs, region: provider.region } : inputs;
}

/** @param recorded what the state does not show and the program's request does; compared when it is given */
export function fromEngine(state: EngineState, recorded?: Recorded): Comparable {
  const { type, custom, inputs, provider, parent } = state;
  return {
    type,
    custom,
    inputs: present(withoutInternal(inputs ?? {})),
    // `URN::id`; the id of a provider that is not made yet is an unknown.
    provider: provider === undefined ? undefined : provider.slice(0, provider.lastIndexOf("::")),
    parent,
    dependencies: sorted(state.dependencies),
    propertyDependencies: nonEmpty(state.propertyDependencies),
    protect: state.protect ?? false,
    retainOnDelete: state.retainOnDelete ?? false,
    ignoreChanges: state.ignoreChanges ?? [],
    additionalSecretOutputs: sorted(state.additionalSecretOutputs),
    replaceOnChanges: state.replaceOnChanges ?? [],
    replaceWith: sorted(state.replaceWith),
    replacementTrigger: state.replacementTrigger,
    hideDiffs: state.hideDiff ?? [],
    deletedWith: state.deletedWith,
    import: state.importID,
    customTimeouts: state.customTimeouts ?? {},
    hooks: state.resourceHooks ?? {},
    read: state.external === true ? state.id : undefined,
    frames: framesOf(state),
    ...recorded,
  };
}

/** What the real engine's state should say for a resource of a faithful plan. */
export function fromPlan(resource: PlannedResource): Comparable {
  const { type, custom, parent, options, frames } = resource;
  return {
    type,
    custom,
    inputs: present(checked(resource)),
    provider: providerOf(resource),
    parent,
    dependencies: sorted(resource.dependencies),
    propertyDependencies: nonEmpty(resource.propertyDependencies),
    protect: options.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? false,
    ignoreChanges: options["ignoreChanges"] ?? [],
    additionalSecretOutputs: sorted(options["additionalSecretOutputs"] as readonly string[] | undefined),
    replaceOnChanges: options["replaceOnChanges"] ?? [],
    replaceWith: sorted(options["replaceWith"] as readonly string[] | undefined),
    replacementTrigger: options["replacementTrigger"],
    hideDiffs: options["hideDiffs"] ?? [],
    deletedWith: options["deletedWith"],
    import: options["import"],
    customTimeouts: timeoutsOf(options),
    hooks: hooksOf(options),
    read: options["external"] === true ? options["id"] : undefined,
    aliases: options["aliases"] ?? [],
    deleteBeforeReplace: options["deleteBeforeReplace"],
    frames: frames.map(({ file, line }) => `${file}:${line}`),
  };
}

/**
 * Every difference between the two, as `URN property: engine …, plan …`, sorted.
 */
export function differences(
  engine: ReadonlyMap<string, Comparable>,
  plan: ReadonlyMap<string, Comparable>,
): string[] {
  const found: string[] = [];
  const text = (value: unknown) => JSON.stringify(sortKeys(value)) ?? "nothing";
  for (const urn of new Set([...engine.keys(), ...plan.keys()])) {
    const [left, right] = [engine.get(urn), plan.get(urn)];
    if (left === undefined || right === undefined) {
      found.push(`${urn}: only ${left === undefined ? "meridian plan" : "the engine"} has it`);
      continue;
    }
    for (const key of Object.keys(left)) {
      if (text(left[key]) === text(right[key])) continue;
      found.push(`${urn} ${key}: engine ${text(left[key])}, plan ${text(right[key])}`);
    }
  }
  return found.sort();
}
