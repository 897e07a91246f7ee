import { z } from "zod";

import { quote } from "../errors/check-yaml";
import type { UnplacedIssue } from "../errors/yaml-source";
import { withArticle } from "../sql/columns";
import { patternProblem } from "../sql/pattern";

const bound = z.union([z.number(), z.string()]);
/** 3.1 has the bound itself; 3.0 has whether the bound beside it is left out. */
const exclusive = z.union([z.number(), z.string(), z.boolean()]);
const count = z.int().min(0);

/** All options of the standard for all logical types; `optionMistakes` says which belong to which. */
export const typeOptions = z.strictObject({
  minLength: count.optional(),
  maxLength: count.optional(),
  pattern: z.string().min(1).optional(),
  format: z.string().min(1).optional(),
  minimum: bound.optional(),
  maximum: bound.optional(),
  exclusiveMinimum: exclusive.optional(),
  exclusiveMaximum: exclusive.optional(),
  multipleOf: z.number().positive().optional(),
  timezone: z.boolean().optional(),
  defaultTimezone: z.string().min(1).optional(),
  minItems: count.optional(),
  maxItems: count.optional(),
  uniqueItems: z.boolean().optional(),
  minProperties: count.optional(),
  maxProperties: count.optional(),
  required: z.array(z.string().min(1)).min(1).optional(),
});

export type TypeOptions = z.output<typeof typeOptions>;
export type OptionName = keyof TypeOptions;

const bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"] as const;
const inclusiveOf = { exclusiveMinimum: "minimum", exclusiveMaximum: "maximum" } as const;
export type Exclusive = keyof typeof inclusiveOf;

/** A bound of the values, and whether it is none of them. */
export interface Bound {
  readonly value: number | string;
  readonly isOpen: boolean;
}

/** What an option bounds, `exclusiveMinimum: true` of 3.0 read as the 3.1 has it. */
export function boundOf(options: TypeOptions, name: (typeof bounds)[number]): Bound | undefined {
  const value = options[name];
  if (value === undefined || typeof value === "boolean") return undefined;
  const isOpen =
    name === "minimum"
      ? options.exclusiveMinimum === true
      : name === "maximum"
        ? options.exclusiveMaximum === true
        : true;
  return { value, isOpen };
}

/** Exclusions of 3.0 with nothing beside them to leave out. */
export const idleExclusions = (options: TypeOptions): Exclusive[] =>
  (Object.keys(inclusiveOf) as Exclusive[]).filter(
    (name) => options[name] === true && options[inclusiveOf[name]] === undefined,
  );
const temporal = ["format", ...bounds] as const;

/** The standard's table of options. */
const optionsOf: Readonly<Record<string, readonly OptionName[]>> = {
  string: ["minLength", "maxLength", "pattern", "format"],
  date: temporal,
  timestamp: [...temporal, "timezone", "defaultTimezone"],
  time: [...temporal, "timezone", "defaultTimezone"],
  integer: ["multipleOf", ...bounds, "format"],
  number: ["multipleOf", ...bounds, "format"],
  boolean: [],
  object: ["minProperties", "maxProperties", "required"],
  map: ["minProperties", "maxProperties"],
  array: ["minItems", "maxItems", "uniqueItems"],
};

/** Formats that the standard lists for a type; a text's may be any word, and those of times are patterns of Java. */
const formatsOf: Readonly<Record<string, readonly string[]>> = {
  integer: ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"],
  number: ["f32", "f64"],
};

const instant = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** How a bound of a type is written. */
const boundForms: Readonly<Record<string, { readonly form: RegExp; readonly say: string }>> = {
  // Before 3.1 a date was also a time of a day.
  date: { form: instant, say: "a date such as 2020-01-31" },
  timestamp: { form: instant, say: "a time such as 2020-01-31T00:00:00Z" },
  time: { form: /^\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?$/, say: "a time such as 08:30:00" },
};

/** Pairs of which the first may not be above the second. */
const ordered = [
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
  ["minimum", "maximum"],
  ["exclusiveMinimum", "maximum"],
  ["minimum", "exclusiveMaximum"],
  ["exclusiveMinimum", "exclusiveMaximum"],
] as const;

/** What is wrong with a column's options, each at the option. A type that is not known has any. */
export function optionMistakes(options: TypeOptions, type: string | undefined): UnplacedIssue[] {
  const known = optionsOf[type ?? ""];
  if (type === undefined || known === undefined) return [];
  return (Object.keys(options) as OptionName[]).flatMap((name): UnplacedIssue[] => {
    const message = known.includes(name)
      ? (valueProblem(name, options[name], type) ?? orderProblem(name, options))
      : `"${name}" is no option of ${withArticle(type)}; ${known.length === 0 ? "it has none" : `use ${known.join(", ")}`}`;
    return message === undefined ? [] : [{ path: [name], message }];
  });
}

function valueProblem(name: OptionName, value: unknown, type: string): string | undefined {
  if (name === "pattern") return patternProblem(String(value));
  if (name === "format") {
    const formats = formatsOf[type];
    return formats === undefined || formats.includes(String(value))
      ? undefined
      : `${quote(value)} is no format of ${withArticle(type)}; use one of ${formats.join(", ")}`;
  }
  if (!bounds.some((each) => each === name) || typeof value === "boolean") return undefined;
  const form = boundForms[type];
  if (form === undefined)
    return typeof value === "number"
      ? undefined
      : `${quote(value)} is not a number, and the column is ${withArticle(type)}`;
  return typeof value === "string" && form.form.test(value) && isDay(value, type)
    ? undefined
    : `${quote(value)} is not ${form.say}, and the column is ${withArticle(type)}`;
}

/** A day that the calendar has. */
function isDay(value: string, type: string): boolean {
  if (type === "time") return !Number.isNaN(Date.parse(`2020-01-01T${value}Z`));
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value.slice(0, 10));
}

/** Said at the upper end of a pair, which leaves no value. */
function orderProblem(name: OptionName, options: TypeOptions): string | undefined {
  for (const [low, high] of ordered) {
    const [from, to] = [endOf(options, low), endOf(options, high)];
    if (high !== name || from === undefined || to === undefined || typeof from.value !== typeof to.value)
      continue;
    if (from.value > to.value || ((from.isOpen || to.isOpen) && from.value === to.value))
      return `${quote(to.value)} leaves no value beside the ${low} ${quote(from.value)}; make it larger`;
  }
  return undefined;
}

function endOf(options: TypeOptions, name: (typeof ordered)[number][number]): Bound | undefined {
  if (name === "minimum" || name === "maximum" || name === "exclusiveMinimum" || name === "exclusiveMaximum")
    return boundOf(options, name);
  const value = options[name];
  return value === undefined ? undefined : { value, isOpen: false };
}
