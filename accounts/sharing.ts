import type * as pulumi from "@pulumi/pulumi";

import { FilterGrants } from "../components/sharing/filter-grants";
import { ResourceLinks } from "../components/sharing/resource-links";
import { TagGrants } from "../components/sharing/tag-grants";
import type { Ground } from "../components/site/home";
import type { ReadableCatalog } from "../components/warehouse/analytics-workspace";
import type { ComposedReader } from "./consumer";
import type { Governance } from "./governance";
import type { Share } from "./ledger";
import { catalogKeyAlias } from "./roster";

/** What a reader's role may look at in both catalogs, from its share. */
export function readableCatalog({ links, filters }: Share, owner: Ground): ReadableCatalog {
  const tables = links.flatMap(({ target, link, tables: whole }) =>
    [
      ...whole.map(({ name }) => name),
      ...filters.filter(({ database }) => database === target).map(({ table }) => table),
    ].map((table) => ({ database: link, table })),
  );
  return {
    accountId: owner.accountId,
    keyAlias: catalogKeyAlias(owner.naming),
    tables,
  };
}

/**
 * One share, both halves: governance grants to the reader's account by tags and filters; the reader's account links the databases
 * and passes the grants on to its role. `after` are grants that Lake Formation must be done with and the settings of the reader's
 * catalog: a new account shares in version 1, which receives no tag grants. Returns the owner's grants, for the next share to wait on.
 */
function connectShare(
  share: Share,
  { governance, reader }: { governance: Governance; reader: ComposedReader },
  after: { granted: readonly pulumi.Resource[]; settings: readonly pulumi.Resource[] },
): readonly pulumi.Resource[] {
  const { name, products } = share.reader;
  const { home: owner, scope: granting } = governance.site;
  const { home: receiver, scope: receiving } = reader.site;
  const ownerProvider = granting.opts.provider;
  const receiverProvider = receiving.opts.provider;
  const tables = products.flatMap((product) => governance.tables.get(product) ?? []);

  const tagGrants = new TagGrants(`${name}-share`, {
    owner,
    ownerProvider,
    receiverAccount: receiver.accountId,
    databases: share.databases,
    tables: share.tables,
    after: [...governance.ontology, ...tables, ...after.granted, ...after.settings],
  });
  const filterGrants = (suffix: string, args: FilterSide) =>
    new FilterGrants(`${name}-${suffix}`, {
      owner,
      filters: share.filters.map(({ filter, ...at }) => ({ ...at, filter: filter.name })),
      ...args,
    });
  const hasFilters = share.filters.length > 0;
  const granted = hasFilters
    ? filterGrants("filters", {
        granterProvider: ownerProvider,
        principal: receiver.accountId,
        grantable: true,
        after: tagGrants.grants,
      }).grants
    : tagGrants.grants;
  const links = new ResourceLinks(`${name}-links`, {
    receiver,
    receiverProvider,
    ownerAccount: owner.accountId,
    roleArn: reader.roleArn,
    databases: share.links,
    after: [...granted, ...reader.parts],
    tags: reader.tags,
  });
  if (hasFilters) {
    filterGrants("reads", {
      granterProvider: receiverProvider,
      principal: reader.roleArn,
      grantable: false,
      after: [...granted, ...links.parts],
    });
  }
  return granted;
}

/** A share and the reader that it is for. */
export interface Edge {
  readonly share: Share;
  readonly reader: ComposedReader;
}

/** Connects every share, one after the other: Lake Formation refuses concurrent grants on one catalog. */
export function connectShares(
  edges: readonly Edge[],
  governance: Governance,
  catalogs: ReadonlyMap<string, readonly pulumi.Resource[]>,
): void {
  edges.reduce<readonly pulumi.Resource[]>((granted, { share, reader }) => {
    const settings = catalogs.get(reader.site.home.accountId) ?? [];
    return connectShare(share, { governance, reader }, { granted, settings });
  }, []);
}

interface FilterSide {
  granterProvider: pulumi.ProviderResource;
  principal: string;
  grantable: boolean;
  after: readonly pulumi.Resource[];
}
