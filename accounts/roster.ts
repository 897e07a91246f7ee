import { namedRole, type RoleHome } from "../components/identity/work-role";
import { bucketName, keyAlias, trailName, type Naming } from "../components/naming/names";
import type { Site } from "./sites";

/** Literal name of an account's trail, by which the archive's policies know it. */
export function auditTrailName(naming: Naming): string {
  return trailName(naming, { domain: "platform", purpose: "audit" });
}

/** Literal names of the archive's parts in the security account, for those who write to it. */
export function archiveNames({ scope: { name }, home }: Pick<Site, "scope" | "home">) {
  const bucket = (purpose: string) => bucketName(home, { domain: name, purpose });
  return {
    bucketName: bucket("audit"),
    historyBucketName: bucket("history"),
    keyAlias: keyAlias(home.naming, { domain: "platform", purpose: "audit" }),
  };
}

/** Literal name and ARN of the role of an account's recorder. */
export const recorderRole = (home: RoleHome) => namedRole(home, "platform", "recorder");

/** Alias of the key that encrypts an account's catalog; the same in every account of a stack. */
export function catalogKeyAlias(naming: Naming): string {
  return keyAlias(naming, { domain: "platform", purpose: "catalog" });
}
