/** The program of one stack, in phases: open the accounts, plan who reads what, lay, build, connect, watch. */
import { layCatalogs } from "./catalog";
import { loadPlatform } from "./config";
import { readersOf } from "./config/readers";
import { stackContracts } from "./contracts";
import { catalogSide, composeGovernance } from "./governance";
import { shareOf } from "./ledger";
import { composerOf } from "./ml";
import { composeProducer } from "./producer";
import { composeSecurity } from "./security";
import { connectShares, readableCatalog } from "./sharing";
import { findSite, openSites } from "./sites";
import { watchSites } from "./watch";

// Open: every account with its provider and foundation.
const platform = loadPlatform();
const contracts = stackContracts(platform);
const sites = openSites(platform);
const owner = findSite(sites, { role: "governance" });

// Plan access: pure, from config and contracts.
const shares = readersOf(platform).map((reader) => shareOf(reader, contracts, owner.scope.naming));

// Lay: what everything else stands on.
const archive = composeSecurity(findSite(sites, { role: "security" }), sites);
const catalogs = layCatalogs(sites);

// Build: domains, the catalog of their products, and those who read them.
const catalog = catalogSide(owner.scope);
const produced = platform.domains.map((domain) => {
  const site = findSite(sites, { name: domain.account });
  return composeProducer(site, { domain, catalog, settings: catalogs.get(site.scope.accountId) ?? [] });
});
const governance = composeGovernance(owner, { produced, contracts, shares });
const edges = shares.map((share) => {
  const site = findSite(sites, { name: share.reader.account });
  const needs = { reader: share.reader, catalog: readableCatalog(share, owner.scope) };
  return { share, reader: composerOf(share.reader)(site, needs) };
});
const readers = edges.map(({ reader }) => reader);

// Connect: governance grants, the readers' accounts link.
connectShares(edges, governance, catalogs);

// Watch: who called what, in every account.
watchSites(sites, archive, [
  ...produced.map(({ accountId, buckets }) => ({ accountId, buckets: Object.values(buckets) })),
  ...readers.map(({ scope, dataBuckets }) => ({ accountId: scope.accountId, buckets: dataBuckets })),
]);

/** Literal names and ARNs by domain: where its data is and who transforms it. */
export const domains = Object.fromEntries(
  produced.map(({ domain, buckets, etlRoleArn }) => [domain.name, { buckets, etlRoleArn }]),
);
/** ARN of the role that queries, by reader. */
export const readerRoles = Object.fromEntries(readers.map(({ reader, roleArn }) => [reader.name, roleArn]));
export const auditArchive = archive.bucketName;
