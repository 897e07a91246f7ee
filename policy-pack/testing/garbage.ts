import * as fc from "fast-check";

import { made } from "./fixtures/build";
import { UNKNOWN, type GraphResource } from "../graph/types";

/** Any JSON that a program may send, with unknowns anywhere in it. */
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(UNKNOWN, null, true, false, "", "*", "{", "us-east-1", "arn:aws:s3:::x", 0, -1),
    fc.string(),
    fc.double(),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie("any"), { maxKeys: 3 }),
  ),
})).any;

/** Random inputs under the names that rules read, so that they look into them. */
export function garbage(names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  return fc.dictionary(fc.constantFrom(...names, "other"), value, { maxKeys: 12 });
}

/** One resource of each type, all with the same inputs and pointing at each other. */
export function oneOfEach(types: readonly string[], props: Record<string, unknown>): GraphResource[] {
  const urns = types.map((type) => made(type, "fuzz", {}).urn);
  return types.map((type, index) => {
    const from = [urns[(index + 1) % urns.length]!];
    const propertyDependencies = Object.fromEntries(Object.keys(props).map((key) => [key, from]));
    return made(type, "fuzz", structuredClone(props), { propertyDependencies, dependencies: from });
  });
}
