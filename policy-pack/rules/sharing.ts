import { fail, hidden, pass, undecided, type Result } from "../finding";
import { judge } from "../flows";
import { classificationOf } from "../graph/graph-index";
import { readPath } from "../graph/read";
import type { GraphResource } from "../graph/types";
import { exposuresOf, narrowed, type Bound, type Exposure } from "../iam/exposure";
import { overStatements, resourcePolicies, resourcePolicyTypes } from "../iam/held";
import { ask, read } from "../known";
import type { GraphContext, GraphRule, ResourceRule } from "../rule";
import { placeOf } from "../where";
import { flowResults } from "./transfers";

const accessControls = [
  { framework: "GDPR", version: "2016/679", control: "Art. 32" },
  { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(4)(ii)(A)" },
  { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
  { framework: "NIST 800-53", version: "r5", control: "AC-3" },
  { framework: "NIST 800-53", version: "r5", control: "AC-4(21)" },
  { framework: "Control Tower", version: "2026", control: "CT.S3.PV.4" },
  { framework: "Control Tower", version: "2026", control: "CT.KMS.PV.7" },
];

const shr01: GraphRule = {
  id: "SHR-01",
  name: "shr-01-policy-doc-foreign-principal",
  title: "Resource policies let in only principals of the jurisdiction",
  rationale:
    "Whoever a resource policy lets in can take the data where they are, whatever the region of the resource. A role's trust is such a policy: it says who may act as the role.",
  remediation:
    "Name principals of the stack's accounts, or bind the statement with aws:PrincipalOrgPaths to OUs of the jurisdiction.",
  severity: "critical",
  family: "sharing",
  scope: "graph",
  types: resourcePolicyTypes,
  controls: accessControls,
  reads: ["policy", "assumeRolePolicy", "principal"],
  check: checkForeign,
};

function checkForeign(resource: GraphResource, { index, model }: GraphContext): Result[] {
  const matter = {
    classification: classificationOf(resource, index),
    mechanism: "principal",
    model,
  } as const;
  const home = placeOf(resource, model);
  const accounts = [...model.accounts.keys()].join(", ");
  const fix = `name accounts of the stack (${accounts}) or bind it with aws:PrincipalOrgPaths to OUs of ${model.jurisdiction}`;
  const setting = { model, home };
  const worstOf = remembered((places: Bound["places"]) => {
    const judged = places.map((to) => (to === undefined ? notKnown : judge({ from: home, to }, matter)));
    return (
      judged.find(({ verdict }) => verdict === "deny") ??
      judged.find(({ verdict }) => verdict === "undecided")
    );
  });
  return overStatements(resourcePolicies(resource), (statement, document, path) =>
    exposuresOf(statement, document, setting).flatMap((exposure): Result[] => {
      const { who, verdict, reason } = judgeExposure(exposure, worstOf);
      if (verdict === "allow") return [];
      const top = path.split(/[.[]/, 1)[0] ?? path;
      const isSecret = resource.secretProps?.includes(top) === true;
      const what = `lets in ${isSecret ? hidden : who} in ${statement.label} of its ${path}`;
      const told = isSecret
        ? what
        : `${what}${reason === "" ? ", which is not known before the deploy" : `: ${reason.replace(/\.$/, "")}`}`;
      return [verdict === "deny" ? fail(path, told, fix) : undecided(path, told, fix)];
    }),
  );
}

interface Judged {
  who: string;
  verdict: "allow" | "deny" | "undecided";
  /** Empty when the value is not known yet. */
  reason: string;
}

type Answer = Omit<Judged, "who">;

const notKnown: Answer = { verdict: "undecided", reason: "" };

/** Asks once for each key: the same bounds hold for many principals and statements. */
function remembered<Key extends object, Value>(ask: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, ask(key));
    return known.get(key) as Value;
  };
}

/** All bounds of an exposure hold at once, so the best is true of it; a bound is as good as the worst of its places. */
function judgeExposure(exposure: Exposure, worstOf: (places: Bound["places"]) => Answer | undefined): Judged {
  let best: Judged | undefined;
  for (const { who, places } of exposure) {
    const worst = worstOf(places);
    if (worst === undefined) return { who, verdict: "allow", reason: "" };
    if (best === undefined || (best.verdict === "deny" && worst.verdict === "undecided"))
      best = { who, ...worst };
  }
  return best ?? { who: "somebody", ...notKnown };
}

const shr02: ResourceRule = {
  id: "SHR-02",
  name: "shr-02-no-wildcard-principal",
  title: "No resource policy is open to everybody",
  rationale: "A principal of * without a binding condition is the public.",
  remediation:
    "Name the principals, or bind the statement with aws:PrincipalOrgID, aws:PrincipalOrgPaths or aws:SourceVpce.",
  severity: "critical",
  family: "sharing",
  scope: "resource",
  types: resourcePolicyTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
  ],
  reads: ["policy", "assumeRolePolicy", "principal"],
  check: (resource) =>
    overStatements(resourcePolicies(resource), (statement, document, path) => {
      const open = statement.notPrincipal || statement.principals.some(({ kind }) => kind === "any");
      if (statement.effect !== "Allow" || !open) return [];
      const who = statement.notPrincipal ? "everybody but its NotPrincipal" : 'principal "*"';
      const fix =
        "name the principals or add a condition on aws:PrincipalOrgID, aws:PrincipalOrgPaths or aws:SourceVpce";
      const bound = narrowed(statement, document);
      if (bound === "yes") return [];
      if (bound === "no") return [fail(path, `lets in ${who} in ${statement.label} of its ${path}`, fix)];
      const told = `lets in ${who} in ${statement.label} under conditions that are not known yet`;
      return [undecided(path, told, fix)];
    }),
};

const resourceShare = "aws:ram/resourceShare:ResourceShare";
const retain = "resourceShareConfiguration.retainSharingOnAccountLeaveOrganization";

const shr04: GraphRule = {
  id: "SHR-04",
  name: "shr-04-ram-internal-only",
  title: "RAM shares stay inside the organization and the jurisdiction",
  rationale:
    "An external principal, or an account that has left, keeps what was shared without any of our guardrails.",
  remediation:
    "Set allowExternalPrincipals to false, never retain sharing, and share with accounts or OUs of the jurisdiction.",
  severity: "critical",
  family: "sharing",
  scope: "graph",
  types: [
    resourceShare,
    "aws:ram/principalAssociation:PrincipalAssociation",
    "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive",
  ],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-20" },
    { framework: "GDPR", version: "2016/679", control: "Art. 44" },
  ],
  reads: ["allowExternalPrincipals", retain, "principal", "principals[]"],
  check: (resource, context) =>
    resource.type === resourceShare ? checkShare(resource) : flowResults(resource, context, "SHR-04"),
};

function checkShare(resource: GraphResource): Result[] {
  const [kept] = readPath(resource.props, retain);
  const fix = "set it to false";
  return [
    read(resource, "allowExternalPrincipals").is((value) => value === false, { fix }),
    kept === undefined
      ? pass(retain)
      : ask(resource, { path: retain, value: kept.value }).is((value) => value === false, { fix }),
  ];
}

export const sharingRules = [shr01, shr02, shr04];
