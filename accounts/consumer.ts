import type * as pulumi from "@pulumi/pulumi";

import { namesOf } from "../components/access/stores";
import { tagsFor } from "../components/naming/tags";
import {
  AnalyticsWorkspace,
  analystRole,
  workspaceStore,
  type AnalyticsWorkspaceArgs,
} from "../components/warehouse/analytics-workspace";
import type { Platform } from "./config";
import { factsOf } from "./facts";
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
  readonly site: Site;
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
export function composeConsumer(site: Site, { reader, catalog, stores }: ReaderNeeds): ComposedReader {
  const { scope, platform, home } = site;
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
      facts,
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
    site,
    tags: tagsFor({ ...facts, layer: "platform", retention: `${platform.retention.goldDays}d` }),
    roleArn: analystRole(home, reader.name).arn,
    dataBuckets: Object.values(namesOf(workspaceStore(home, reader.name))),
    parts: workspace.roleParts,
  };
}
