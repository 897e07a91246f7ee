import type { JurisdictionId } from "./jurisdictions";
import { shorten } from "./shorten";

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

/** Bytes of a reason, which may quote what could not be located twice. */
const longestReason = 800;

export const unknownLocation = (reason: string): Location => ({
  kind: "unknown",
  reason: shorten(reason, longestReason),
});
