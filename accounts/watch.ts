import type { AuditArchive } from "../components/security/audit-archive";
import { AuditTrail } from "../components/security/audit-trail";
import { ConfigRecorder, type OwnArchive } from "../components/security/config-recorder";
import { policyName } from "../components/naming/names";
import { platformTags } from "./facts";
import { archiveNames, auditTrailName, recorderRole } from "./roster";
import type { Site } from "./sites";

/** Data of one account: literal names of its buckets, without those for logs. */
export interface Holding {
  readonly accountId: string;
  readonly buckets: readonly string[];
}

/** Records every account into the archive: its configuration, its calls, and every access to objects of what it holds. */
export function watchSites(
  sites: readonly Site[],
  archive: AuditArchive,
  holdings: readonly Holding[],
): void {
  for (const site of sites) {
    const own = holdings.filter(({ accountId }) => accountId === site.home.accountId);
    watchAccount(
      site,
      archive,
      own.flatMap(({ buckets }) => buckets),
    );
  }
}

function watchAccount(site: Site, archive: AuditArchive, dataBuckets: readonly string[]): void {
  const { scope, platform, home } = site;
  const { keyArn } = archive;
  const tags = platformTags(scope, platform, "audit");
  new AuditTrail(
    `${scope.name}-trail`,
    {
      home,
      archive: { bucketName: archive.bucketName, keyArn },
      trailName: auditTrailName(home.naming),
      dataBuckets,
      tags,
    },
    scope.opts,
  );
  new ConfigRecorder(
    `${scope.name}-recorder`,
    {
      home,
      archive: { bucketName: archive.historyBucketName, keyArn },
      own: scope.role === "security" ? ownArchive(site) : undefined,
      roleName: recorderRole(home).name,
      days: platform.retention.auditDays,
      tags,
    },
    scope.opts,
  );
}

function ownArchive(site: Site): OwnArchive {
  return {
    bucketName: archiveNames(site).historyBucketName,
    boundaryName: policyName(site.home.naming, { domain: "platform", purpose: "recorder" }),
  };
}
