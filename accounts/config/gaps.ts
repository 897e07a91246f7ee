import { serviceTable } from "../../components/residency/service-table";
import type { ServiceTable } from "../../components/residency/service-types";
import { availabilityOf, tableSource, type RegionConfirmation } from "../../components/residency/services";
import type { StackSettings } from "./stack";

/** A service that a platform can be without, and what that means. */
interface Optional {
  readonly missing: string;
  /** What has to do its work. */
  readonly instead: string;
  /** Ids of the rules that judge nothing where it is missing. */
  readonly rules: readonly string[];
}

/** What a platform leaves out in a region that lacks it, by CloudFormation type; it cannot do without any other. */
export const optional: Readonly<Record<string, Optional>> = {
  "AWS::Glue::TableOptimizer": {
    missing: "Glue maintains no Iceberg table: files are not compacted, old snapshots and orphan files stay",
    instead:
      "compact, expire snapshots and remove orphan files with a job of your own, every week, or rows that were deleted are never erased",
    rules: ["LF-10"],
  },
};

/** Something that a stack lacks because its region does, and says so. */
export interface Gap extends Optional {
  /** CloudFormation type. */
  readonly service: string;
  readonly region: string;
  /** How it is known. */
  readonly source: string;
}

/** What of a stack's settings says where its services have to be. */
export interface Placed {
  readonly homeRegion: string;
  readonly regionConfirmations?: readonly RegionConfirmation[] | undefined;
}

/** Whether the home region has a service. What is contested and not confirmed, config has refused. */
export const isOffered = (service: string, { homeRegion, regionConfirmations = [] }: Placed): boolean =>
  availabilityOf(service, homeRegion, regionConfirmations) === "yes";

/** What is left out of a platform because its home region lacks it. Of an organization's stack, nothing. */
export function declaredGaps(
  settings: Placed & Pick<StackSettings, "kind">,
  table: ServiceTable = serviceTable,
): Gap[] {
  const { kind, homeRegion, regionConfirmations = [] } = settings;
  if (kind === "organization") return [];
  return Object.entries(optional).flatMap(([service, facts]): Gap[] => {
    if (availabilityOf(service, homeRegion, regionConfirmations, table) !== "no") return [];
    const row = table.rows.find(({ type }) => type === service);
    const confirmed = regionConfirmations.find((each) => each.service === service);
    const source =
      confirmed === undefined
        ? [...(row?.sources ?? []), tableSource(table)].join("; ")
        : `confirmed on ${confirmed.confirmed} by ${confirmed.by}`;
    return [{ service, region: homeRegion, ...facts, source }];
  });
}
