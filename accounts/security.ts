import { AuditArchive } from "../components/security/audit-archive";
import { platformTags } from "./facts";
import { archiveNames, auditTrailName, recorderRole } from "./roster";
import type { Site } from "./sites";

/** The security account's archive, open to the organization's trails and recorders and to nobody else. */
export function composeSecurity(site: Site): AuditArchive {
  const { scope, platform, home } = site;
  return new AuditArchive(
    `${scope.name}-archive`,
    {
      home,
      ...archiveNames(site),
      recorderRoleArn: recorderRole(home).arn,
      days: platform.retention.auditDays,
      trailName: auditTrailName(home.naming),
      tags: platformTags(scope, platform, "audit"),
    },
    scope.opts,
  );
}
