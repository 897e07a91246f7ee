import { PermissionsBoundary } from "../components/identity/permissions-boundary";
import { AccessLogBucket } from "../components/lake/access-log-bucket";
import { arns } from "../components/naming/arns";
import { bucketName, keyAlias, policyName, trailName } from "../components/naming/names";
import type { AuditArchive, AuditSource } from "../components/security/audit-archive";
import { AuditTrail } from "../components/security/audit-trail";
import { ConfigRecorder, type OwnArchive } from "../components/security/config-recorder";
import { servicesOf } from "./access";
import type { Platform } from "./config";
import { homeOf, platformTags } from "./facts";
import { roleOf } from "./roster";
import { openAccount, type AccountScope } from "./scope";

/** What every account has before anything is built in it. */
export interface Foundation {
  /** ARN of the boundary that every working role of the account carries. */
  readonly boundaryArn: PermissionsBoundary["arn"];
  /** Bucket that takes the access logs and inventories of the account's other buckets. */
  readonly logBucket: AccessLogBucket["bucketName"];
}

/** The permissions boundary and the log bucket of one account. */
function layFoundation(scope: AccountScope, platform: Platform): Foundation {
  const { region, replicaRegion } = scope.placement;
  const boundary = new PermissionsBoundary(
    `${scope.name}-boundary`,
    {
      policyName: policyName(scope.naming, { domain: "platform", purpose: "boundary" }),
      services: servicesOf[scope.role],
      regions: replicaRegion === undefined ? [region] : [region, replicaRegion],
      organizationId: platform.organization.id,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  const logs = new AccessLogBucket(
    `${scope.name}-logs`,
    {
      home: homeOf(scope, platform),
      bucketName: bucketName(scope.naming, { domain: scope.name, purpose: "logs", region }),
      sourcePrefix: platform.prefix,
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform, "logs"),
    },
    scope.opts,
  );
  return { boundaryArn: boundary.arn, logBucket: logs.bucketName };
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

/** Data of one account: literal names of its buckets, without those for logs. */
export interface Holding {
  readonly accountId: string;
  readonly buckets: readonly string[];
}

/** Records every account into the archive: its configuration, its calls, and every access to objects of what it holds. */
export function watchSites(
  sites: readonly Site[],
  platform: Platform,
  archive: AuditArchive,
  holdings: readonly Holding[],
): void {
  for (const { scope } of sites) {
    const own = holdings.filter(({ accountId }) => accountId === scope.accountId);
    watchAccount(
      scope,
      platform,
      archive,
      own.flatMap(({ buckets }) => buckets),
    );
  }
}

function watchAccount(
  scope: AccountScope,
  platform: Platform,
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

function auditTrailName(scope: AccountScope): string {
  return trailName(scope.naming, { domain: "platform", purpose: "audit" });
}

/** One account, opened and with its foundation laid. */
export interface Site {
  readonly scope: AccountScope;
  readonly foundation: Foundation;
}

/** Opens every account of the stack. */
export function openSites(platform: Platform): readonly Site[] {
  return platform.accounts.map((account) => {
    const scope = openAccount(account, platform);
    return { scope, foundation: layFoundation(scope, platform) };
  });
}

/** The first site with all the given traits. Config has checked that there is one: the error is for programs that skip it. */
export function findSite(sites: readonly Site[], traits: Partial<Pick<AccountScope, "name" | "role">>): Site {
  const wanted = Object.entries(traits) as [keyof typeof traits, string][];
  const site = sites.find(({ scope }) => wanted.every(([trait, value]) => scope[trait] === value));
  if (site) return site;
  const names = sites.map(({ scope }) => `${scope.name} (${scope.role})`).join(", ");
  throw new Error(`Accounts: none has ${JSON.stringify(traits)}; the stack has ${names}.`);
}
