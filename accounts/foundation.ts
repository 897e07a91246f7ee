import { PermissionsBoundary } from "../components/identity/permissions-boundary";
import { AccessLogBucket } from "../components/lake/access-log-bucket";
import { bucketName, policyName } from "../components/naming/names";
import { servicesOf } from "./access";
import type { Platform } from "./config";
import { homeOf, platformTags } from "./facts";
import type { AccountScope } from "./scope";

/** What every account has before anything is built in it. */
export interface Foundation {
  /** ARN of the boundary that every working role of the account carries. */
  readonly boundaryArn: PermissionsBoundary["arn"];
  /** Bucket that takes the access logs and inventories of the account's other buckets. */
  readonly logBucket: AccessLogBucket["bucketName"];
}

/** The permissions boundary and the log bucket of one account. */
export function layFoundation(scope: AccountScope, platform: Platform): Foundation {
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
