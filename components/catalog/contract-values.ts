import { z } from "zod";

import { oneOf, quote } from "../errors/check-yaml";
import { classifications } from "../facts/classification";

/** Layers that hold governed tables; bronze is raw objects and has none. */
export const tableLayers = ["silver", "gold"] as const;
export type TableLayer = (typeof tableLayers)[number];

/** Iceberg partition transforms that a contract may ask for. */
export const partitionTransforms = ["year", "month", "day", "hour", "identity"] as const;
export type PartitionTransform = (typeof partitionTransforms)[number];

export const classification = oneOf("classification", classifications);

const word = (noun: string, pattern: RegExp, rule: string) =>
  z.string().regex(pattern, { error: ({ input }) => `${quote(input)} is not ${noun}; use ${rule}` });

export const domainName = word(
  "a domain name",
  /^[a-z][a-z0-9]{1,29}$/,
  "2 to 30 lower-case letters or digits, a letter first",
);
export const kebabName = word(
  "a kebab-case name",
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "lower-case words joined by single hyphens",
);
export const snakeName = word(
  "a column or table name",
  /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
  "lower-case words joined by single underscores",
);
export const versionText = word("a semantic version", /^\d+\.\d+\.\d+$/, "three numbers such as 1.4.0");
export const text = z.string().min(1);
export const stableId = word("an id", /^[A-Za-z0-9_-]+$/, "letters, digits, hyphens and underscores");
export const minutes = z.int().min(1).max(10_080);

type Values<Shape extends Record<string, z.ZodType>, Required extends keyof Shape> = {
  [Name in Required]: z.output<Shape[Name]>;
} & { [Name in Exclude<keyof Shape, Required>]?: z.output<Shape[Name]> };

/**
 * The standard's `customProperties` list with a closed set of properties, read as an object. Unknown, repeated and
 * missing required properties are errors.
 */
export function customProperties<
  Shape extends Record<string, z.ZodType>,
  Required extends keyof Shape & string = never,
>(shape: Shape, required: readonly Required[] = []) {
  const variants = Object.entries(shape).map(([property, value]) =>
    z.strictObject({ property: z.literal(property), value, description: text.optional() }),
  );
  return z
    .array(z.discriminatedUnion("property", variants as [(typeof variants)[number], ...typeof variants]))
    .default([])
    .transform((entries, context) => {
      const given = entries.map(({ property }) => property);
      given.forEach((property, index) => {
        if (given.indexOf(property) === index) return;
        const message = `"${property}" is given twice; keep one`;
        context.addIssue({ code: "custom", path: [index, "property"], message });
      });
      for (const property of required.filter((name) => !given.includes(name))) {
        context.addIssue({
          code: "custom",
          message: `do not say ${property}; add an entry with that property`,
        });
      }
      const values = Object.fromEntries(entries.map(({ property, value }) => [property, value]));
      placesOf.set(values, new Map(given.map((property, index) => [property, index])));
      return values as Values<Shape, Required>;
    });
}

/** Where properties stood in the lists that they were read from. */
const placesOf = new WeakMap<object, ReadonlyMap<string, number>>();

/** The steps from the list to the value of one of its properties. */
export function placeOf(values: object, property: string): (string | number)[] {
  const index = placesOf.get(values)?.get(property);
  return index === undefined ? [] : [index, "value"];
}
