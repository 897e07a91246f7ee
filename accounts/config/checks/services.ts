import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import type { KeyPath } from "../../../components/errors/key-path";
import { isJurisdictionId, regionsOf } from "../../../components/residency/jurisdictions";
import { serviceTable } from "../../../components/residency/service-table";
import type { ServiceTable } from "../../../components/residency/service-types";
import {
  availabilityOf,
  tableSays,
  tableSource,
  type RegionConfirmation,
} from "../../../components/residency/services";
import { optional, type Placed } from "../gaps";
import { choose, duplicates } from "./check";

/**
 * The home region has every service that the stack cannot do without, and nothing about it is open. Nothing is made in the replica
 * region yet, so nothing is asked of it.
 */
export function checkServices(
  settings: Placed & { readonly jurisdiction: string },
  today: string,
  table: ServiceTable = serviceTable,
) {
  // A misspelt or foreign region has its own message.
  const { jurisdiction, homeRegion, regionConfirmations = [] } = settings;
  if (!isJurisdictionId(jurisdiction) || !regionsOf(jurisdiction).includes(homeRegion)) return [];
  const missing = table.rows.flatMap(({ type }): UnplacedIssue[] => {
    const found = availabilityOf(type, homeRegion, regionConfirmations, table);
    const fault =
      found === "contested"
        ? `has perhaps no ${type} (${tableSource(table)} cannot tell); look it up and add it to regionConfirmations, or `
        : found === "no" && optional[type] === undefined
          ? `has no ${type}, which the stack cannot do without; `
          : undefined;
    if (fault === undefined) return [];
    const having = regionsOf(jurisdiction).filter((region) => tableSays(type, region, table) === "yes");
    const help =
      having.length > 0 ? `use one of ${having.join(", ")}` : `no region of ${jurisdiction} has it`;
    return [{ path: ["homeRegion"], message: `${quote(homeRegion)} ${fault}${help}` }];
  });
  return [...missing, ...checkConfirmations(settings, today, table)];
}

/** A confirmation is about this stack, of the past, and answers what is open. */
function checkConfirmations(
  { homeRegion, regionConfirmations = [] }: Placed,
  today: string,
  table: ServiceTable,
): UnplacedIssue[] {
  const at = (index: number, key: keyof RegionConfirmation): KeyPath => ["regionConfirmations", index, key];
  const known = table.rows.map(({ type }) => type);
  return [
    ...duplicates(
      regionConfirmations.map(({ service, region }) => (service === "" ? "" : `${service} ${region}`)),
      (index) => at(index, "service"),
    ),
    ...regionConfirmations.flatMap(({ service, region, confirmed }, index): UnplacedIssue[] => {
      const refuse = (key: keyof RegionConfirmation, message: string) => [{ path: at(index, key), message }];
      if (!known.includes(service)) {
        return refuse(
          "service",
          `${quote(service)} is not a service of this platform; ${choose(service, known, "")}`,
        );
      }
      if (region !== homeRegion) {
        return refuse(
          "region",
          `${quote(region)} is not the stack's homeRegion; use ${homeRegion} or remove it`,
        );
      }
      const said = tableSays(service, region, table);
      if (said !== "contested") {
        const answer = said === "yes" ? "has it" : "does not have it";
        return refuse("region", `${quote(region)} ${answer} by ${tableSource(table)}; remove it`);
      }
      if (confirmed <= today) return [];
      return refuse(
        "confirmed",
        `${quote(confirmed)} is still to come (today is ${today}); use the day on which it was looked up`,
      );
    }),
  ];
}
