import { z } from "zod";

import type { UnplacedIssue } from "../../components/errors/check-yaml";
import { isMap, type KeyPath } from "../../components/errors/key-path";
import { nearest } from "../../components/errors/nearest";

/** A schema without what only says that a value may be left out. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault
    ? unwrap(schema.unwrap())
    : schema;
}

/** Narrows to objects whose parts are schemas and not `any`. */
export function isObject(schema: z.core.$ZodType): schema is z.ZodObject<Record<string, z.core.$ZodType>> {
  return schema instanceof z.ZodObject;
}

/** The schema of the kind that an entry of a typed list says it is; undefined when it says none that is known. */
function variantOf(union: z.ZodDiscriminatedUnion, value: unknown): z.core.$ZodType | undefined {
  const { discriminator } = union.def;
  const said = isMap(value) ? value[discriminator] : undefined;
  return union.options.find((option) => {
    const literal = isObject(option) ? option.shape[discriminator] : undefined;
    return literal instanceof z.ZodLiteral && literal.values.has(said as z.core.util.Literal);
  });
}

/** What is left of a value once its unknown keys are gone. */
interface Repaired {
  readonly value: unknown;
  /** One issue per unknown key. */
  readonly issues: UnplacedIssue[];
  /** Turns a path of the repaired value into the path that stands in the file. */
  readonly asWritten: (path: KeyPath) => KeyPath;
}

/**
 * Takes out every unknown key and, where it is a misspelt known one that is not there, reads its value under the
 * right name. So one wrong letter gives one issue, and not also everything that follows from a missing section.
 */
export function repair(schema: z.core.$ZodType, value: unknown): Repaired {
  const issues: UnplacedIssue[] = [];
  const renamed = new Map<string, string>();
  const repaired = repairPart(schema, value, { path: [], issues, renamed });
  const asWritten = (path: KeyPath): KeyPath =>
    path.map((step, index) => renamed.get(JSON.stringify(path.slice(0, index + 1))) ?? step);
  return {
    value: repaired,
    issues: issues.map((issue) => ({ ...issue, path: asWritten(issue.path) })),
    asWritten,
  };
}

interface Walk {
  readonly path: KeyPath;
  readonly issues: UnplacedIssue[];
  /** Path of a key as it should be, as JSON → the key as it is. */
  readonly renamed: Map<string, string>;
}

const below = (walk: Walk, step: string | number): Walk => ({ ...walk, path: [...walk.path, step] });

function repairPart(schema: z.core.$ZodType, value: unknown, walk: Walk): unknown {
  const type = unwrap(schema);
  if (type instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item, index) => repairPart(type.element, item, below(walk, index)));
  }
  if (type instanceof z.ZodDiscriminatedUnion) {
    const variant = variantOf(type, value);
    return variant === undefined ? value : repairPart(variant, value, walk);
  }
  if (!isObject(type) || !isMap(value)) return value;
  const written = writtenKeys(Object.keys(type.shape), value, walk);
  return Object.fromEntries(
    Object.entries(type.shape)
      .filter(([key]) => written.has(key))
      .map(([key, part]) => [key, repairPart(part, value[written.get(key) ?? key], below(walk, key))]),
  );
}

/** Known key → the key that holds its value; reports the unknown ones on the way. */
function writtenKeys(
  known: readonly string[],
  value: Record<string, unknown>,
  walk: Walk,
): Map<string, string> {
  const written = new Map(known.filter((key) => Object.hasOwn(value, key)).map((key) => [key, key]));
  for (const key of Object.keys(value).filter((each) => !known.includes(each))) {
    const meant = nearest(key, known);
    const help = meant === undefined ? `known keys are ${known.join(", ")}` : `did you mean "${meant}"?`;
    walk.issues.push({
      path: [...walk.path, key],
      at: "key",
      message: `"${key}" is not a known key; ${help}`,
    });
    if (meant === undefined || written.has(meant)) continue;
    written.set(meant, key);
    walk.renamed.set(JSON.stringify([...walk.path, meant]), key);
  }
  return written;
}

/**
 * The value bent into the schema's shape, so that cross-checks can run beside the schema's own errors: what is no
 * text becomes `""`, no number `NaN`, no list `[]`, an entry of no known kind `{ kind: "" }`; texts and numbers of the wrong form
 * stay as they are.
 */
export function bend(schema: z.core.$ZodType, value: unknown): unknown {
  const type = unwrap(schema);
  if (value === undefined) {
    if (schema instanceof z.ZodDefault) return schema.def.defaultValue;
    if (type !== schema) return undefined;
  }
  if (type instanceof z.ZodArray) {
    return (Array.isArray(value) ? value : []).map((item) => bend(type.element, item));
  }
  if (isObject(type)) {
    const map = isMap(value) ? value : {};
    return Object.fromEntries(Object.entries(type.shape).map(([key, part]) => [key, bend(part, map[key])]));
  }
  if (type instanceof z.ZodDiscriminatedUnion) {
    const variant = variantOf(type, value);
    return variant === undefined ? { [type.def.discriminator]: "" } : bend(variant, value);
  }
  if (type instanceof z.ZodNumber) return typeof value === "number" ? value : NaN;
  return typeof value === "string" ? value : "";
}
