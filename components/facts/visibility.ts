import type { JurisdictionId } from "../residency/jurisdictions";
import { rankOf, type Classification } from "./classification";
import { opens, type LegalBasisWord } from "./legal-bases";
import type { PiiKind } from "./personal-data";

/** What decides who may see a column. */
export interface VisibleColumn {
  readonly classification: Classification;
  readonly pii: PiiKind;
}

/** Kinds of personal data that a clearance alone opens: what names nobody. */
export const openKinds = ["none", "quasi"] as const satisfies readonly PiiKind[];

/** Classifications that a clearance alone opens: all within it but the highest. */
export function openClassifications<Known extends Classification>(
  known: readonly Known[],
  clearance: Classification,
): Known[] {
  return known.filter((each) => each !== "restricted" && rankOf(each) <= rankOf(clearance));
}

/**
 * Whether a reader of that clearance sees the column without a further word: the class lies within the clearance and below
 * restricted, and the column names nobody (GDPR Art. 5(1)(c), HIPAA 45 CFR 164.502(b)). Everything else is opened by a statement
 * of the contract only ({@link mayReadBy}).
 */
export function mayRead({ classification, pii }: VisibleColumn, clearance: Classification): boolean {
  return (
    classification !== "restricted" &&
    rankOf(classification) <= rankOf(clearance) &&
    (openKinds as readonly PiiKind[]).includes(pii)
  );
}

/**
 * Whether a statement of the contract may open the column to a reader of that clearance: never above the clearance, and only on
 * a ground of the law that holds where the data is.
 */
export function mayReadBy(
  { classification, pii }: VisibleColumn,
  clearance: Classification,
  bases: readonly LegalBasisWord[],
  jurisdiction: JurisdictionId,
): boolean {
  return rankOf(classification) <= rankOf(clearance) && opens(bases, pii, jurisdiction);
}
