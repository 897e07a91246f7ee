import type { PlannedResource } from "../plan/types";
import { isProviderType } from "../plan/providers";
import { schemaOf } from "../plan/outputs/schema";
import { present, type Properties, sortKeys } from "../plan/wire";

/** One resource of `pulumi preview --json`: the parts of `newState` that a plan has too. */
export interface EngineState {
  urn: string;
  type: string;
  custom: boolean;
  inputs?: Readonly<Record<string, unknown>>;
  provider?: string;
  parent?: string;
  dependencies?: readonly string[];
  propertyDependencies?: Readonly<Record<string, readonly string[]>>;
  protect?: boolean;
  retainOnDelete?: boolean;
  ignoreChanges?: readonly string[];
  additionalSecretOutputs?: readonly string[];
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
const launching = /^(node_modules\/|tools\/program\.cjs$)/;

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

/** What the engine's Check makes of the registered inputs: a provider's version, a resource's region. */
function checked({ type, inputs, options, provider }: PlannedResource): Properties {
  if (isProviderType(type)) return { ...inputs, version: options["version"] };
  const filled = schemaOf(type)?.regional === true && inputs["region"] === undefined;
  return filled && provider?.region !== undefined ? { ...inputs, region: provider.region } : inputs;
}

export function fromEngine(state: EngineState): Comparable {
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
    frames: framesOf(state),
  };
}

/** What the real engine's state should say for a resource of a faithful plan. */
export function fromPlan(resource: PlannedResource): Comparable {
  const { type, custom, provider, parent, options, frames } = resource;
  return {
    type,
    custom,
    inputs: present(checked(resource)),
    provider: provider?.urn,
    parent,
    dependencies: sorted(resource.dependencies),
    propertyDependencies: nonEmpty(resource.propertyDependencies),
    protect: options.protect ?? false,
    retainOnDelete: options.retainOnDelete ?? false,
    ignoreChanges: options["ignoreChanges"] ?? [],
    additionalSecretOutputs: sorted(options["additionalSecretOutputs"] as readonly string[] | undefined),
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
