import type * as pulumi from "@pulumi/pulumi";

import { DomainLake, lakeStore, type DomainLakeArgs, type Zone } from "../components/lake/domain-lake";
import { namesOf, type Store } from "../components/access/stores";
import { tagsFor } from "../components/naming/tags";
import type { Ground } from "../components/site/home";
import { lakeUses, usersOf, type LakeUses } from "./access";
import { domainDays, isOffered, type Platform } from "./config";
import { factsOf } from "./facts";
import { composeProcessor, type ComposedProcessor } from "./processing";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

export type Domain = Platform["domains"][number];

/** What the rest of the platform needs of one domain. All names and ARNs are literal. */
export interface ProducedDomain {
  readonly domain: Domain;
  readonly accountId: string;
  readonly buckets: Record<Zone, string>;
  readonly days: Record<Zone, number>;
  /** Who uses the lake, and where it is: governance's roles take their own side from it. */
  readonly uses: LakeUses;
  readonly store: Store<Zone>;
  readonly processors: readonly ComposedProcessor[];
  /** Must stand before governance registers the buckets or grants to the role. */
  readonly parts: readonly pulumi.Resource[];
}

export interface ProducerNeeds {
  readonly domain: Domain;
  /** Governance's account: it has the catalog, and its roles touch the domain's data. */
  readonly governance: Ground;
  /** Settings of the account's own catalog: the role's grants in governance's catalog have to wait for them. */
  readonly settings: readonly pulumi.Resource[];
}

/** One domain in its producer account: its storage, and what transforms its data. */
export function composeProducer(site: Site, { domain, governance, settings }: ProducerNeeds): ProducedDomain {
  const { scope, platform, home } = site;
  const uses = lakeUses(domain, {
    producer: home,
    governance,
    deployRoleArn: deployRoleArn(governance.accountId, platform),
    optimized: isOffered("AWS::Glue::TableOptimizer", platform),
  });
  const store = lakeStore(home, domain.name);
  const days = {
    ...domainDays(platform.retention, domain.retention),
    results: platform.retention.resultsDays,
  };
  const facts = factsOf(platform, {
    classification: domain.classification,
    domain: domain.name,
    owner: domain.owner,
  });
  const lake = new DomainLake(
    domain.name,
    {
      home,
      facts,
      holdings: { personalData: domain.personalData, obligation: domain.obligation !== undefined },
      days,
      bronzeLock: bronzeLock(domain, days.bronze, platform),
      uses: usersOf(uses),
    },
    scope.opts,
  );
  const tags = tagsFor({ ...facts, layer: "platform", retention: `${days.bronze}d` });
  const processors = domain.processing.map(({ kind }, index) =>
    composeProcessor(site, kind, {
      domain: domain.name,
      use: uses.processing[index]!,
      store,
      governance,
      tags,
    }),
  );
  return {
    domain,
    accountId: home.accountId,
    buckets: namesOf(store),
    days,
    uses,
    store,
    processors,
    parts: [...settings, ...lake.parts, ...processors.flatMap(({ parts }) => parts)],
  };
}

/**
 * Records kept by law are write-once. Personal data among them can still be erased by a privileged role (governance mode);
 * records about nobody cannot be deleted by anyone (compliance mode). Outside prod a day is enough to exercise it.
 */
function bronzeLock(domain: Domain, days: number, { stage }: Platform): DomainLakeArgs["bronzeLock"] {
  if (domain.obligation === undefined) return undefined;
  if (stage !== "prod") return { mode: "GOVERNANCE", days: 1 };
  return { mode: domain.personalData === "none" ? "COMPLIANCE" : "GOVERNANCE", days };
}
