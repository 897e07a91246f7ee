import type * as pulumi from "@pulumi/pulumi";

import { tagsFor } from "../components/naming/tags";
import {
  AnalyticsWorkspace,
  analystRole,
  workspaceBucketNames,
  type AnalyticsWorkspaceArgs,
} from "../components/warehouse/analytics-workspace";
import type { Platform } from "./config";
import { factsOf } from "./facts";
import type { AccountScope } from "./scope";
import type { Site } from "./sites";

/** Who reads data products: a configured consumer, or the machine-learning account under the name `ml`. */
export type Reader = Platform["consumers"][number];

/** A reader, what of the catalog it may look at, and further storage of its own. */
export interface ReaderNeeds extends Pick<AnalyticsWorkspaceArgs, "catalog" | "stores"> {
  readonly reader: Reader;
}

/** What the sharing edges need of a reader. */
export interface ComposedReader {
  readonly reader: Reader;
  readonly scope: AccountScope;
  /** Literal ARN of the role that queries. */
  readonly roleArn: string;
  /** Tags of what stands for the data that is read: as classified as the reader may read. */
  readonly tags: Record<string, string>;
  /** Literal names of the account's buckets that hold data. */
  readonly dataBuckets: readonly string[];
  /** Must stand before anything is granted to the role. */
  readonly parts: readonly pulumi.Resource[];
}

/** One reader in its account: a workspace over the products that `catalog` names. */
export function composeConsumer(
  { scope, platform, foundation, home }: Site,
  { reader, catalog, stores }: ReaderNeeds,
): ComposedReader {
  const facts = factsOf(platform, {
    classification: reader.clearance,
    domain: reader.name,
    owner: reader.owner,
  });
  // Config has checked that there is exactly one.
  const { scanLimitGiB } = reader.engines.find(({ kind }) => kind === "athena")!;
  const workspace = new AnalyticsWorkspace(
    reader.name,
    {
      home,
      naming: scope.naming,
      facts,
      boundaryArn: foundation.boundaryArn,
      logBucket: foundation.logBucket,
      catalog,
      stores,
      scanLimitGiB,
      // Reports are evidence of what was reported: kept as long as the audit trail.
      days: { results: platform.retention.resultsDays, reports: platform.retention.auditDays },
    },
    scope.opts,
  );
  return {
    reader,
    scope,
    tags: tagsFor({ ...facts, layer: "platform", retention: `${platform.retention.goldDays}d` }),
    roleArn: analystRole(scope.naming, reader.name, scope.accountId).arn,
    dataBuckets: Object.values(workspaceBucketNames(scope.naming, reader.name, scope.placement.region)),
    parts: workspace.roleParts,
  };
}
