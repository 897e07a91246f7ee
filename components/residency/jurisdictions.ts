import { findRegion, regionCodes } from "./regions";

/** A legal zone: the countries in which data counts as not having left. Never a region prefix. */
export interface Jurisdiction {
  readonly name: string;
  /** ISO 3166-1 alpha-2 codes. A country belongs to one jurisdiction at most. */
  readonly countries: readonly string[];
  /** Who supervises the data there; shown in reports, never decides anything. */
  readonly regulators: readonly string[];
}

/** The 27 members of the European Union, then Iceland, Liechtenstein and Norway, which apply the GDPR through the EEA. */
const europeanEconomicArea = [
  ...["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"],
  ...["IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"],
  ...["IS", "LI", "NO"],
];

export const jurisdictionIds = ["us", "eu", "uk", "ch", "jp", "sg", "au", "in", "kr"] as const;

export type JurisdictionId = (typeof jurisdictionIds)[number];

/** London (`eu-west-2`) is `uk` and Zurich (`eu-central-2`) is `ch`: both lie outside the EU and the EEA. */
export const jurisdictions: Readonly<Record<JurisdictionId, Jurisdiction>> = {
  us: { name: "United States", countries: ["US"], regulators: ["FRB", "SEC", "HHS OCR", "CPPA"] },
  eu: {
    name: "European Union and EEA",
    countries: europeanEconomicArea,
    regulators: ["EDPB", "ECB", "ESMA", "EBA"],
  },
  uk: { name: "United Kingdom", countries: ["GB"], regulators: ["ICO", "FCA", "PRA"] },
  ch: { name: "Switzerland", countries: ["CH"], regulators: ["FDPIC", "FINMA"] },
  jp: { name: "Japan", countries: ["JP"], regulators: ["PPC", "FSA"] },
  sg: { name: "Singapore", countries: ["SG"], regulators: ["PDPC", "MAS"] },
  au: { name: "Australia", countries: ["AU"], regulators: ["OAIC", "APRA"] },
  in: { name: "India", countries: ["IN"], regulators: ["DPBI", "RBI", "SEBI"] },
  kr: { name: "South Korea", countries: ["KR"], regulators: ["PIPC", "FSC"] },
};

const byCountry = new Map(
  jurisdictionIds.flatMap((id) => jurisdictions[id].countries.map((country) => [country, id] as const)),
);

export function isJurisdictionId(text: string): text is JurisdictionId {
  return (jurisdictionIds as readonly string[]).includes(text);
}

/** The jurisdiction in whose countries the region stands; undefined for an unknown region or a country that we serve no one in. */
export function jurisdictionOfRegion(code: string): JurisdictionId | undefined {
  const region = findRegion(code);
  return region && byCountry.get(region.country);
}

/** The jurisdiction of a country by its ISO 3166-1 alpha-2 code; undefined for one that we serve no one in. */
export function jurisdictionOfCountry(country: string): JurisdictionId | undefined {
  return byCountry.get(country);
}

/** Codes of every region inside the jurisdiction, sorted. */
export function regionsOf(id: JurisdictionId): string[] {
  return regionCodes.filter((code) => jurisdictionOfRegion(code) === id);
}
