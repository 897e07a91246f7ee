/** The program of one stack: every account gets its role's parts, then the edges connect them. */
import type * as pulumi from "@pulumi/pulumi";

import { layCatalog, stackContracts } from "./catalog";
import { loadPlatform } from "./config";
import type { ComposedReader } from "./consumer";
import { findSite, openSites, watchSites } from "./foundation";
import { catalogSide, composeGovernance } from "./governance";
import { shareOf } from "./ledger";
import { readersOf } from "./config/readers";
import { composerOf } from "./ml";
import { composeProducer } from "./producer";
import { composeSecurity } from "./security";
import type { AccountScope } from "./scope";
import { connectShare, readableCatalog } from "./sharing";

const platform = loadPlatform();
const contracts = stackContracts(platform);
const sites = openSites(platform);

const security = findSite(sites, { role: "security" });
const archive = composeSecurity(security.scope, platform, security.foundation, sites);

const owner = findSite(sites, { role: "governance" });
const catalog = catalogSide(owner.scope);
/** Settings of each account's own catalog, governance's aside: closed, and with one sharing version on every side of a share. */
const catalogs = new Map<string, readonly pulumi.Resource[]>();
function catalogOf(scope: AccountScope): readonly pulumi.Resource[] {
  const settings = catalogs.get(scope.name) ?? layCatalog(scope, platform, []);
  catalogs.set(scope.name, settings);
  return settings;
}

const produced = platform.domains.map((domain) => {
  const { scope, foundation } = findSite(sites, { name: domain.account });
  return composeProducer(scope, platform, foundation, { domain, catalog, settings: catalogOf(scope) });
});
const shares = readersOf(platform).map((reader) => shareOf(reader, contracts, owner.scope.naming));
const governance = composeGovernance(owner.scope, platform, owner.foundation, {
  produced,
  contracts,
  shares,
});

const composed: ComposedReader[] = [];
let granted: readonly pulumi.Resource[] = [];
for (const share of shares) {
  const { reader } = share;
  const { scope, foundation } = findSite(sites, { name: reader.account });
  const made = composerOf(reader)(scope, platform, foundation, {
    reader,
    catalog: readableCatalog(share, owner.scope),
  });
  granted = connectShare(share, { governance, reader: made }, { granted, settings: catalogOf(scope) });
  composed.push(made);
}

watchSites(sites, platform, archive, [
  ...produced.map(({ accountId, buckets }) => ({ accountId, buckets: Object.values(buckets) })),
  ...composed.map(({ scope, dataBuckets }) => ({ accountId: scope.accountId, buckets: dataBuckets })),
]);

/** Literal names and ARNs by domain: where its data is and who transforms it. */
export const domains = Object.fromEntries(
  produced.map(({ domain, buckets, etlRoleArn }) => [domain.name, { buckets, etlRoleArn }]),
);
/** ARN of the role that queries, by reader. */
export const readerRoles = Object.fromEntries(composed.map(({ reader, roleArn }) => [reader.name, roleArn]));
export const auditArchive = archive.bucketName;
