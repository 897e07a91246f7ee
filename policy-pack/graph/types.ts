/**
 * The normalised graph of one plan: what every rule and report reads. Written by `tools/engine` (from the embedded engine)
 * and by the CrossGuard adapter (from the real one).
 */

/** Pulumi's wire sentinel for a value that is not known yet; a string that contains an unknown becomes this whole. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Key of the paths at which inputs were cut off because nobody could walk them; graph/bounded.ts. */
export const cutOff = Symbol("cut off");

export interface SourcePosition {
  /** Path relative to the project root, of the TypeScript source where it is known. */
  file: string;
  /** 1-based. */
  line: number;
}

export interface GraphProvider {
  /** URN of the provider resource; absent for a default provider. */
  urn?: string;
  name: string;
  /** `UNKNOWN` when the provider's region is computed; undefined when it has none. */
  region?: string;
  /** From `allowedAccountIds`; empty when not pinned; undefined when unknown. */
  accountIds?: readonly string[];
  /** True for `default_…`: the engine made it up because the program named none. */
  isDefault: boolean;
}

export interface GraphResource {
  urn: string;
  /** Type token, e.g. `aws:s3/bucket:Bucket`; components have their own (`meridian:lake:ZoneBucket`). */
  type: string;
  name: string;
  /** False for components. */
  custom: boolean;
  /** Inputs with secrets unwrapped and unknowns as {@link UNKNOWN}. Never print a value of a secret path. */
  props: Readonly<Record<string, unknown>>;
  /** Top-level property names that hold a secret somewhere inside. */
  secretProps?: readonly string[];
  provider?: GraphProvider;
  parent?: string;
  dependencies: readonly string[];
  /** Top-level property name → URNs its value comes from. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  options: Readonly<Record<string, unknown>> & { protect?: boolean; retainOnDelete?: boolean };
  source?: SourcePosition;
  [cutOff]?: readonly string[];
}

export interface ResourceGraph {
  stack: string;
  resources: readonly GraphResource[];
}
