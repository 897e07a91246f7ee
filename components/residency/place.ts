import { isJurisdictionId, jurisdictionIds, regionsOf, type JurisdictionId } from "./jurisdictions";

/** Where a component may create things: proven to lie in the jurisdiction, so components need not ask again. */
export interface Placement {
  readonly jurisdiction: JurisdictionId;
  readonly region: string;
  /** A second region of the same jurisdiction; absent where the jurisdiction has one region or needs no copy. */
  readonly replicaRegion?: string;
}

/** Proves a placement. Throws, listing the allowed regions, on one outside the jurisdiction or a replica at home. */
export function place(jurisdiction: string, region: string, replicaRegion?: string): Placement {
  if (!isJurisdictionId(jurisdiction)) {
    throw new Error(
      `place: unknown jurisdiction "${jurisdiction}"; use one of ${jurisdictionIds.join(", ")}.`,
    );
  }
  const allowed = regionsOf(jurisdiction);
  const prove = (what: string, code: string, choices: readonly string[]): void => {
    if (allowed.includes(code)) return;
    const remedy =
      choices.length > 0 ? `use one of ${choices.join(", ")}` : "leave it out: there is no other";
    throw new Error(`place: ${what} "${code}" is outside jurisdiction "${jurisdiction}"; ${remedy}.`);
  };
  prove("region", region, allowed);
  if (replicaRegion === undefined) return { jurisdiction, region };
  const others = allowed.filter((code) => code !== region);
  prove("replica region", replicaRegion, others);
  if (replicaRegion === region) {
    const remedy = others.length > 0 ? `use one of ${others.join(", ")}` : "leave it out: there is no other";
    throw new Error(`place: replica region "${replicaRegion}" is also the home region; ${remedy}.`);
  }
  return { jurisdiction, region, replicaRegion };
}
