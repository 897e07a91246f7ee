import type { JurisdictionId } from "../residency/jurisdictions";
import type { PiiKind } from "./personal-data";

/** A ground on which a contract may open a column that nobody reads by clearance alone. */
interface LegalBasis {
  /** Legal zones whose law it is of. */
  readonly jurisdictions: readonly JurisdictionId[];
  /** Kinds of personal data that it can open. */
  readonly opens: readonly PiiKind[];
  /** Where it stands. */
  readonly source: string;
}

const everywhere = ["us", "eu", "uk", "ch", "jp", "sg", "au", "in", "kr"] as const;
const ordinary = ["none", "quasi", "direct"] as const;
const health = [...ordinary, "phi"] as const;

/**
 * The grounds that a contract can name, by word. A zone whose law has none for a kind of data opens no such column: health data
 * stays shut in the EU unless a ground of GDPR Art. 9(2) is named. An engineering aid, not legal advice.
 */
export const legalBases = {
  /** Restricted for business reasons only: says so, and opens nothing about people. */
  "not-personal": { jurisdictions: everywhere, opens: ["none"], source: "no personal data" },
  "gdpr-6-1-b": {
    jurisdictions: ["eu"],
    opens: ordinary,
    source: "GDPR Art. 6(1)(b), performance of a contract",
  },
  "gdpr-6-1-c": { jurisdictions: ["eu"], opens: ordinary, source: "GDPR Art. 6(1)(c), legal obligation" },
  "gdpr-6-1-f": { jurisdictions: ["eu"], opens: ordinary, source: "GDPR Art. 6(1)(f), legitimate interests" },
  "gdpr-9-2-h": { jurisdictions: ["eu"], opens: health, source: "GDPR Art. 9(2)(h), health care" },
  "gdpr-9-2-j": { jurisdictions: ["eu"], opens: health, source: "GDPR Art. 9(2)(j), research" },
  "glba-502-e": {
    jurisdictions: ["us"],
    opens: ordinary,
    source: "Gramm-Leach-Bliley Act, 15 U.S.C. 6802(e): processing, fraud, regulators",
  },
  "hipaa-operations": {
    jurisdictions: ["us"],
    opens: health,
    source: "HIPAA, 45 CFR 164.506(c): treatment, payment, health care operations",
  },
  "hipaa-research": { jurisdictions: ["us"], opens: health, source: "HIPAA, 45 CFR 164.512(i): research" },
  "appi-18": {
    jurisdictions: ["jp"],
    opens: ordinary,
    source: "APPI Art. 18: within the purpose of use that was made known",
  },
  "appi-27-1-1": { jurisdictions: ["jp"], opens: health, source: "APPI Art. 27(1)(i): based on law" },
} satisfies Record<string, LegalBasis>;

export type LegalBasisWord = keyof typeof legalBases;
export const legalBasisWords = Object.keys(legalBases) as [LegalBasisWord, ...LegalBasisWord[]];

/** Whether one of the grounds is of the zone's law and opens that kind of data there. */
export function opens(
  words: readonly LegalBasisWord[],
  kind: PiiKind,
  jurisdiction: JurisdictionId,
): boolean {
  return words.some((word) => {
    const { jurisdictions, opens: kinds }: LegalBasis = legalBases[word];
    return jurisdictions.includes(jurisdiction) && kinds.includes(kind);
  });
}

/** Whether any zone's law opens that kind on one of the grounds: what no ground opens is a mistake of the contract. */
export function opensSomewhere(words: readonly LegalBasisWord[], kind: PiiKind): boolean {
  return words.some((word) => (legalBases[word] as LegalBasis).opens.includes(kind));
}
