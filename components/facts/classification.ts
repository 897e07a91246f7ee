/** How sensitive data is, least first. */
export const classifications = ["public", "internal", "confidential", "restricted"] as const;

export type Classification = (typeof classifications)[number];

/** 0 for public up to 3 for restricted. */
export function rankOf(classification: Classification): number {
  return classifications.indexOf(classification);
}

/** The form that the `dp:classification` tag carries: `"Confidential"`. */
export function classificationTag(classification: Classification): string {
  return classification.charAt(0).toUpperCase() + classification.slice(1);
}

/** Reads the config form (`confidential`) or the tag form (`Confidential`); anything else is undefined. */
export function parseClassification(text: string): Classification | undefined {
  return classifications.find((known) => text === known || text === classificationTag(known));
}
