import type * as pulumi from "@pulumi/pulumi";

import {
  AnalyticsWorkspace,
  analystRole,
  workspaceBucketNames,
  type AnalyticsWorkspaceArgs,
} from "../components/warehouse/analytics-workspace";
import type { Platform } from "./config";
import { factsOf, homeOf } from "./facts";
import type { Foundation } from "./foundation";
import type { AccountScope } from "./scope";

/** Who reads data products: a configured consumer, or the machine-learning account under the name `ml`. */
export type Reader = Platform["consumers"][number];

/** A reader, what of the catalog it may look at, and further storage of its own. */
export interface ReaderNeeds extends Pick<AnalyticsWorkspaceArgs, "catalog" | "storage"> {
  readonly reader: Reader;
}

/** What the sharing edges need of a reader. */
export interface ComposedReader {
  readonly reader: Reader;
  readonly scope: AccountScope;
  /** Literal ARN of the role that queries. */
  readonly roleArn: string;
  /** Literal names of the account's buckets that hold data. */
  readonly dataBuckets: readonly string[];
  /** Must stand before anything is granted to the role. */
  readonly parts: readonly pulumi.Resource[];
}

/** One reader in its account: a workspace over the products that `catalog` names. */
export function composeConsumer(
  scope: AccountScope,
  platform: Platform,
  foundation: Foundation,
  { reader, catalog, storage }: ReaderNeeds,
): ComposedReader {
  const workspace = new AnalyticsWorkspace(
    reader.name,
    {
      home: homeOf(scope, platform),
      naming: scope.naming,
      facts: factsOf(platform, {
        classification: reader.clearance,
        domain: reader.name,
        owner: reader.owner,
      }),
      boundaryArn: foundation.boundaryArn,
      logBucket: foundation.logBucket,
      catalog,
      storage,
      scanLimitGiB: reader.athena.scanLimitGiB,
      // Reports are evidence of what was reported: kept as long as the audit trail.
      days: { results: platform.retention.resultsDays, reports: platform.retention.auditDays },
    },
    scope.opts,
  );
  return {
    reader,
    scope,
    roleArn: analystRole(scope.naming, reader.name, scope.accountId).arn,
    dataBuckets: Object.values(workspaceBucketNames(scope.naming, reader.name, scope.placement.region)),
    parts: workspace.roleParts,
  };
}
