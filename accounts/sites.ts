import type { BucketHome } from "../components/lake/hardened-bucket";
import type { Platform } from "./config";
import { homeOf } from "./facts";
import { layFoundation, type Foundation } from "./foundation";
import { openAccount, type AccountScope } from "./scope";

/** One account, opened and with its foundation laid: what everything that is composed in it needs. */
export interface Site {
  readonly platform: Platform;
  readonly scope: AccountScope;
  readonly foundation: Foundation;
  readonly home: BucketHome;
}

/** Opens every account of the stack. */
export function openSites(platform: Platform): readonly Site[] {
  return platform.accounts.map((account) => {
    const scope = openAccount(account, platform);
    return { platform, scope, foundation: layFoundation(scope, platform), home: homeOf(scope, platform) };
  });
}

/** The first site with all the given traits. Config has checked that there is one: the error is for programs that skip it. */
export function findSite(sites: readonly Site[], traits: Partial<Pick<AccountScope, "name" | "role">>): Site {
  const wanted = Object.entries(traits) as [keyof typeof traits, string][];
  const site = sites.find(({ scope }) => wanted.every(([trait, value]) => scope[trait] === value));
  if (site) return site;
  const names = sites.map(({ scope }) => `${scope.name} (${scope.role})`).join(", ");
  throw new Error(`Accounts: none has ${JSON.stringify(traits)}; the stack has ${names}.`);
}
