import { AuditArchive } from "../components/security/audit-archive";
import type { Platform } from "./config";
import { homeOf, platformTags } from "./facts";
import { archiveNames, auditSource, recorderRole, type Foundation, type Site } from "./foundation";
import type { AccountScope } from "./scope";

/** The security account's archive, open to the trails and recorders of `sites` and to nobody else. */
export function composeSecurity(
  scope: AccountScope,
  platform: Platform,
  foundation: Foundation,
  sites: readonly Site[],
): AuditArchive {
  return new AuditArchive(
    `${scope.name}-archive`,
    {
      home: homeOf(scope, platform),
      ...archiveNames(scope),
      recorderRoleArn: recorderRole(scope).arn,
      logBucket: foundation.logBucket,
      days: platform.retention.auditDays,
      sources: sites.map(({ scope: source }) => auditSource(source)),
      tags: platformTags(scope, platform, "audit"),
    },
    scope.opts,
  );
}
