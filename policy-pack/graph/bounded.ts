import { isRecord } from "./read";
import { cutOff, UNKNOWN, type GraphResource, type ResourceGraph } from "./types";

/** Levels of lists and objects in an input that are read; what AWS takes has fewer than thirty. */
export const deepest = 64;
/** Values of one resource that are read, of all its inputs together. */
const most = 1_000_000;
/** Paths that are named of what was cut off. */
const named = 3;

/**
 * The graph with inputs that every rule can walk. What lies too deep, stands in itself, or is too much becomes UNKNOWN, so
 * that the rules that meet it are undecided; the resource says at which paths. Lawful resources are not copied.
 */
export function bounded(graph: ResourceGraph): ResourceGraph {
  const resources = graph.resources.map(boundedResource);
  const same = resources.every((resource, position) => resource === graph.resources[position]);
  return same ? graph : { ...graph, resources };
}

/** The same of one resource. */
export function boundedResource(resource: GraphResource): GraphResource {
  if (fits(resource.props, 0, { left: most })) return resource;
  const cuts: string[] = [];
  const to: Cutting = { left: most, cuts, above: new Set() };
  const props = cut(resource.props, "", to) as GraphResource["props"];
  return { ...resource, props, [cutOff]: cuts };
}

/** True when a value can be walked by recursion, within what is left of the allowance. */
export function fits(value: unknown, depth = 0, allowance = { left: most }): boolean {
  if ((allowance.left -= 1) < 0) return false;
  if (typeof value !== "object" || value === null) return true;
  if (depth >= deepest) return false;
  if (Array.isArray(value)) {
    for (const each of value) if (!fits(each, depth + 1, allowance)) return false;
    return true;
  }
  for (const key in value)
    if (!fits((value as Record<string, unknown>)[key], depth + 1, allowance)) return false;
  return true;
}

interface Cutting {
  left: number;
  cuts: string[];
  /** What the value stands in, from the outside in. */
  above: Set<object>;
}

function cut(value: unknown, path: string, to: Cutting): unknown {
  to.left -= 1;
  if (to.left >= 0 && (typeof value !== "object" || value === null)) return value;
  if (to.left < 0 || to.above.size >= deepest || to.above.has(value as object)) {
    if (to.cuts.length < named) to.cuts.push(path);
    return UNKNOWN;
  }
  const holder = value as object;
  to.above.add(holder);
  const copy = Array.isArray(holder)
    ? holder.map((each, position) => cut(each, `${path}[${position}]`, to))
    : isRecord(holder)
      ? Object.fromEntries(
          Object.entries(holder).map(([key, each]) => [
            key,
            cut(each, path === "" ? key : `${path}.${key}`, to),
          ]),
        )
      : UNKNOWN;
  to.above.delete(holder);
  return copy;
}
