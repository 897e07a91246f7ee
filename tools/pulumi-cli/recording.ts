import { readFileSync } from "node:fs";

import type { Properties } from "../engine/wire";

/** What a state does not show of a resource, from the program's own request. */
export interface Recorded {
  /** URNs as text, specifications as the parts that were given. */
  aliases: readonly unknown[];
  /** Undefined when the program did not say. */
  deleteBeforeReplace: boolean | undefined;
}

interface Call {
  method: string;
  progress: string;
  request: Record<string, unknown>;
  response?: Record<string, unknown>;
}

/** What the engine and the program said to each other in one command. */
export interface Recording {
  resources: ReadonlyMap<string, Recorded>;
  /** The stack's exports in wire form. */
  outputs: Properties;
  /** Functions that providers were asked, as JSON of token and arguments, sorted. */
  invokes: readonly string[];
}

type Alias = { urn?: string; spec?: Readonly<Record<string, unknown>> };

function describeAlias({ urn, spec }: Alias): unknown {
  if (spec === undefined) return urn;
  return Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== "" && value !== false));
}

function describe(request: Record<string, unknown>): Recorded {
  const aliases = ((request["aliases"] ?? []) as Alias[]).map(describeAlias);
  const said = request["deleteBeforeReplaceDefined"] === true;
  return {
    aliases: [...((request["aliasURNs"] ?? []) as string[]), ...aliases],
    deleteBeforeReplace: said ? request["deleteBeforeReplace"] === true : undefined,
  };
}

/** Reads the file that the CLI writes when `PULUMI_DEBUG_GRPC` names one: each call as a line of JSON, once it has an answer. */
export function readRecording(file: string): Recording {
  const calls = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Call)
    .filter(({ progress }) => progress === "response_completed");
  const of = (service: string, method: string) =>
    calls.filter((call) => call.method === `/pulumirpc.${service}/${method}`);
  // A remote component is registered twice: by the program, and by the plugin that makes it. The program's comes last.
  const resources = of("ResourceMonitor", "RegisterResource").map(
    ({ request, response }): [string, Recorded] => [String(response?.["urn"]), describe(request)],
  );
  const stack = of("ResourceMonitor", "RegisterResourceOutputs").find(({ request }) =>
    String(request["urn"]).includes("::pulumi:pulumi:Stack::"),
  );
  const invokes = of("ResourceProvider", "Invoke").map(({ request }) =>
    JSON.stringify([request["tok"], request["args"]]),
  );
  return {
    resources: new Map(resources),
    outputs: (stack?.request["outputs"] ?? {}) as Properties,
    invokes: invokes.sort(),
  };
}
