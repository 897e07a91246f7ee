import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import { parseClassification } from "../../../components/facts/classification";
import { isJurisdictionId } from "../../../components/residency/jurisdictions";
import {
  decide,
  hasExpired,
  isMechanism,
  type TransferApproval,
} from "../../../components/residency/transfer";
import { duplicates, type Check } from "./check";

/** Every approval is in force, concerns this stack and changes a decision. */
export const checkTransfers: Check = ({ transfers, jurisdiction }, today) => [
  ...duplicates(
    transfers.map(({ id }) => id),
    (index) => ["transfers", index, "id"],
  ),
  ...transfers.flatMap((approval, index): UnplacedIssue[] => {
    const fault = hasExpired(approval, today)
      ? {
          key: "expires",
          message: `${quote(approval.expires)} is over (today is ${today}); renew the approval or remove it`,
        }
      : isKnown(approval) && isJurisdictionId(jurisdiction)
        ? futility(approval, jurisdiction, today)
        : undefined;
    return fault ? [{ path: ["transfers", index, fault.key], message: fault.message }] : [];
  }),
];

/** False while a misspelt value has its own message. */
function isKnown({ from, to, classification, mechanism }: TransferApproval): boolean {
  const places = isJurisdictionId(from) && isJurisdictionId(to);
  return places && isMechanism(mechanism) && parseClassification(classification) !== undefined;
}

/** Why an approval that is in force can never make a difference here. */
function futility(approval: TransferApproval, jurisdiction: string, today: string) {
  const { from, to, classification, mechanism } = approval;
  if (from === to) {
    return {
      key: "to",
      message: `${quote(to)} is also from, and inside a jurisdiction nothing needs approval; remove the approval`,
    };
  }
  if (from !== jurisdiction && to !== jurisdiction) {
    return {
      key: "from",
      message: `${quote(from)} to ${quote(to)} does not touch this stack's ${quote(jurisdiction)}; remove the approval here`,
    };
  }
  const { verdict, approval: used } = decide(from, to, classification, mechanism, {
    approvals: [approval],
    today,
  });
  if (verdict === "allow" && used !== undefined) return undefined;
  const rule = verdict === "allow" ? "data needs no approval" : "data never leaves its jurisdiction";
  return {
    key: "classification",
    message: `${quote(classification)} ${rule}, so this one never applies; use internal or remove the approval`,
  };
}
