import type { JurisdictionId } from "./jurisdictions";

/** Somewhere in one jurisdiction, narrowed to a region and an account where those are known. */
export interface Place {
  readonly kind: "place";
  readonly jurisdiction: JurisdictionId;
  readonly region?: string;
  readonly account?: string;
}

/**
 * Where something lies. `organization` is the organization as a whole or its management account: in every
 * jurisdiction that the organization works in, so never a place for data. `unknown` says why; treat it as denied.
 */
export type Location =
  Place | { readonly kind: "organization" } | { readonly kind: "unknown"; readonly reason: string };

export const organization: Location = { kind: "organization" };

export const unknownLocation = (reason: string): Location => ({ kind: "unknown", reason });
