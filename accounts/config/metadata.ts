import { z } from "zod";

import { stackFileSchema, type StackSettings } from "./stack";
import { isObject, unwrap } from "./repair";

/** Every key under a schema with its path; list items are `[]`, and entries of a typed list stand side by side. */
export function keysOf(schema: z.core.$ZodType, path: string): [path: string, schema: z.core.$ZodType][] {
  const type = unwrap(schema);
  if (type instanceof z.ZodArray) return keysOf(type.element, `${path}[]`);
  if (type instanceof z.ZodDiscriminatedUnion) return type.options.flatMap((option) => keysOf(option, path));
  if (!isObject(type)) return [];
  return Object.entries(type.shape).flatMap(([key, part]) => [
    [`${path}.${key}`, part],
    ...keysOf(part, `${path}.${key}`),
  ]);
}

export const metadataOf = (schema: z.core.$ZodType) => z.globalRegistry.get(schema) ?? {};

/** Keys of a stack that are checked and kept but change nothing that is made yet, such as `budgets` or `domains[].volumes`. */
export function recordedKeys({ kind }: Pick<StackSettings, "kind">): string[] {
  const root = `.config.meridian:${kind}.`;
  return keysOf(stackFileSchema, "")
    .filter(([path, schema]) => path.startsWith(root) && metadataOf(schema)["recorded"] === true)
    .map(([path]) => path.slice(root.length));
}
