/** One commercial AWS region. */
export interface Region {
  /** ISO 3166-1 alpha-2 code of the country in which the data centres stand. */
  readonly country: string;
  /** City, state or country that AWS names the region after. */
  readonly place: string;
  /** True when an account must enable the region before use. */
  readonly optIn: boolean;
}

/**
 * Every region of the commercial partition (`aws`), the only list of regions in the repository.
 * GovCloud, China and the European Sovereign Cloud are other partitions and are left out on purpose:
 * what is not in this table is unknown, and unknown is denied.
 * Source: AWS Account Management reference guide, "Regions" (codes, places, opt-in status).
 */
export const regions = {
  "af-south-1": { country: "ZA", place: "Cape Town", optIn: true },
  "ap-east-1": { country: "HK", place: "Hong Kong", optIn: true },
  "ap-east-2": { country: "TW", place: "Taipei", optIn: true },
  "ap-northeast-1": { country: "JP", place: "Tokyo", optIn: false },
  "ap-northeast-2": { country: "KR", place: "Seoul", optIn: false },
  "ap-northeast-3": { country: "JP", place: "Osaka", optIn: false },
  "ap-south-1": { country: "IN", place: "Mumbai", optIn: false },
  "ap-south-2": { country: "IN", place: "Hyderabad", optIn: true },
  "ap-southeast-1": { country: "SG", place: "Singapore", optIn: false },
  "ap-southeast-2": { country: "AU", place: "Sydney", optIn: false },
  "ap-southeast-3": { country: "ID", place: "Jakarta", optIn: true },
  "ap-southeast-4": { country: "AU", place: "Melbourne", optIn: true },
  "ap-southeast-5": { country: "MY", place: "Malaysia", optIn: true },
  "ap-southeast-6": { country: "NZ", place: "Auckland", optIn: true },
  "ap-southeast-7": { country: "TH", place: "Bangkok", optIn: true },
  "ca-central-1": { country: "CA", place: "Montreal", optIn: false },
  "ca-west-1": { country: "CA", place: "Calgary", optIn: true },
  "eu-central-1": { country: "DE", place: "Frankfurt", optIn: false },
  "eu-central-2": { country: "CH", place: "Zurich", optIn: true },
  "eu-north-1": { country: "SE", place: "Stockholm", optIn: false },
  "eu-south-1": { country: "IT", place: "Milan", optIn: true },
  "eu-south-2": { country: "ES", place: "Spain", optIn: true },
  "eu-west-1": { country: "IE", place: "Ireland", optIn: false },
  "eu-west-2": { country: "GB", place: "London", optIn: false },
  "eu-west-3": { country: "FR", place: "Paris", optIn: false },
  "il-central-1": { country: "IL", place: "Tel Aviv", optIn: true },
  "me-central-1": { country: "AE", place: "United Arab Emirates", optIn: true },
  "me-south-1": { country: "BH", place: "Bahrain", optIn: true },
  "mx-central-1": { country: "MX", place: "Querétaro", optIn: true },
  "sa-east-1": { country: "BR", place: "São Paulo", optIn: false },
  "us-east-1": { country: "US", place: "Northern Virginia", optIn: false },
  "us-east-2": { country: "US", place: "Ohio", optIn: false },
  "us-west-1": { country: "US", place: "Northern California", optIn: false },
  "us-west-2": { country: "US", place: "Oregon", optIn: false },
} as const satisfies Record<string, Region>;

export type RegionCode = keyof typeof regions;

/** All region codes, sorted. */
export const regionCodes = (Object.keys(regions) as RegionCode[]).sort();

export function isRegionCode(code: string): code is RegionCode {
  return Object.hasOwn(regions, code);
}

/** The region with this code, or undefined when it is not one of the commercial partition. */
export function findRegion(code: string): Region | undefined {
  return isRegionCode(code) ? regions[code] : undefined;
}

const directions: Readonly<Record<string, string>> = {
  central: "c",
  east: "e",
  north: "n",
  northeast: "ne",
  south: "s",
  southeast: "se",
  west: "w",
};

/** `euw1` of `eu-west-1`. */
const shortOf = (region: RegionCode): string => {
  const [area = "", direction = "", number = ""] = region.split("-");
  return `${area}${directions[direction] ?? direction}${number}`;
};

const byShort = new Map(regionCodes.map((code) => [shortOf(code), code]));

/** The region that a service writes short: `eu-west-1` of `euw1`. */
export function regionOfShort(short: string): RegionCode | undefined {
  return byShort.get(short);
}
