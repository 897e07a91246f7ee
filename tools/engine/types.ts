import type { GraphResource, ResourceGraph, SourcePosition } from "../../policy-pack/graph/types";

/**
 * What the engine answers for outputs that only AWS can compute.
 *
 * - `faithful`: nothing, as a first preview does; they stay unknown.
 * - `resolved`: deterministic ids and ARNs from `outputs/`, so that policy documents can be judged before anything exists.
 * - `references`: `{{ref:URN#output}}`, the exact references that the conformance checker reads.
 *
 * The program sees a dry run in all three, so an output that no table knows stays unknown and is never `undefined`.
 */
export type PlanMode = "faithful" | "resolved" | "references";

/** `in-process`: the fast one. `grpc`: a real monitor and the SDK's own, unmodified launcher in a child process. */
export type PlanTransport = "in-process" | "grpc";

export interface PlanOptions {
  /** Absolute path of the folder that holds `Pulumi.yaml` and `node_modules`. */
  root: string;
  /** Stack name, such as `prod-eu`. */
  stack: string;
  /** Default `faithful`. */
  mode?: PlanMode;
  /** Default `in-process`. */
  transport?: PlanTransport;
  /** Full keys (`meridian:platform`) to values; objects travel as JSON, as `pulumi config set --path` stores them. */
  config: Readonly<Record<string, unknown>>;
  /** Absolute path of the entry module; default `meridian.program`, else `main`, of `package.json`. */
  program?: string;
  /** Outputs of other stacks, by the name that the program gives to `StackReference`. */
  stackReferences?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Default: `name` of `Pulumi.yaml`, else of `package.json`. */
  project?: string;
  /** Default `organization`, as the CLI's own for a local backend. */
  organization?: string;
  /** `false` leaves the SDK's slow paths in place (in-process only). The result is the same. Default true. */
  fast?: boolean;
}

/** A registration, with what reports need beyond the graph that rules read. */
export interface PlannedResource extends GraphResource {
  /** Inputs as registered: secrets, assets and resource references in Pulumi's wire form. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Where AWS will put it: `region` among the inputs, else the provider's; undefined for global types and unknowns. */
  readonly effectiveRegion?: string;
  /** Up to five project frames, innermost first; `source` is the first. */
  readonly frames: readonly SourcePosition[];
}

export interface PlannedGraph extends ResourceGraph {
  readonly resources: readonly PlannedResource[];
}

export interface Diagnostic {
  severity: "debug" | "info" | "warning" | "error";
  message: string;
  urn?: string;
}

/** A provider function that the program called. */
export interface InvokeRecord {
  token: string;
  args: Readonly<Record<string, unknown>>;
  provider?: GraphResource["provider"];
}

export interface Plan {
  stack: string;
  mode: PlanMode;
  /** Every registration, sorted by URN. */
  graph: PlannedGraph;
  /** Existing resources that the program looked up (`X.get`, `StackReference`), sorted by URN. */
  reads: readonly PlannedResource[];
  invokes: readonly InvokeRecord[];
  /** The stack's exports; unknowns as {@link UNKNOWN}, secrets as `"[secret]"`. */
  outputs: Readonly<Record<string, unknown>>;
  diagnostics: readonly Diagnostic[];
}
