import { namedRole, type RoleHome } from "../components/identity/work-role";
import { arns } from "../components/naming/arns";
import { bucketName, keyAlias, trailName, type Naming } from "../components/naming/names";
import type { AuditSource } from "../components/security/audit-archive";
import type { Ground } from "../components/site/home";
import type { Site } from "./sites";

/** Literal name of an account's trail. */
export function auditTrailName(naming: Naming): string {
  return trailName(naming, { domain: "platform", purpose: "audit" });
}

/** The literal identity of an account's trail, which the archive's policies admit. */
export function auditSource({ accountId, naming, placement }: Ground): AuditSource {
  return { accountId, trailArn: arns.trail(placement.region, accountId, auditTrailName(naming)) };
}

/** Literal names of the archive's parts in the security account, for those who write to it. */
export function archiveNames({ scope: { name }, home: { naming, placement } }: Pick<Site, "scope" | "home">) {
  const bucket = (purpose: string) => bucketName(naming, { domain: name, purpose, region: placement.region });
  return {
    bucketName: bucket("audit"),
    historyBucketName: bucket("history"),
    keyAlias: keyAlias(naming, { domain: "platform", purpose: "audit" }),
  };
}

/** Literal name and ARN of the role of an account's recorder. */
export const recorderRole = (home: RoleHome) => namedRole(home, "platform", "recorder");

/** Alias of the key that encrypts an account's catalog; the same in every account of a stack. */
export function catalogKeyAlias(naming: Naming): string {
  return keyAlias(naming, { domain: "platform", purpose: "catalog" });
}
