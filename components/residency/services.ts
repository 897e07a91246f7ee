import { serviceTable } from "./service-table";
import type { Availability, ServiceTable } from "./service-types";

/** What somebody found out about a contested service, and answers for. */
export interface RegionConfirmation {
  /** CloudFormation type, e.g. `AWS::Glue::TableOptimizer`. */
  readonly service: string;
  readonly region: string;
  readonly available: boolean;
  /** Day on which it was looked up, YYYY-MM-DD. */
  readonly confirmed: string;
  readonly by: string;
}

const byToken = new Map(serviceTable.rows.flatMap((row) => row.tokens.map((token) => [token, row.type])));

/** The CloudFormation type that says whether a region has a Pulumi type; undefined for one that the table does not know. */
export const serviceOfToken = (token: string): string | undefined => byToken.get(token);

/** The Pulumi types that the table knows. */
export const knownTokens: readonly string[] = [...byToken.keys()];

/** What the table alone says; contested for a type or a region that it does not know. */
export function tableSays(service: string, region: string, table: ServiceTable = serviceTable): Availability {
  const row = table.rows.find(({ type }) => type === service);
  if (row === undefined || !table.regions.includes(region)) return "contested";
  if (row.no?.includes(region) === true) return "no";
  return row.contested?.includes(region) === true ? "contested" : "yes";
}

/** Whether a region has a service: what the table says or, where that is contested, what was confirmed. */
export function availabilityOf(
  service: string,
  region: string,
  confirmations: readonly RegionConfirmation[],
  table: ServiceTable = serviceTable,
): Availability {
  const said = tableSays(service, region, table);
  const found = confirmations.find((each) => each.service === service && each.region === region);
  if (said !== "contested" || found === undefined) return said;
  return found.available ? "yes" : "no";
}

/** `cfn-lint 1.58.0 of 2026-10-20`: what an answer of the table rests on, for messages. */
export const tableSource = ({ source, schemas }: ServiceTable = serviceTable): string =>
  `${source} of ${schemas}`;
