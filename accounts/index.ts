/** The program of one stack. A platform in phases: open the accounts, plan who reads what, lay, build, connect, watch. */
import { setImmediate as turn } from "node:timers/promises";

import { layCatalogs } from "./catalog";
import { declaredGaps, loadStack, type Platform } from "./config";
import { readersOf } from "./config/readers";
import { stackContracts } from "./contracts";
import { composeGovernance } from "./governance";
import { shareOf } from "./ledger";
import { composerOf } from "./ml";
import { composeOrganization } from "./organization";
import { composeProducer, type ProducedDomain } from "./producer";
import { composeSecurity } from "./security";
import { connectShares, readableCatalog, type Edge } from "./sharing";
import { findSite, openSites } from "./sites";
import { watchSites } from "./watch";

/**
 * Between the parts it waits a turn, in which the engine takes what was declared: nothing then has to be kept until the end, and the
 * real engine begins while the program goes on.
 */
async function composePlatform(platform: Platform) {
  const contracts = stackContracts(platform);
  // Open: every account with its provider and foundation.
  const sites = openSites(platform);
  const owner = findSite(sites, { role: "governance" });

  // Plan access: pure, from config and contracts.
  const shares = readersOf(platform).map((reader) => shareOf(reader, contracts, owner.home.naming));

  // Lay: what everything else stands on.
  const archive = composeSecurity(findSite(sites, { role: "security" }));
  const catalogs = layCatalogs(sites);
  await turn();

  // Build: domains, the catalog of their products, and those who read them.
  const produced: ProducedDomain[] = [];
  for (const domain of platform.domains) {
    const site = findSite(sites, { name: domain.account });
    const settings = catalogs.get(site.home.accountId) ?? [];
    produced.push(composeProducer(site, { domain, governance: owner.home, settings }));
    await turn();
  }
  const governance = composeGovernance(owner, { produced, contracts, shares });
  await turn();
  const edges: Edge[] = [];
  for (const share of shares) {
    const site = findSite(sites, { name: share.reader.account });
    const needs = { reader: share.reader, catalog: readableCatalog(share, owner.home) };
    edges.push({ share, reader: composerOf(share.reader)(site, needs) });
    await turn();
  }
  const readers = edges.map(({ reader }) => reader);

  // Connect: governance grants, the readers' accounts link.
  connectShares(edges, governance, catalogs);

  // Watch: who called what, in every account.
  watchSites(sites, archive, [
    ...produced.map(({ accountId, buckets }) => ({ accountId, buckets: Object.values(buckets) })),
    ...readers.map(({ site, dataBuckets }) => ({ accountId: site.home.accountId, buckets: dataBuckets })),
  ]);

  return {
    /** Literal names and ARNs by domain: where its data is and who transforms it. */
    domains: Object.fromEntries(
      produced.map(({ domain, buckets, processors }) => [
        domain.name,
        { buckets, processorRoleArns: processors.map(({ roleArn }) => roleArn) },
      ]),
    ),
    /** ARN of the role that queries, by reader. */
    readerRoles: Object.fromEntries(readers.map(({ reader, roleArn }) => [reader.name, roleArn])),
    auditArchive: archive.bucketName,
    /** What is left out because the home region lacks it. */
    gaps: declaredGaps(platform),
  };
}

const settings = loadStack();
export = () => (settings.kind === "organization" ? composeOrganization(settings) : composePlatform(settings));
