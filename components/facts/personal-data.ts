import type { Classification } from "./classification";

/** Kinds of personal data in a column: none; names a person; narrows down to one together with others; health data. */
export const piiKinds = ["none", "direct", "quasi", "phi"] as const;
export type PiiKind = (typeof piiKinds)[number];

/**
 * What a product, a domain or a store holds as a whole, in rising order; `phi` is health data in the sense of HIPAA
 * (45 CFR 160.103).
 */
export const personalDataKinds = ["none", "personal", "phi"] as const;
export type PersonalData = (typeof personalDataKinds)[number];

/** Kinds of column that a product of each kind may have. */
export const columnKindsOf: Readonly<Record<PersonalData, readonly PiiKind[]>> = {
  none: ["none"],
  personal: ["none", "direct", "quasi"],
  phi: piiKinds,
};

/** The least classification that a column of each kind may have. */
export const leastClassification: Readonly<Record<PiiKind, Classification>> = {
  none: "public",
  quasi: "internal",
  direct: "confidential",
  phi: "restricted",
};
