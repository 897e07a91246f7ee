import { arns } from "../naming/arns";
import { parseArn } from "../residency/arn";

/** One statement of an IAM policy document, in AWS's own spelling. `Sid` is required, so that a reviewer can name it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?:
    "*" | { readonly AWS?: string | readonly string[]; readonly Service?: string | readonly string[] };
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: PolicyConditions;
}

/** Operator → condition key → allowed value or values. */
export type PolicyConditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** The JSON text of a policy document, version 2012-10-17. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export interface RoleGrant {
  /** Statement id; the granted account's id is appended to it. */
  sid: string;
  /** Literal ARNs of the roles, with their path. May lie in several accounts; none gives no statement. */
  roleArns: readonly string[];
  actions: readonly string[];
  resources: string | readonly string[];
  /** Further conditions; they are added to the one on `aws:PrincipalArn`. */
  conditions?: PolicyConditions;
}

/**
 * Allow statements of a resource policy for named roles, one per account.
 *
 * AWS refuses a resource policy that names a role as principal before the role exists, which would tie accounts together in
 * a cycle. Naming the account and holding the role by `aws:PrincipalArn` allows the same callers in any order.
 */
export function allowRoles(grant: RoleGrant): PolicyStatement[] {
  const byAccount = new Map<string, string[]>();
  for (const roleArn of grant.roleArns) {
    const account = roleAccount(roleArn);
    byAccount.set(account, [...(byAccount.get(account) ?? []), roleArn]);
  }
  return [...byAccount].map(([account, roleArns]) => ({
    Sid: `${grant.sid}${account}`,
    Effect: "Allow",
    Principal: { AWS: arns.root(account) },
    Action: grant.actions,
    Resource: grant.resources,
    Condition: { ...grant.conditions, ArnEquals: { "aws:PrincipalArn": roleArns } },
  }));
}

function roleAccount(roleArn: string): string {
  const { account = "", resource = "" } = parseArn(roleArn) ?? {};
  if (!roleArn.startsWith("arn:aws:iam::") || !/^\d{12}$/.test(account) || !/^role\/./.test(resource)) {
    throw new Error(
      `Role grant: "${roleArn}" is not a role ARN; use arn:aws:iam::<12 digits>:role/<path and name>.`,
    );
  }
  return account;
}
