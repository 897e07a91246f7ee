import type { Home } from "../components/site/home";
import type { Platform } from "./config";
import { layFoundation } from "./foundation";
import { groundOf, openAccount, type AccountScope } from "./scope";

/** One account, opened and with its foundation laid: what everything that is composed in it needs. */
export interface Site {
  readonly platform: Platform;
  readonly scope: AccountScope;
  readonly home: Home;
}

/** Opens every account of the stack. */
export function openSites(platform: Platform): readonly Site[] {
  return platform.accounts.map((account) => {
    const ground = groundOf(account, platform);
    const scope = openAccount(account, platform);
    return { platform, scope, home: layFoundation(scope, ground, platform) };
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
