import { shorten } from "../components/residency/shorten";
import { UNKNOWN, type GraphResource } from "./graph/types";

/** `waived`: broken or undecided, and let through by a waiver. */
export type Verdict = "pass" | "fail" | "waived" | "undecided" | "notApplicable";

/** One answer of a rule about one resource; no answer at all means that the rule does not apply. */
export interface Result {
  verdict: "pass" | "fail" | "undecided";
  /** Property path the answer is about. */
  path?: string;
  /** What is wrong or not known, with the value; completes `<type> "<name>" …`. */
  what?: string;
  /** What to do, with the allowed values. */
  fix?: string;
}

export interface Finding {
  /** Rule id. */
  rule: string;
  level: "mandatory" | "advisory";
  /** Why it is one: the rule is broken, cannot be decided, or itself threw. */
  kind: "violation" | "undecided" | "internal";
  urn: string;
  /** One sentence: `<type> "<name>" <what is wrong, with the value>; <what to do>.` */
  message: string;
  path?: string;
  fix?: string;
  /** Id of the waiver that made it advisory. */
  waiver?: string;
  /** Relative to the project root, where the graph knows the source. */
  file?: string;
  /** 1-based. */
  line?: number;
}

export const pass = (path?: string): Result => ({ verdict: "pass", path });
export const fail = (path: string | undefined, what: string, fix: string): Result => ({
  verdict: "fail",
  path,
  what,
  fix,
});
export const undecided = (path: string | undefined, what: string, fix: string): Result => ({
  verdict: "undecided",
  path,
  what,
  fix,
});

/** `aws:s3/bucket:Bucket` "orders" → `aws.s3.Bucket "orders"`, the way the program writes it. */
export function label(resource: Pick<GraphResource, "type" | "name">): string {
  const [, service, , kind] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(resource.type) ?? [];
  return `${kind === undefined ? resource.type : `aws.${service}.${kind}`} "${resource.name}"`;
}

/** What stands for a secret value in messages. */
export const hidden = "[secret]";

/** Bytes of a value that a message shows. */
export const longestShown = 800;

/** A value as a message may show it: quoted, shortened, never one that stands in a secret property, never the raw sentinel. */
export function show(resource: GraphResource, path: string, value: unknown): string {
  const shown = showWhole(resource, path, value);
  // Where there are secrets, a part of one could no longer be told from other text.
  return resource.secretProps?.length ? shown : shorten(shown, longestShown);
}

/** The same in full, for those who hide a part of it before it is shortened. */
export function showWhole(resource: GraphResource, path: string, value: unknown): string {
  const top = path.split(/[.[]/, 1)[0] ?? path;
  if (resource.secretProps?.includes(top) === true) return hidden;
  if (value === UNKNOWN) return "not known yet";
  return value === undefined ? "nothing" : JSON.stringify(value);
}
