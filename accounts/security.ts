import { AuditArchive } from "../components/security/audit-archive";
import { platformTags } from "./facts";
import { archiveNames, auditSource, recorderRole } from "./roster";
import type { Site } from "./sites";

/** The security account's archive, open to the trails and recorders of `sites` and to nobody else. */
export function composeSecurity(site: Site, sites: readonly Site[]): AuditArchive {
  const { scope, platform, home } = site;
  return new AuditArchive(
    `${scope.name}-archive`,
    {
      home,
      ...archiveNames(site),
      recorderRoleArn: recorderRole(home).arn,
      days: platform.retention.auditDays,
      sources: sites.map((source) => auditSource(source.home)),
      tags: platformTags(scope, platform, "audit"),
    },
    scope.opts,
  );
}
