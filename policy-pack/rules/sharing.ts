import { policyDocuments } from "../data/policy-documents";
import { judge, placeOf } from "../flows";
import { classificationOf } from "../graph/graph-index";
import { readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { parseDocument, type Statement } from "../iam/document";
import { exposuresOf, isNarrowed } from "../iam/exposure";
import {
  fail,
  hidden,
  pass,
  show,
  undecided,
  type GraphContext,
  type GraphRule,
  type ResourceRule,
  type Result,
} from "../rule";
import * as fixtures from "./fixtures/sharing";
import { flowResults } from "./transfers";

const accessControls = [
  { framework: "GDPR", version: "2016/679", control: "Art. 32" },
  { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(4)(ii)(A)" },
  { framework: "NIST 800-53", version: "r5", control: "AC-3" },
  { framework: "NIST 800-53", version: "r5", control: "AC-4(21)" },
];

/** Judges each statement of a resource's policy document; a document that cannot be read is never a pass. */
function overStatements(resource: GraphResource, judgeOne: (statement: Statement) => Result[]): Result[] {
  const path = policyDocuments.get(resource.type);
  const [reading] = path === undefined ? [] : readPath(resource.props, path);
  if (path === undefined || reading === undefined) return [];
  const document = parseDocument(reading.value);
  const fix = "build it from literal names and ARNs, so that it can be judged before the deploy";
  if (document.kind === "unknown")
    return [undecided(path, `has a ${path} that is not known before the deploy`, fix)];
  if (document.kind === "unparsable") {
    return [fail(path, `has a ${path} that ${document.reason}`, "give an IAM policy document as JSON")];
  }
  return [pass(path), ...document.statements.flatMap(judgeOne)];
}

const shr01: GraphRule = {
  id: "SHR-01",
  name: "shr-01-policy-doc-foreign-principal",
  title: "Resource policies let in only principals of the jurisdiction",
  rationale:
    "Whoever a resource policy lets in can take the data where they are, whatever the region of the resource.",
  remediation:
    "Name principals of the stack's accounts, or bind the statement with aws:PrincipalOrgPaths to OUs of the jurisdiction.",
  severity: "critical",
  family: "sharing",
  scope: "graph",
  types: [...policyDocuments.keys()],
  controls: accessControls,
  reads: ["policy"],
  fixtures: fixtures.foreignPrincipal,
  check: checkForeign,
};

function checkForeign(resource: GraphResource, { index, model }: GraphContext): Result[] {
  const path = policyDocuments.get(resource.type);
  const matter = {
    classification: classificationOf(resource, index),
    mechanism: "principal",
    model,
  } as const;
  const from = placeOf(resource, model);
  const fix = `name accounts of the stack (${[...model.accounts.keys()].join(", ")}) or bind it with aws:PrincipalOrgPaths to OUs of ${model.jurisdiction}`;
  return overStatements(resource, (statement) =>
    exposuresOf(statement, model).flatMap(({ who, where }): Result[] => {
      const isSecret = path !== undefined && resource.secretProps?.includes(path) === true;
      const what = `lets in ${isSecret ? hidden : who} in ${statement.label} of its ${path}`;
      if (where === undefined) return [undecided(path, `${what}, which is not known before the deploy`, fix)];
      const { verdict, reason } = judge({ from, to: where }, matter);
      if (verdict === "allow") return [];
      const told = isSecret ? what : `${what}: ${reason.replace(/\.$/, "")}`;
      return [verdict === "deny" ? fail(path, told, fix) : undecided(path, told, fix)];
    }),
  );
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
  types: [...policyDocuments.keys()],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
  ],
  reads: ["policy"],
  fixtures: fixtures.wildcardPrincipal,
  check: (resource) =>
    overStatements(resource, (statement) => {
      const open = statement.notPrincipal || statement.principals.some(({ kind }) => kind === "any");
      if (statement.effect !== "Allow" || !open || isNarrowed(statement)) return [];
      const path = policyDocuments.get(resource.type);
      const who = statement.notPrincipal ? "everybody but its NotPrincipal" : 'principal "*"';
      const fix =
        "name the principals or add a condition on aws:PrincipalOrgID, aws:PrincipalOrgPaths or aws:SourceVpce";
      if (statement.conditions.some(({ key }) => key === UNKNOWN)) {
        return [
          undecided(
            path,
            `lets in ${who} in ${statement.label} under conditions that are not known yet`,
            fix,
          ),
        ];
      }
      return [fail(path, `lets in ${who} in ${statement.label} of its ${path}`, fix)];
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
  fixtures: fixtures.ramShare,
  check: (resource, context) =>
    resource.type === resourceShare ? checkShare(resource) : flowResults(resource, context, "SHR-04"),
};

function checkShare(resource: GraphResource): Result[] {
  const external = resource.props["allowExternalPrincipals"];
  const [kept] = readPath(resource.props, retain);
  return [
    flag(resource, { path: "allowExternalPrincipals", value: external, good: external === false }),
    flag(resource, { path: retain, value: kept?.value, good: kept === undefined || kept.value === false }),
  ];
}

function flag(
  resource: GraphResource,
  { path, value, good }: { path: string; value: unknown; good: boolean },
): Result {
  if (good) return pass(path);
  if (value === UNKNOWN)
    return undecided(path, `has ${path} that is not known before the deploy`, "set it to false");
  return fail(path, `has ${path} ${show(resource, path, value)}`, "set it to false");
}

export const sharingRules = [shr01, shr02, shr04];
