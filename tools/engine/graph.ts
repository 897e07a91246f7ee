import type { Registration } from "./registration";
import { schemaOf } from "./outputs/schema";
import type { SourcePositions } from "./positions";
import { isProviderType } from "./providers";
import type { PlannedResource } from "./types";
import { containsSecret, isUnknown, unwrapAll } from "./wire";

/** The resources that the core collected, as rules and reports read them, sorted by URN. */
export function toResources(
  registrations: Iterable<Registration>,
  positions: SourcePositions,
): PlannedResource[] {
  return [...registrations].map((one) => toResource(one, positions)).sort(byUrn);
}

function byUrn(a: { urn: string }, b: { urn: string }): number {
  return a.urn < b.urn ? -1 : a.urn > b.urn ? 1 : 0;
}

function toResource(registration: Registration, positions: SourcePositions): PlannedResource {
  const { urn, type, name, custom, inputs, provider, parent, dependencies, propertyDependencies } =
    registration;
  const props = unwrapAll(inputs);
  // Same object: nothing special stood in it, so no secret either.
  const secretProps =
    props === inputs ? [] : Object.keys(inputs).filter((key) => containsSecret(inputs[key]));
  let frames: PlannedResource["frames"] | undefined;
  const locate = () => (frames ??= positions.locate(registration.frames()));
  return {
    urn,
    type,
    name,
    custom,
    inputs,
    props,
    ...(secretProps.length === 0 ? {} : { secretProps }),
    ...(provider ? { provider } : {}),
    ...(parent === "" ? {} : { parent }),
    dependencies,
    propertyDependencies,
    options: registration.options,
    effectiveRegion: regionOf(type, props, provider),
    // Decoding source maps costs milliseconds that most readers never need: places are looked up when read.
    get frames() {
      return locate();
    },
    get source() {
      return locate()[0];
    },
  };
}

function regionOf(
  type: string,
  props: PlannedResource["props"],
  provider: PlannedResource["provider"],
): string | undefined {
  if (isProviderType(type)) return undefined;
  const region = props["region"] ?? (schemaOf(type)?.regional === false ? undefined : provider?.region);
  return typeof region === "string" && !isUnknown(region) ? region : undefined;
}
