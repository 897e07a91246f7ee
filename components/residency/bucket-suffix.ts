import { isJurisdictionId, jurisdictionOfRegion, type JurisdictionId } from "./jurisdictions";
import { regionOfShort, regionShort, type RegionCode } from "./regions";
import { isStage, type Stage } from "./stages";

/** What the end of every bucket name says. Bucket ARNs name neither region nor account, so the name has to. */
export interface BucketSuffix {
  readonly jurisdiction: JurisdictionId;
  readonly region: string;
  readonly stage: Stage;
}

/** `-<jurisdiction>-<regionShort>-<stage>`, such as `-eu-euw1-prod`. Throws on an unknown region. */
export function bucketSuffix({ jurisdiction, region, stage }: BucketSuffix): string {
  return `-${jurisdiction}-${regionShort(region)}-${stage}`;
}

/** Reads the suffix back; undefined when a part is unknown or the region does not lie in the jurisdiction. */
export function parseBucketSuffix(name: string): (BucketSuffix & { region: RegionCode }) | undefined {
  const [jurisdiction = "", short = "", stage = ""] = name.split("-").slice(-3);
  const region = regionOfShort(short);
  if (!isJurisdictionId(jurisdiction) || !region || !isStage(stage)) return undefined;
  return jurisdictionOfRegion(region) === jurisdiction ? { jurisdiction, region, stage } : undefined;
}
