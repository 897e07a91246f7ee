import { parseArn } from "../../components/residency/arn";
import type { Condition, Statement } from "../iam/document";
import { covers } from "../iam/wildcard";
import { coversResource, holdsForRole, speaksOfAction, speaksToRole, touchesResource } from "./match";

/** One right that a role's own policy gives it. */
export interface Right {
  readonly roleArn: string;
  readonly action: string;
  /** ARN or pattern, as the policy has it. */
  readonly resource: string;
  readonly conditions: readonly Condition[];
}

const accountIn = (arn: string) => parseArn(arn)?.account ?? "";

/** Condition keys that say who calls or where from, which a denial of strangers turns on; the rest needs the request itself. */
const aboutCallers: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalisawsservice",
  "aws:principalaccount",
]);

/** A Deny that certainly meets the role: all of its conditions are about who calls, and hold for it. */
function denies(statement: Statement, { roleArn, action, resource }: Right): boolean {
  return (
    statement.effect === "Deny" &&
    speaksOfAction(statement, action) &&
    touchesResource(statement, resource) &&
    statement.conditions.every(({ key }) => aboutCallers.has(key)) &&
    speaksToRole(statement, roleArn)
  );
}

/** Whether the statement names the role, its account or everybody as its principal. */
function namesPrincipal({ principals, notPrincipal }: Statement, roleArn: string): boolean {
  if (notPrincipal) return false;
  const account = accountIn(roleArn);
  return principals.some(
    ({ kind, value }) =>
      kind === "any" ||
      (kind === "aws" && [roleArn, account, `arn:aws:iam::${account}:root`].includes(value)),
  );
}

function allows(statement: Statement, right: Right): boolean {
  return (
    statement.effect === "Allow" &&
    speaksOfAction(statement, right.action) &&
    coversResource(statement, right.resource)
  );
}

/** What the permissions boundary of a role says to a right: why not, or undefined when it admits it. */
export function boundaryRefusal(statements: readonly Statement[], right: Right): string | undefined {
  if (statements.some((statement) => denies(statement, right))) return "the boundary denies it";
  return statements.some((statement) => allows(statement, right))
    ? undefined
    : "the boundary does not have it";
}

/** What a bucket's policy says to a right. In the bucket's own account the role's policy is enough unless it is denied. */
export function bucketRefusal(
  statements: readonly Statement[],
  right: Right,
  bucketAccount: string,
): string | undefined {
  const denial = statements.find((statement) => denies(statement, right));
  if (denial !== undefined) return `the bucket denies it (${denial.label})`;
  const isAllowed = statements.some(
    (statement) =>
      allows(statement, right) &&
      namesPrincipal(statement, right.roleArn) &&
      speaksToRole(statement, right.roleArn),
  );
  return isAllowed || accountIn(right.roleArn) === bucketAccount
    ? undefined
    : "the bucket, of another account, does not allow it";
}

/** How S3 tells KMS which object a key is used for. */
export const objectContext = "kms:encryptioncontext:aws:s3:arn";

/** Whether a statement that asks for values of a condition key takes each that the right is for; one that does not ask takes all. */
function takes(statement: Statement, right: Right, key: string): boolean {
  const valuesIn = (conditions: readonly Condition[]) =>
    conditions.filter((each) => each.key === key).flatMap(({ values }) => values);
  const [theirs, own] = [valuesIn(statement.conditions), valuesIn(right.conditions)];
  return theirs.length === 0 || own.every((each) => theirs.some((pattern) => covers(pattern, each)));
}

/** What a key's policy says to a right: keys of the platform hand nothing over to IAM, so the policy itself has to allow it. */
export function keyRefusal(statements: readonly Statement[], right: Right): string | undefined {
  const isAllowed = statements.some((statement) => {
    if (statement.effect !== "Allow" || !speaksOfAction(statement, right.action)) return false;
    if (!namesPrincipal(statement, right.roleArn) || !speaksToRole(statement, right.roleArn)) return false;
    return takes(statement, right, "kms:viaservice") && takes(statement, right, objectContext);
  });
  return isAllowed ? undefined : "the key does not allow it";
}

/** ARNs of roles that a resource policy lets in by name. */
export function admittedRoles(statements: readonly Statement[]): string[] {
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ principals, conditions }) => [
      ...principals
        .filter(({ kind, value }) => kind === "aws" && value.includes(":role/"))
        .map(({ value }) => value),
      ...conditions
        .filter((condition) => holdsForRole(condition, "") !== undefined && !/not/i.test(condition.operator))
        .flatMap(({ values }) => values),
    ]);
}
