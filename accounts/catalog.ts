import type * as pulumi from "@pulumi/pulumi";

import { CatalogSettings } from "../components/catalog/catalog-settings";
import { DefaultDatabase } from "../components/catalog/default-database";
import { rolePath } from "../components/identity/work-role";
import { arns } from "../components/naming/arns";
import { DataKey } from "../components/security/data-key";
import { platformTags } from "./facts";
import { catalogKeyAlias } from "./roster";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

/**
 * The settings of an account's own catalog and the key that encrypts it: governance has the tables, readers have links. Roles
 * of the accounts in `users` read through it. Returns what must stand before anything is put into the catalog.
 */
export function layCatalog(
  { scope, platform, home }: Site,
  users: readonly string[] = [],
): readonly pulumi.Resource[] {
  const { accountId } = home;
  const platformRoles = arns.role("*", "*", rolePath);
  const key = new DataKey(
    `${scope.name}-catalog-key`,
    {
      home,
      alias: catalogKeyAlias(home.naming),
      description: "Metadata of the catalog and passwords of its connections.",
      fleets: [
        {
          sid: "Catalog",
          accounts: [...new Set([accountId, ...users])],
          // The deploy role writes tables; the platform's own roles read and maintain them.
          rolePatterns: [platformRoles, deployRoleArn("*", platform)],
          access: "write",
          via: "glue",
        },
      ],
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  const settings = new CatalogSettings(
    `${scope.name}-catalog`,
    {
      home,
      admins: [deployRoleArn(accountId, platform)],
      crossAccountVersion: platform.lakeFormation.crossAccountVersion,
      keyArn: key.arn,
    },
    scope.opts,
  );
  // The roles use the key by its alias, some as soon as there is a table to maintain.
  return [...settings.parts, key.alias];
}

/** Roles of accounts that have a catalog of their own beside governance's: closed, and sharing in one version on every side. */
const withCatalog: ReadonlySet<string> = new Set(["producer", "consumer", "ml"]);

/** Of these, those in which people query. */
const withReaders: ReadonlySet<string> = new Set(["consumer", "ml"]);

/** What must stand before anything is put into or granted in each such account's catalog, by account id. */
export function layCatalogs(sites: readonly Site[]): ReadonlyMap<string, readonly pulumi.Resource[]> {
  return new Map(
    sites
      .filter(({ scope }) => withCatalog.has(scope.role))
      .map((site) => {
        const settings = layCatalog(site);
        const parts = withReaders.has(site.scope.role)
          ? [...settings, ...layDefault(site, settings)]
          : settings;
        return [site.home.accountId, parts];
      }),
  );
}

function layDefault({ scope, platform, home }: Site, after: readonly pulumi.Resource[]) {
  const { parts } = new DefaultDatabase(
    `${scope.name}-default`,
    { home, tags: platformTags(scope, platform), after },
    scope.opts,
  );
  return parts;
}
