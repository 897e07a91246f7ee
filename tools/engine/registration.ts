import type { GraphProvider } from "../../policy-pack/graph/types";
import { optionsOf } from "./options";
import type { RawFrame } from "./positions";
import type { ReadResourceRequest, RegisterResourceRequest } from "./sdk";
import { buildUrn } from "./urn";
import type { Properties } from "./wire";

export type Frames = () => readonly RawFrame[];

/** One registration as it arrived, before it becomes part of the graph. */
export interface Registration {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: Properties;
  provider: GraphProvider | undefined;
  dependencies: readonly string[];
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  options: Readonly<Record<string, unknown>>;
  /** Where the program asks for it, innermost first; written out when called. */
  frames: Frames;
  /** What the program was told. */
  id: string;
  outputs: Properties;
}

interface Place {
  stack: string;
  project: string;
}

/**
 * Options that the engine hands down from the parent where the request says nothing; the SDK hands down the rest.
 * Source: `inheritFromParent` of the engine.
 */
export function inheritOptions(request: RegisterResourceRequest, parent: Registration | undefined): void {
  if (!parent) return;
  const { deletedWith, protect, retainOnDelete } = parent.options;
  if (typeof deletedWith === "string" && request.getDeletedwith() === "") request.setDeletedwith(deletedWith);
  if (protect === true && !request.hasProtect()) request.setProtect(true);
  if (retainOnDelete === true && !request.hasRetainondelete()) request.setRetainondelete(true);
}

export function describeRequest(
  request: RegisterResourceRequest,
  place: Place,
  frames: Frames,
  provider: GraphProvider | undefined,
): Registration {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  const propertyDependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((value, key) => {
    const urns = value.getUrnsList();
    if (urns.length > 0) propertyDependencies[key] = [...urns].sort();
  });
  return {
    urn: buildUrn(place, parent, type, name),
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

export function describeRead(
  request: ReadResourceRequest,
  place: Place,
  frames: Frames,
  provider: GraphProvider | undefined,
): Registration {
  const [type, name, parent, id] = [
    request.getType(),
    request.getName(),
    request.getParent(),
    request.getId(),
  ];
  return {
    urn: buildUrn(place, parent, type, name),
    type,
    name,
    custom: true,
    parent,
    inputs: toProperties(request.getProperties()),
    provider,
    dependencies: request.getDependenciesList(),
    propertyDependencies: {},
    options: { external: true, id },
    frames,
    id,
    outputs: {},
  };
}

export function toProperties(struct: { toJavaScript(): unknown } | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}
