import { jurisdictionIds, regionsOf } from "../../components/residency/jurisdictions";
import type { Availability, ServiceRow, ServiceTable } from "../../components/residency/service-types";
import type { Registry } from "./registry";
import { tieBreakers } from "./tie-breakers";
import { typesInUse } from "./types";

/** Every region of the residency model: no stack can be anywhere else. */
const regions = jurisdictionIds.flatMap(regionsOf).sort();

/**
 * The table of `components/residency/service-table.ts`: what a registry has is there; what it lacks is contested until a tie-breaker
 * says more, because old types reach the registry of a new region late.
 */
export function tableOf({ source, schemas, typesOf }: Registry): ServiceTable {
  const rows = [...typesInUse].map(([type, tokens]): ServiceRow => {
    const said = regions.map((region) => ({ region, ...verdict(type, region, typesOf.get(region)) }));
    const where = (wanted: Availability) =>
      said.filter(({ take }) => take === wanted).map(({ region }) => region);
    const sources = [...new Set(said.flatMap(({ because }) => because ?? []))];
    const [no, contested] = [where("no"), where("contested")];
    return {
      type,
      tokens,
      ...(no.length > 0 && { no }),
      ...(contested.length > 0 && { contested }),
      ...(sources.length > 0 && { sources }),
    };
  });
  return { source, schemas, regions, rows };
}

function verdict(
  type: string,
  region: string,
  types: ReadonlySet<string> | undefined,
): { take: Availability; because?: string } {
  const tie = tieBreakers.find((each) => each.type === type && each.regions.includes(region));
  if (tie !== undefined) return { take: tie.take, because: tie.source };
  return { take: types?.has(type) === true ? "yes" : "contested" };
}
