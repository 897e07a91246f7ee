import { isJurisdictionId } from "./jurisdictions";
import { unknownLocation, type Location } from "./location";
import type { ResidencyModel } from "./model";

/**
 * Locates the state of a stack, which holds the inputs and outputs of all its resources, by the stack's name: with or
 * without organization and project, `<stage>-<jurisdiction>`; the model's own stack is where the model is.
 */
export function locateStack(name: string, model: ResidencyModel): Location {
  const stack = name.split("/").at(-1) ?? "";
  if (stack === model.stack) return { kind: "place", jurisdiction: model.jurisdiction };
  const jurisdiction = stack.split("-").at(-1) ?? "";
  return isJurisdictionId(jurisdiction) && stack !== jurisdiction
    ? { kind: "place", jurisdiction }
    : unknownLocation(
        `Stack "${name}" does not say its jurisdiction; stacks are named <stage>-<jurisdiction>.`,
      );
}
