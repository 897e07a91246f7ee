import type { ResidencyModel } from "../components/residency/model";
import type { Precondition, Requirement, Want } from "./data/requirement";
import { fail, pass, type Result } from "./finding";
import { readOne, readPath, type Reading } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { ask } from "./known";

/** A table of requirements, indexed for the rule that judges it. */
export interface Baseline {
  types: readonly string[];
  /** Every path, the way a mutation breaks it. */
  reads: readonly string[];
  rows: readonly Requirement[];
  /** What the rows of the resource's type say of it; nothing for other types. */
  check(resource: GraphResource, model: Pick<ResidencyModel, "stage">): Result[];
}

export function baseline(rows: readonly Requirement[]): Baseline {
  const byType = new Map<string, Requirement[]>();
  for (const row of rows) byType.set(row.type, [...(byType.get(row.type) ?? []), row]);
  return {
    types: [...byType.keys()],
    reads: [...new Set(rows.map(({ path }) => withoutMarks(path)))],
    rows,
    check: (resource, { stage }) =>
      (byType.get(resource.type) ?? []).flatMap((row) =>
        row.prodOnly === true && stage !== "prod" ? [] : checkRow(resource, row),
      ),
  };
}

/** A row's path as plain inputs: without `?`, and only as far as JSON text reaches. */
export const withoutMarks = (path: string): string => path.replaceAll("?", "").replace(/\{\}.*$/, "");

function checkRow(resource: GraphResource, row: Requirement): Result[] {
  const { props } = resource;
  if (row.unless?.some((path) => isGiven(readOne(props, path))) === true) return [];
  const matters = row.when === undefined || holds(props, row.when);
  if (matters === false) return [];
  return inputsAt(props, row.path).map((reading) => {
    const result = judge(resource, row, reading);
    // Whether the row matters is itself not known: only what complies anyhow is decided.
    return matters === UNKNOWN && result.verdict === "fail" ? { ...result, verdict: "undecided" } : result;
  });
}

function holds(props: unknown, { path, values }: Precondition): boolean | typeof UNKNOWN {
  const value = readOne(props, path);
  if (values === undefined) return isGiven(value);
  return value === UNKNOWN ? UNKNOWN : isOneOf(value, values);
}

/** Outputs of a deployed stack have empty texts and lists where inputs have nothing. */
const isGiven = (value: unknown) =>
  value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);

const isOneOf = (value: unknown, values: readonly (string | boolean)[]) =>
  values.some((each) => each === value || (typeof each === "boolean" && String(each) === value));

/** One reading for each place where a row's input stands, or is wanted and missing (value undefined). */
function inputsAt(props: unknown, path: string): Reading[] {
  const json = path.indexOf("{}");
  if (json >= 0) return inputsInJson(props, path.slice(0, json), path.slice(json + 2));
  const [, holders, input = path] = /^(?:(.*(?:\[\]|\?))\.)?(.+)$/.exec(path) ?? [];
  if (holders === undefined) return inputIn({ path: "", value: props }, input);
  return readPath(props, holders.replaceAll("?", "")).flatMap((holder) => inputIn(holder, input));
}

function inputIn(holder: Reading, input: string): Reading[] {
  if (holder.value === UNKNOWN) return [holder];
  const at = holder.path === "" ? "" : `${holder.path}.`;
  const found = readPath(holder.value, input).map(({ path, value }) => ({ path: `${at}${path}`, value }));
  return found.length > 0 || input.endsWith("[]") ? found : [{ path: `${at}${input}`, value: undefined }];
}

/** Inside JSON text; what cannot be parsed has none of the inputs. */
function inputsInJson(props: unknown, outer: string, inner: string): Reading[] {
  const text = readOne(props, outer);
  if (text === UNKNOWN) return [{ path: outer, value: UNKNOWN }];
  const found = inputsAt({ "": parse(text) }, inner);
  return found.map(({ path, value }) => ({ path: `${outer}.${path.replace(/^\./, "")}`, value }));
}

function parse(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function judge(resource: GraphResource, { want, optional }: Requirement, { path, value }: Reading): Result {
  const fix = fixOf(want);
  if (!isGiven(value)) return optional === true ? pass(path) : fail(path, `has no ${path}`, fix);
  return ask(resource, { path, value }).counts(complies(resource, want, { path, value }), { fix });
}

function complies(resource: GraphResource, want: Want, { path, value }: Reading): boolean | typeof UNKNOWN {
  if (want.kind === "key") return isOwnKey(resource, path, value);
  if (want.kind === "given") return value !== false;
  if (value === UNKNOWN) return UNKNOWN;
  if (want.kind === "oneOf") return isOneOf(value, want.values);
  if (want.kind === "atLeast") return numeric(value) >= want.least;
  return typeof value === "string" && want.pattern.test(value);
}

/** A number, also as a text; NaN for anything else. Never throws. */
export const numeric = (value: unknown): number =>
  typeof value === "number" || typeof value === "string" ? Number(value) : NaN;

const keyTypes = /(?:^|\$|::)aws:kms\/(?:key|alias|externalKey|replicaKey|replicaExternalKey):\w+::/;
const ownKey =
  /^(?:arn:aws[\w-]*:kms:[\w-]+:\d{12}:(?:key|alias)\/|alias\/|mrk-[0-9a-f]{32}$|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-)/;
const managedKey = /(?:^|:)alias\/aws\//;

/**
 * True for a key of our own, also while it is being made: a computed key counts when it comes from a resource of KMS.
 * UNKNOWN when it comes from elsewhere, such as an output of another stack.
 */
function isOwnKey(resource: GraphResource, path: string, value: unknown): boolean | typeof UNKNOWN {
  if (value !== UNKNOWN) return typeof value === "string" && ownKey.test(value) && !managedKey.test(value);
  const top = path.split(/[.[]/, 1)[0] ?? path;
  return (resource.propertyDependencies[top] ?? []).some((urn) => keyTypes.test(urn)) || UNKNOWN;
}

/** What to do where an input is not what a row wants; completes `…; <fix>.` */
export function fixOf(want: Want): string {
  if (want.kind === "key") return "set a customer-managed KMS key";
  if (want.kind === "given") return "set it";
  if (want.kind === "atLeast") return `set at least ${want.least}`;
  if (want.kind === "matches") return want.says;
  const [first, ...others] = want.values;
  return others.length === 0 ? `set it to ${String(first)}` : `use one of ${want.values.join(", ")}`;
}
