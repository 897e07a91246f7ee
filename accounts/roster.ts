import { rolePath } from "../components/identity/work-role";
import { arns } from "../components/naming/arns";
import { bucketName, keyAlias, roleName, trailName, type Naming } from "../components/naming/names";
import type { AuditSource } from "../components/security/audit-archive";
import type { AccountScope } from "./scope";

/** A role by its literal name and ARN: known before anything is made, so that policies of other accounts can name it. */
export interface NamedRole {
  readonly name: string;
  readonly arn: string;
}

/** Where a role is. */
export interface RoleHome {
  /** 12 digits. */
  readonly accountId: string;
  readonly naming: Naming;
}

/** The platform's role of that purpose for a domain; `platform` for what serves none. */
export function roleOf({ accountId, naming }: RoleHome, domain: string, purpose: string): NamedRole {
  const name = roleName(naming, { domain, purpose });
  return { name, arn: arns.role(accountId, name, rolePath) };
}

/** The literal identity of an account's trail, which the archive's policies admit. */
export function auditSource(scope: AccountScope): AuditSource {
  const { accountId, placement } = scope;
  return { accountId, trailArn: arns.trail(placement.region, accountId, auditTrailName(scope)) };
}

/** Literal names of the archive's parts in the security account, for those who write to it. */
export function archiveNames({ name, naming, placement: { region } }: AccountScope) {
  const bucket = (purpose: string) => bucketName(naming, { domain: name, purpose, region });
  return {
    bucketName: bucket("audit"),
    historyBucketName: bucket("history"),
    keyAlias: keyAlias(naming, { domain: "platform", purpose: "audit" }),
  };
}

/** Literal name and ARN of the role of an account's recorder. */
export const recorderRole = (scope: AccountScope) => roleOf(scope, "platform", "recorder");

/** Literal name of an account's trail. */
export function auditTrailName(scope: AccountScope): string {
  return trailName(scope.naming, { domain: "platform", purpose: "audit" });
}

/** Alias of the key that encrypts an account's catalog; the same in every account of a stack. */
export function catalogKeyAlias(naming: Naming): string {
  return keyAlias(naming, { domain: "platform", purpose: "catalog" });
}
