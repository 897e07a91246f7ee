import { AuditArchive } from "../components/security/audit-archive";
import { platformTags } from "./facts";
import { archiveNames, auditSource, recorderRole } from "./roster";
import type { Site } from "./sites";

/** The security account's archive, open to the trails and recorders of `sites` and to nobody else. */
export function composeSecurity(
  { scope, platform, foundation, home }: Site,
  sites: readonly Site[],
): AuditArchive {
  return new AuditArchive(
    `${scope.name}-archive`,
    {
      home,
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
