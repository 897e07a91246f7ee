import { join } from "node:path";

import type * as pulumi from "@pulumi/pulumi";

import { CatalogSettings } from "../components/catalog/catalog-settings";
import { loadContracts, type Contract } from "../components/catalog/contract";
import { rolePath } from "../components/identity/work-role";
import { arns } from "../components/naming/arns";
import { keyAlias, type Naming } from "../components/naming/names";
import { projectRoot } from "../components/project/root";
import { DataKey } from "../components/security/data-key";
import { checkProducts, stackFileOf, type Platform } from "./config";
import { homeOf, platformTags } from "./facts";
import { deployRoleArn, type AccountScope } from "./scope";

/** The contracts of the stack's domains, checked against its readers. */
export function stackContracts(platform: Platform): Contract[] {
  const domains = new Set(platform.domains.map(({ name }) => name));
  const contracts = loadContracts(join(projectRoot(), "contracts"), domains);
  checkProducts(platform, contracts, stackFileOf(platform.stack));
  return contracts;
}

/** Alias of the key that encrypts an account's catalog; the same in every account of a stack. */
export function catalogKeyAlias(naming: Naming): string {
  return keyAlias(naming, { domain: "platform", purpose: "catalog" });
}

/**
 * The settings of an account's own catalog and the key that encrypts it: governance has the tables, readers have links. Roles
 * of the accounts in `users` read through it. Returns what must stand before anything is put into the catalog.
 */
export function layCatalog(
  scope: AccountScope,
  platform: Platform,
  users: readonly string[],
): readonly pulumi.Resource[] {
  const { placement, accountId } = scope;
  const platformRoles = arns.role("*", "*", rolePath);
  const key = new DataKey(
    `${scope.name}-catalog-key`,
    {
      placement,
      accountId,
      alias: catalogKeyAlias(scope.naming),
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
      keep: homeOf(scope, platform).keep,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  const settings = new CatalogSettings(
    `${scope.name}-catalog`,
    {
      placement,
      accountId,
      organizationId: platform.organization.id,
      admins: [deployRoleArn(accountId, platform)],
      crossAccountVersion: platform.lakeFormation.crossAccountVersion,
      keyArn: key.arn,
      keep: homeOf(scope, platform).keep,
    },
    scope.opts,
  );
  return settings.parts;
}
