import { sourcesOf, type GraphIndex } from "../graph/graph-index";
import { readOne } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";

/** How one resource names another: an input that holds its id or name, and what types it can be. */
export interface Join {
  /** Input of the side resource. */
  path: string;
  types: readonly string[];
  /** Input of the owner that a literal value means. Default none: ids are known only to AWS, and lead by dependency. */
  name?: string;
}

type Sides = ReadonlyMap<string, readonly GraphResource[]>;

const none: readonly GraphResource[] = [];
const sides = new WeakMap<GraphIndex, Map<string, Sides>>();
const names = new WeakMap<GraphIndex, Map<string, ReadonlyMap<unknown, GraphResource>>>();

/**
 * The resource that an input means: by where its value comes from, else by a literal name. UNKNOWN when the value is
 * computed and leads nowhere; undefined when it is missing or means something outside the graph.
 */
export function ownerOf(
  resource: GraphResource,
  join: Join,
  index: GraphIndex,
): GraphResource | typeof UNKNOWN | undefined {
  const value = readOne(resource.props, join.path);
  if (value === undefined) return undefined;
  const source = sourcesOf(resource, join.path, index).find(({ type }) => join.types.includes(type));
  if (source !== undefined) return source;
  if (value === UNKNOWN) return UNKNOWN;
  return join.name === undefined ? undefined : byName(join.types, join.name, index).get(value);
}

/** Side resources of one type that mean the owner, or, for UNKNOWN, that nobody can place. Linear once for each graph. */
export function joinedTo(
  owner: GraphResource | typeof UNKNOWN,
  sideType: string,
  join: Join,
  index: GraphIndex,
): readonly GraphResource[] {
  const key = `${sideType} ${join.path}`;
  const known = cached(sides, index, key, () => {
    const map = new Map<string, GraphResource[]>();
    for (const side of index.byType.get(sideType) ?? []) {
      const found = ownerOf(side, join, index);
      if (found === undefined) continue;
      const urn = found === UNKNOWN ? UNKNOWN : found.urn;
      const list = map.get(urn);
      if (list === undefined) map.set(urn, [side]);
      else list.push(side);
    }
    return map;
  });
  return known.get(owner === UNKNOWN ? UNKNOWN : owner.urn) ?? none;
}

function byName(
  types: readonly string[],
  name: string,
  index: GraphIndex,
): ReadonlyMap<unknown, GraphResource> {
  return cached(names, index, `${types.join(" ")} ${name}`, () => {
    const all = types.flatMap((type) => index.byType.get(type) ?? none);
    return new Map(all.map((resource) => [resource.props[name], resource]));
  });
}

function cached<T>(
  store: WeakMap<GraphIndex, Map<string, T>>,
  index: GraphIndex,
  key: string,
  build: () => T,
): T {
  let ofGraph = store.get(index);
  if (ofGraph === undefined) store.set(index, (ofGraph = new Map<string, T>()));
  let value = ofGraph.get(key);
  if (value === undefined) ofGraph.set(key, (value = build()));
  return value;
}
