import type { GraphResource } from "../graph/types";
import type { Rule } from "../rule";
import { matchesGlob } from "./glob";

/** Which findings a waiver is for. Each is a glob (`*`, `?`); what is left out matches everything. */
export interface WaiverMatch {
  /** Stack name. */
  readonly stack?: string;
  /** Type token, e.g. `aws:s3/bucket:Bucket`. */
  readonly type?: string;
  /** Logical name. */
  readonly name?: string;
  readonly urn?: string;
}

/** A decision of named people to live with findings for a while. */
export interface Waiver {
  /** `WVR-…`, unique in the project. */
  readonly id: string;
  /** Rule ids. */
  readonly rules: readonly string[];
  readonly match: WaiverMatch;
  readonly reason: string;
  /** A team or person that CODEOWNERS names. */
  readonly owner: string;
  readonly ticket: string;
  /** What keeps the data safe meanwhile. */
  readonly compensating: string;
  /** YYYY-MM-DD. */
  readonly created: string;
  /** YYYY-MM-DD; the last day on which it applies. */
  readonly expires: string;
  /** Most resources of one stack, counted per rule, that it may match. */
  readonly limit: number;
  /** Where it stands, for messages. */
  readonly file: string;
  /** Position in the file's list. */
  readonly index: number;
}

/** Longest life of a waiver in days, by the severity of the gravest rule it names. */
export const maxDays: Record<Rule["severity"], number> = { critical: 14, high: 30, medium: 90, low: 180 };

/** From this many days before its end on, a waiver is reported. */
export const warningDays = 14;

const dayLength = 24 * 60 * 60 * 1000;

/** Whole days from one calendar day to another (YYYY-MM-DD). */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / dayLength;

export const hasExpired = (waiver: Pick<Waiver, "expires">, today: string): boolean => waiver.expires < today;

/** True for the stacks that a waiver is for. */
export const coversStack = ({ match: { stack } }: Pick<Waiver, "match">, name: string): boolean =>
  stack === undefined || matchesGlob(stack, name);

/** True for the resources of such a stack that it is for. */
export function coversResource(
  { match: { type, name, urn } }: Pick<Waiver, "match">,
  resource: Pick<GraphResource, "type" | "name" | "urn">,
): boolean {
  return (
    (type === undefined || matchesGlob(type, resource.type)) &&
    (name === undefined || matchesGlob(name, resource.name)) &&
    (urn === undefined || matchesGlob(urn, resource.urn))
  );
}
