import { parseClassification } from "../../components/facts/classification";
import { broadManagedPolicies } from "../data/broad-policies";
import { fail, pass, show, undecided, type Result } from "../finding";
import { readOne } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { bindsTo } from "../iam/condition";
import type { Condition, Statement } from "../iam/document";
import { overStatements, resourcePolicies } from "../iam/held";
import { ask, read } from "../known";
import type { ResourceRule } from "../rule";

const role = "aws:iam/role:Role";
const key = "aws:iam/accessKey:AccessKey";

const iam02: ResourceRule = {
  id: "IAM-02",
  name: "iam-02-no-iam-users",
  title: "People and programs have no IAM user of their own",
  rationale:
    "People sign in through Identity Center, which asks for a second factor; programs assume roles. A user's password or key works from anywhere until somebody notices.",
  remediation:
    "Give people a permission set and programs a role; delete keys that are still in use after switching them off.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: [
    "aws:iam/user:User",
    "aws:iam/userLoginProfile:UserLoginProfile",
    key,
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/signingCertificate:SigningCertificate",
    "aws:iam/sshKey:SshKey",
  ],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(d)" },
    { framework: "NIST 800-53", version: "r5", control: "IA-2(1)" },
  ],
  reads: ["status"],
  check: (resource) => {
    const fix = "use a role or a permission set of Identity Center";
    const { status } = resource.props;
    // A credential that is switched off is on its way out.
    if (resource.type !== "aws:iam/user:User" && status === "Inactive") return [pass("status")];
    return status === UNKNOWN
      ? [undecided("status", "is a credential whose status is not known before the deploy", fix)]
      : [fail(undefined, `is ${kindOf(resource)}`, fix)];
  },
};

const kindOf = ({ type }: GraphResource) =>
  type === "aws:iam/user:User" ? "an IAM user" : "a credential of an IAM user that is in use";

/** Seconds: four hours for a role that reaches restricted data, AWS's own limit of twelve for others. */
const longestSession = { restricted: 4 * 3600, other: 12 * 3600 };

const iam03: ResourceRule = {
  id: "IAM-03",
  name: "iam-03-bounded-role",
  title: "Every role has a permissions boundary, a path and a short session",
  rationale:
    "The boundary holds whatever a role's own policy says later, the path lets policies elsewhere speak of our roles, and a stolen session ends. (IAM-06, sessions of at most four hours for restricted data, is part of this rule.)",
  remediation:
    "Make roles with the WorkRole component: it sets boundary and path, and sessions of one to four hours.",
  severity: "medium",
  family: "security",
  scope: "resource",
  types: [role],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "NIST 800-53", version: "r5", control: "AC-12" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(2)(iii)" },
  ],
  reads: ["permissionsBoundary", "path", "maxSessionDuration"],
  check: (resource) => [checkBoundary(resource), checkPath(resource), checkSession(resource)],
};

function checkBoundary(resource: GraphResource): Result {
  const path = "permissionsBoundary";
  const value = resource.props[path];
  const fix = "give it the boundary of its account";
  if (value === undefined || value === "") return fail(path, "has no permissions boundary", fix);
  // A policy that is being made is there, whatever its ARN will be. One of AWS that allows everything bounds nothing.
  const [, name = ""] =
    typeof value === "string" ? (/^arn:aws:iam::aws:policy\/(.+)$/.exec(value) ?? []) : [];
  return broadManagedPolicies.has(name)
    ? fail(path, `is bounded by ${show(resource, path, value)}, which bounds nothing`, fix)
    : pass(path);
}

function checkPath(resource: GraphResource): Result {
  const value = resource.props["path"];
  return read(resource, "path").is((path) => typeof path === "string" && /^\/.+\/$/.test(path), {
    has: "has a path",
    what: `has path ${show(resource, "path", value ?? "/")}`,
    fix: "put it under the platform's path",
  });
}

function checkSession(resource: GraphResource): Result {
  const path = "maxSessionDuration";
  const tag = readOne(resource.props["tags"], "dp:classification");
  const restricted = typeof tag !== "string" || (parseClassification(tag) ?? "restricted") === "restricted";
  const limit = restricted ? longestSession.restricted : longestSession.other;
  const value = resource.props[path] ?? 3600;
  return ask(resource, { path, value }).is((seconds) => Number(seconds) <= limit, {
    has: `has a ${path}`,
    what: `has ${path} ${show(resource, path, value)}`,
    fix: `set it to at most ${limit}`,
  });
}

const iam04: ResourceRule = {
  id: "IAM-04",
  name: "iam-04-federated-trust",
  title: "A role trusts an identity provider only for a named audience and subject",
  rationale:
    "An identity provider signs for everybody it knows: without audience and subject any repository, app or user of it can assume the role. Which accounts and organizations a trust may name is SHR-01's question.",
  remediation:
    "Add conditions on the provider's aud and sub (for SAML on SAML:aud) with StringEquals or StringLike.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: [role],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "NIST 800-53", version: "r5", control: "IA-8" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
  ],
  reads: ["assumeRolePolicy"],
  check: (resource) =>
    overStatements(resourcePolicies(resource), (statement, _, path) => {
      if (statement.effect !== "Allow") return [];
      return statement.principals.flatMap(({ kind, value }) =>
        kind === "federated" ? checkProvider(value, statement, path) : [],
      );
    }),
};

function checkProvider(provider: string, statement: Statement, path: string): Result[] {
  const where = `in ${statement.label} of its ${path}`;
  if (provider === UNKNOWN)
    return [undecided(path, `trusts a provider that is not known before the deploy ${where}`, "name it")];
  const host = /:oidc-provider\/([^]+)/.exec(provider)?.[1] ?? provider;
  const saml = /:saml-provider\//.test(provider);
  // Cognito's identities have random subjects; it says in `amr` whether they signed in.
  const subject = host.startsWith("cognito-identity.") ? ["sub", "amr"] : ["sub"];
  const needed = saml ? [["saml:aud"]] : [[`${host}:aud`], subject.map((each) => `${host}:${each}`)];
  return needed.flatMap((keys) => {
    const answer = boundBy(keys, statement.conditions);
    const fix = `add a condition with StringEquals on ${keys.join(" or ")}`;
    if (answer === "yes") return [];
    if (answer === "not known")
      return [undecided(path, `trusts "${provider}" under conditions that are not known yet ${where}`, fix)];
    return [fail(path, `trusts "${provider}" for any ${keys.join(" or ")} ${where}`, fix)];
  });
}

function boundBy(keys: readonly string[], conditions: readonly Condition[]): "yes" | "no" | "not known" {
  const lower = keys.map((each) => each.toLowerCase());
  if (conditions.some((each) => each.key === UNKNOWN)) return "not known";
  const found = conditions.filter((each) => lower.includes(each.key) && bindsTo(each, conditions));
  if (found.some(({ values }) => values.every((value) => !/^(?:[^:/]*[:/])?\*/.test(value)))) {
    return found.some(({ values }) => values.includes(UNKNOWN)) ? "not known" : "yes";
  }
  return "no";
}

export const roleRules = [iam02, iam03, iam04];
