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
export function readableCatalog({ databases }: Share, owner: Ground): ReadableCatalog {
  return {
    accountId: owner.accountId,
    keyAlias: catalogKeyAlias(owner.naming),
    tables: databases.flatMap(({ name: database, tables }) => tables.map((table) => ({ database, table }))),
  };
}

/**
 * One share: governance grants to the reader's role, by tags or through filters, and the reader's account links the databases. Nothing
 * is granted to the account, so nobody there passes anything on. `after` are grants that Lake Formation must be done with and the
 * settings of the reader's catalog: a new account shares in version 1, which receives no tag grants. Returns the owner's grants, for
 * the next share to wait on.
 */
function connectShare(
  share: Share,
  { governance, reader }: { governance: Governance; reader: ComposedReader },
  after: { granted: readonly pulumi.Resource[]; settings: readonly pulumi.Resource[] },
): readonly pulumi.Resource[] {
  const { name, products } = share.reader;
  const { home: owner, scope: granting } = governance.site;
  const { home: receiver, scope: receiving } = reader.site;
  const { roleArn } = reader;
  const common = { owner, ownerProvider: granting.opts.provider, roleArn };
  const tables = products.flatMap((product) => governance.tables.get(product) ?? []);

  const tagGrants = new TagGrants(`${name}-share`, {
    ...common,
    databases: share.databases,
    tables: share.tables,
    // The role too: Lake Formation refuses principals that do not exist.
    after: [...governance.ontology, ...tables, ...after.granted, ...after.settings, ...reader.parts],
  });
  const filterGrants =
    share.filters.length > 0
      ? new FilterGrants(`${name}-filters`, {
          ...common,
          filters: share.filters.map(({ filter, ...at }) => ({ ...at, filter: filter.name })),
          after: tagGrants.grants,
        })
      : undefined;
  const granted = [...tagGrants.grants, ...(filterGrants?.grants ?? [])];
  new ResourceLinks(`${name}-links`, {
    receiver,
    receiverProvider: receiving.opts.provider,
    ownerAccount: owner.accountId,
    roleArn,
    databases: share.databases.map((database) => database.name),
    after: granted,
    tags: reader.tags,
  });
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
