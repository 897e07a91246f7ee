import { classifications, parseClassification, rankOf, type Classification } from "../facts/classification";
import { isDay } from "./dates";
import { isJurisdictionId, jurisdictionIds, type JurisdictionId } from "./jurisdictions";

/** The ways in which data, or the means to read it, can leave a place. */
export const mechanisms = [
  "placement",
  "replication",
  "copy",
  "backup",
  "share",
  "grant",
  "link",
  "principal",
  "event",
  "log",
  "network",
  "endpoint",
  "inference",
] as const;

export type Mechanism = (typeof mechanisms)[number];

/** What an approval may rest on. Never inferred from a list of adequate countries: those lists change. */
export const legalBases = ["adequacy", "scc", "bcr", "consent", "anonymised"] as const;

export type LegalBasis = (typeof legalBases)[number];

/** A reviewed, dated permission for data to cross from one jurisdiction to another in one direction. */
export interface TransferApproval {
  readonly id: string;
  readonly from: JurisdictionId;
  readonly to: JurisdictionId;
  /** The highest classification that it was given for; above `internal` it has no further effect. */
  readonly classification: Classification;
  readonly mechanism: Mechanism;
  readonly legalBasis: LegalBasis;
  readonly owner: string;
  /** Its last good day, YYYY-MM-DD. */
  readonly expires: string;
}

/** An answer and the sentence that explains it; `approval` is the one that made the difference. */
export interface Decision {
  readonly verdict: "allow" | "deny";
  readonly reason: string;
  readonly approval?: TransferApproval;
}

export interface DecisionContext {
  readonly approvals: readonly TransferApproval[];
  /** The day of the decision, YYYY-MM-DD. */
  readonly today: string;
}

export function isMechanism(text: string): text is Mechanism {
  return (mechanisms as readonly string[]).includes(text);
}

/** True from the day after `expires`, and for any day that cannot be read. */
export function hasExpired(approval: Pick<TransferApproval, "expires">, today: string): boolean {
  return !isDay(approval.expires) || !isDay(today) || today > approval.expires;
}

const allow = (reason: string): Decision => ({ verdict: "allow", reason });
const deny = (reason: string): Decision => ({ verdict: "deny", reason });

interface Transfer {
  readonly from: JurisdictionId;
  readonly to: JurisdictionId;
  readonly classification: Classification;
  readonly mechanism: Mechanism;
}

function decideInternal(transfer: Transfer, { approvals, today }: DecisionContext): Decision {
  const { from, to, classification, mechanism } = transfer;
  const route = `${classification} data from ${from} to ${to} by ${mechanism}`;
  const onRoute = approvals.filter(
    (each) => each.from === from && each.to === to && each.mechanism === mechanism,
  );
  const covers = (each: TransferApproval): boolean => {
    const covered = parseClassification(each.classification);
    return covered !== undefined && rankOf(covered) >= rankOf(classification);
  };
  const covering = onRoute.filter(covers);
  const approval = covering.find((each) => !hasExpired(each, today));
  if (approval) {
    const { id, legalBasis, expires } = approval;
    return { ...allow(`Approval "${id}" (${legalBasis}) lets ${route} until ${expires}.`), approval };
  }
  const [expired] = covering;
  if (expired) return deny(`Approval "${expired.id}" for ${route} expired on ${expired.expires}; renew it.`);
  const [narrow] = onRoute;
  if (narrow) return deny(`Approval "${narrow.id}" covers only ${narrow.classification} data, not ${route}.`);
  return deny(`No approval lets ${route}; add one to transfers or keep the data in ${from}.`);
}

type Crossing = (transfer: Transfer, context: DecisionContext) => Decision;

const denyCrossing: Crossing = ({ from, to, classification }) =>
  deny(`Data classified ${classification} may not go from ${from} to ${to}; no approval can cover it.`);

/** What happens when data crosses jurisdictions, by classification. */
const crossing: Readonly<Record<Classification, Crossing>> = {
  public: ({ from, to }) => allow(`Public data may go from ${from} to ${to}.`),
  internal: decideInternal,
  confidential: denyCrossing,
  restricted: denyCrossing,
};

const unknown = (what: string, value: string, known: readonly string[]): Decision =>
  deny(`Unknown ${what} "${value}"; known are ${known.join(", ")}.`);

/**
 * Decides whether data may go from one jurisdiction to another (a remote reader counts as going there).
 * Takes plain strings and never throws: whatever it does not know, it denies with a reason.
 * @param from Jurisdiction id of the data.
 * @param to Jurisdiction id of the destination.
 * @param classification Config form or tag form.
 * @param mechanism One of {@link mechanisms}.
 */
// Four values name the transfer and one carries the context; a wrapper object would be taken apart at every call.
// eslint-disable-next-line max-params
export function decide(
  from: string,
  to: string,
  classification: string,
  mechanism: string,
  context: DecisionContext,
): Decision {
  if (!isJurisdictionId(from)) return unknown("source jurisdiction", from, jurisdictionIds);
  if (!isJurisdictionId(to)) return unknown("destination jurisdiction", to, jurisdictionIds);
  const known = parseClassification(classification);
  if (!known) return unknown("classification", classification, classifications);
  if (!isMechanism(mechanism)) return unknown("mechanism", mechanism, mechanisms);
  if (from === to) return allow(`The data stays in ${from}.`);
  return crossing[known]({ from, to, classification: known, mechanism }, context);
}
