import { PermissionsBoundary } from "../components/identity/permissions-boundary";
import { AccessLogBucket } from "../components/lake/access-log-bucket";
import { bucketName, policyName } from "../components/naming/names";
import type { Ground, Home } from "../components/site/home";
import { servicesOf } from "./access";
import type { Platform } from "./config";
import { platformTags } from "./facts";
import type { AccountScope } from "./scope";

/** Lays what every account has before anything is built in it: the permissions boundary and the log bucket. */
export function layFoundation(scope: AccountScope, ground: Ground, platform: Platform): Home {
  const { naming } = ground;
  const boundary = new PermissionsBoundary(
    `${scope.name}-boundary`,
    {
      home: ground,
      policyName: policyName(naming, { domain: "platform", purpose: "boundary" }),
      services: servicesOf(scope.role, platform),
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  const logs = new AccessLogBucket(
    `${scope.name}-logs`,
    {
      home: ground,
      bucketName: bucketName(ground, { domain: scope.name, purpose: "logs" }),
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform, "logs"),
    },
    scope.opts,
  );
  return { ...ground, boundaryArn: boundary.arn, logBucket: logs.bucketName };
}
