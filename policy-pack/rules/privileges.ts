import { attachedArns, broadManagedPolicies, guardedServices } from "../data/broad-policies";
import { identityDocuments } from "../data/policy-documents";
import { tokenOf } from "../data/tokens";
import { fail, pass, show, undecided, type Result } from "../finding";
import { readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Statement } from "../iam/document";
import { identityPolicies, overStatements } from "../iam/held";
import { identitiesOf } from "../iam/identity-index";
import { covers } from "../iam/wildcard";
import type { GraphRule } from "../rule";

const arnPaths: ReadonlyMap<string, string> = new Map(
  Object.entries(attachedArns).map(([short, path]) => [tokenOf(short), path]),
);

const iam01: GraphRule = {
  id: "IAM-01",
  name: "iam-01-no-admin-star",
  title: "Nobody may do everything, to everything, or as anybody",
  rationale:
    "A role that may do all of a guarded service on every resource, or pass any role on, is an administrator whatever it is called; whoever takes it over has the data. (IAM-05, wildcard PassRole, is part of this rule. A permissions boundary allows nothing by itself and is not judged.)",
  remediation: "Name the actions and the resources; for iam:PassRole name the roles by their ARNs.",
  severity: "critical",
  family: "security",
  scope: "graph",
  types: [...new Set([...identityDocuments.keys(), ...arnPaths.keys()])],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(4)(ii)(A)" },
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
  ],
  reads: ["policy", "policyArn", "managedPolicyArns[]"],
  check: (resource, { index }) => {
    if (identitiesOf(index).boundaries.has(resource.urn)) return [];
    return [
      ...overStatements(identityPolicies(resource), (statement, _, path) => checkStatement(statement, path)),
      ...checkAttached(resource),
    ];
  },
};

const nameThem = "name the actions and the resources";

function checkStatement(statement: Statement, path: string): Result[] {
  if (statement.effect !== "Allow") return [];
  const where = `in ${statement.label} of its ${path}`;
  const everything = reachesEverything(statement);
  if (statement.actions.includes(UNKNOWN) || statement.resources.includes(UNKNOWN))
    return [undecided(path, `allows what is not known before the deploy ${where}`, nameThem)];
  if (everything && may(statement, "*"))
    return [fail(path, `allows every action on every resource ${where}`, nameThem)];
  const services = everything ? guardedServices.filter((service) => may(statement, `${service}:*`)) : [];
  const anyRole =
    everything || statement.resources.some((each) => /^arn:[^:]*:iam::[^:]*:(?:role\/)?\*$/.test(each));
  return [
    ...services.map((service) => fail(path, `allows ${service}:* on every resource ${where}`, nameThem)),
    ...(anyRole && may(statement, "iam:passrole")
      ? [fail(path, `allows iam:PassRole on every role ${where}`, "name the roles by their ARNs")]
      : []),
  ];
}

/** True when the statement allows every action that `action` stands for; NotAction allows all but a few. */
const may = ({ actions, notActions }: Statement, action: string) =>
  notActions.length > 0
    ? !notActions.some((each) => covers(each.toLowerCase(), action))
    : actions.some((each) => covers(each.toLowerCase(), action));

const reachesEverything = ({ resources, notResources }: Statement) =>
  notResources.length > 0 ||
  resources.some((resource) => /^(?:\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*)$/.test(resource));

function checkAttached(resource: GraphResource): Result[] {
  const pattern = arnPaths.get(resource.type);
  if (pattern === undefined) return [];
  return readPath(resource.props, pattern).map(({ path, value }) => {
    const fix = "attach a policy that names actions and resources";
    // An ARN that is being made is a policy of the stack, which is judged itself.
    const [, name = ""] = /^arn:aws:iam::aws:policy\/(.+)$/.exec(String(value)) ?? [];
    return broadManagedPolicies.has(name)
      ? fail(
          path,
          `attaches ${show(resource, path, value)}, which allows everything of a guarded service`,
          fix,
        )
      : pass(path);
  });
}

export const privilegeRules = [iam01];
