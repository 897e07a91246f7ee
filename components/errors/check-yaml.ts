import { z } from "zod";

import type { InputIssue } from "./input-error";
import { partAt, type KeyPath } from "./key-path";
import { nearest } from "./nearest";
import type { UnplacedIssue, YamlSource } from "./yaml-source";
import { yamlValue } from "./yaml-value";

export type { UnplacedIssue, YamlSource } from "./yaml-source";

export type Checked<T> = { readonly value: T } | { readonly issues: InputIssue[] };

/**
 * Parses a YAML file and checks it against `schema`, returning the value or every mistake with its position.
 * Positions cost a second parse, which only a file with mistakes pays.
 */
export function checkYaml<Schema extends z.ZodType>(
  schema: Schema,
  source: YamlSource,
): Checked<z.output<Schema>> {
  const read = yamlValue(source.text) ?? placing().slowYamlValue(source);
  if ("issues" in read) return read;
  const part = (source.root ?? []).reduce<unknown>(partAt, read.value);
  const result = schema.safeParse(part, { error: describeIssue });
  return result.success
    ? { value: result.data }
    : { issues: placeIssues(source, result.error.issues.flatMap(unplaced)) };
}

/** Gives each mistake its line and column in the file. */
export function placeIssues(source: YamlSource, issues: readonly UnplacedIssue[]): InputIssue[] {
  return placing().placeIssues(source, issues);
}

/** Loaded once something is wrong: the library that knows positions takes longer to load than all contracts to read. */
function placing() {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- on demand, and callers are synchronous
  const { slowYamlValue, placeIssues: place } = require("./place-yaml") as typeof import("./place-yaml");
  return { slowYamlValue, placeIssues: place };
}

/** An enum that names itself in its error: `"secret" is not a classification; use one of public, internal.` */
export function oneOf<const Values extends readonly [string, ...string[]]>(noun: string, values: Values) {
  const article = /^[aeiou]/.test(noun) ? "an" : "a";
  return z.enum(values, {
    error: ({ input }) =>
      input === undefined
        ? `${noun} is missing; use one of ${values.join(", ")}`
        : `${quote(input)} is not ${article} ${noun}; use one of ${values.join(", ")}${hint(input, values)}`,
  });
}

/** A user's value inside a message: JSON, cut after 60 characters. */
export function quote(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The house text for zod's own issues; schemas with an `error` of their own keep theirs. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys(issue.inst);
      return issue.keys.map((key) => unknownKey(key, known)).join(separator);
    }
    case "invalid_type":
      return issue.input === undefined
        ? `is missing; give ${withArticle(issue.expected)}`
        : `${quote(issue.input)} is not ${withArticle(issue.expected)}`;
    case "invalid_value":
      return `${issue.input === undefined ? "is missing" : `${quote(issue.input)} is not allowed`}; use ${issue.values.map(quote).join(", ")}`;
    case "too_small":
      return `${quote(issue.input)} is too small; use ${unitOf(issue.origin)}at least ${issue.minimum}`;
    case "too_big":
      return `${quote(issue.input)} is too big; use ${unitOf(issue.origin)}at most ${issue.maximum}`;
    case "invalid_union":
      return unknownVariant(issue);
    default:
      return undefined;
  }
}

const separator = "\n";

const unitOf = (origin: string): string =>
  ({ string: "a text of ", array: "a list of ", set: "a set of " })[origin] ?? "";

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  const help = meant === undefined ? `known keys are ${known.join(", ")}` : `did you mean "${meant}"?`;
  return `"${key}" is not a known key; ${help}`;
}

function unknownVariant(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const { discriminator: key, options } = issue as { discriminator?: string; options?: unknown[] };
  if (key === undefined || options === undefined) return noForm(issue);
  const names = options.map(String);
  const given = partAt(issue.input, key);
  return `${quote(given)} is not a known ${key}; use one of ${names.join(", ")}${hint(given, names)}`;
}

function hint(input: unknown, candidates: readonly string[]): string {
  const meant = typeof input === "string" && candidates.length > 8 ? nearest(input, candidates) : undefined;
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

function withArticle(type: string): string {
  const word = { int: "whole number", object: "map", array: "list", record: "map" }[type] ?? type;
  return `${/^[aeiou]/.test(word) ? "an" : "a"} ${word}`;
}

function knownKeys(schema: unknown): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** One issue per unknown key, placed at that key; what is wrong with the form that was meant; every other issue as it is. */
export function unplaced(issue: z.core.$ZodIssue): UnplacedIssue[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (issue.code === "invalid_union" && issue.discriminator === undefined) return ofTheForm(issue, path);
  if (issue.code !== "unrecognized_keys") return [{ path, message: issue.message }];
  const messages = issue.message.split(separator);
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    message: messages[index] ?? "",
    at: "key",
  }));
}

/** Of a value that may have several forms: the mistakes of the form that it has, or which forms there are. */
function ofTheForm({ errors, message }: z.core.$ZodIssueInvalidUnion, path: KeyPath): UnplacedIssue[] {
  const isOfForm = (issues: readonly z.core.$ZodIssue[]) =>
    issues.every((issue) => issue.path.length > 0 || issue.code !== "invalid_type");
  const meant = errors.find(isOfForm);
  if (meant === undefined) return [{ path, message }];
  return meant.flatMap(unplaced).map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** Of a value that has none of its forms: `"crew" is not a map or a list`. */
function noForm({ input, errors }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidUnion>): string {
  const forms = (errors ?? []).flatMap(([first]) =>
    first?.code === "invalid_type" ? [withArticle(first.expected)] : [],
  );
  return `${quote(input)} is not ${[...new Set(forms)].join(" or ")}`;
}
