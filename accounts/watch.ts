import type { AuditArchive } from "../components/security/audit-archive";
import { AuditTrail } from "../components/security/audit-trail";
import { ConfigRecorder, type OwnArchive } from "../components/security/config-recorder";
import { policyName } from "../components/naming/names";
import { platformTags } from "./facts";
import { archiveNames, auditTrailName, recorderRole } from "./roster";
import type { AccountScope } from "./scope";
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
    const own = holdings.filter(({ accountId }) => accountId === site.scope.accountId);
    watchAccount(
      site,
      archive,
      own.flatMap(({ buckets }) => buckets),
    );
  }
}

function watchAccount(
  { scope, platform }: Site,
  archive: AuditArchive,
  dataBuckets: readonly string[],
): void {
  const { placement } = scope;
  const { keyArn } = archive;
  const tags = platformTags(scope, platform, "audit");
  new AuditTrail(
    `${scope.name}-trail`,
    {
      placement,
      archive: { bucketName: archive.bucketName, keyArn },
      trailName: auditTrailName(scope),
      dataBuckets,
      keep: platform.stage === "prod",
      tags,
    },
    scope.opts,
  );
  new ConfigRecorder(
    `${scope.name}-recorder`,
    {
      placement,
      accountId: scope.accountId,
      archive: { bucketName: archive.historyBucketName, keyArn },
      own: scope.role === "security" ? ownArchive(scope) : undefined,
      roleName: recorderRole(scope).name,
      days: platform.retention.auditDays,
      tags,
    },
    scope.opts,
  );
}

function ownArchive(scope: AccountScope): OwnArchive {
  const { historyBucketName, keyAlias: alias } = archiveNames(scope);
  return {
    bucketName: historyBucketName,
    keyAlias: alias,
    boundaryName: policyName(scope.naming, { domain: "platform", purpose: "recorder" }),
  };
}
