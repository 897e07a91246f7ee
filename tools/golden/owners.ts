import type { PlannedResource } from "../engine/json";

/** The file of what belongs to no account, or to several. */
const shared = "stack";

/**
 * The account of every resource, by URN: the name of its provider, which is the account's. A component has the account of
 * everything below it, a provider the account that it opens; what has none, or several, is the stack's.
 */
export function ownersOf(resources: readonly PlannedResource[]): ReadonlyMap<string, string> {
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const accounts = new Map<string, Set<string>>();
  const note = (urn: string, account: string) =>
    accounts.set(urn, (accounts.get(urn) ?? new Set<string>()).add(account));
  for (const { urn, provider } of resources) {
    if (provider === undefined) continue;
    if (provider.urn !== undefined) note(provider.urn, provider.name);
    for (let at: string | undefined = urn; at !== undefined; at = parents.get(at)) note(at, provider.name);
  }
  return new Map(
    resources.map(({ urn }) => {
      const [account = shared, ...others] = accounts.get(urn) ?? [];
      return [urn, others.length === 0 ? account : shared];
    }),
  );
}
