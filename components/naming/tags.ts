import { classificationTag, type Classification } from "../facts/classification";
import type { PersonalData } from "../facts/personal-data";
import type { JurisdictionId } from "../residency/jurisdictions";
import type { Stage } from "../residency/stages";

/** What a resource belongs to in the lake: a zone of data, or the machinery around it. */
export const layers = [
  "bronze",
  "silver",
  "gold",
  "results",
  "audit",
  "logs",
  "feature",
  "platform",
] as const;

export type Layer = (typeof layers)[number];

/** The tags that every taggable data resource carries (rule TAG-01). */
export const requiredTagKeys = [
  "dp:classification",
  "dp:jurisdiction",
  "dp:domain",
  "dp:layer",
  "dp:owner",
  "dp:retention",
  "dp:environment",
] as const;

export type RequiredTagKey = (typeof requiredTagKeys)[number];

export interface TagFacts {
  readonly classification: Classification;
  readonly jurisdiction: JurisdictionId;
  readonly domain: string;
  readonly layer: Layer;
  /** Who answers for the data: a team or a mail address. */
  readonly owner: string;
  /** How long the data is kept, such as `"2557d"`. */
  readonly retention: string;
  readonly environment: Stage;
}

/** What every service accepts in a tag value: 1 to 256 letters, digits, spaces and `_ . : / = + - @`. */
const tagValue = /^[\p{L}\p{N} _.:/=+\-@]{1,256}$/u;

/** The required tags. Throws on a value that AWS would refuse, which a first preview would not notice. */
export function tagsFor(facts: TagFacts): Record<RequiredTagKey, string> {
  const tags: Record<RequiredTagKey, string> = {
    "dp:classification": classificationTag(facts.classification),
    "dp:jurisdiction": facts.jurisdiction,
    "dp:domain": facts.domain,
    "dp:layer": facts.layer,
    "dp:owner": facts.owner,
    "dp:retention": facts.retention,
    "dp:environment": facts.environment,
  };
  for (const [key, value] of Object.entries(tags)) {
    if (!tagValue.test(value)) {
      throw new Error(
        `tagsFor: ${key} "${value}" is not a tag value; use 1 to 256 letters, digits, spaces and _ . : / = + - @.`,
      );
    }
  }
  return tags;
}

/** What a store of data holds, for the rules about retention and privacy. */
export interface Holdings {
  /** Whether it is about people, and whether that is health information in the sense of HIPAA (45 CFR 160.103). */
  readonly personalData: PersonalData;
  /** Whether a law obliges to keep the records, which exempts them from erasure (GDPR Art. 17(3)(b)). */
  readonly obligation: boolean;
}

/** Further tags of a store of data. Rules take a store without them for personal data under an obligation. */
export function holdingTags({ personalData, obligation }: Holdings): Record<string, string> {
  return { "dp:personal-data": personalData, "dp:obligation": String(obligation) };
}
