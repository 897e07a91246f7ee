import * as path from "node:path";

import { readStacks } from "../stacks";

/** What one measured process plans: a program and its whole configuration. */
export interface Case {
  label: string;
  /** Absolute path of the compiled entry. */
  program: string;
  stack: string;
  config: Record<string, unknown>;
}

/** As much of `meridian:platform` as is multiplied. */
interface Platform {
  accounts: { name: string; role: string; id: string }[];
  domains: { name: string; account: string }[];
  consumers: { account: string; products: string[] }[];
  budgets: unknown[];
  ml?: unknown;
}

/** Resources of the smallest platform (governance, security, one domain and its consumer), and of each further domain in its account. */
const smallestPlatform = 293;
const perDomain = 104;
/** Resources of the fixture lake without groups, and of each group. */
const emptyLake = 3;
const perGroup = 11;

/**
 * The platform's own program, grown to about `resources` by domains that exist in configuration only, each with its account.
 * A platform cannot be smaller than its governance account, so tiny cases plan a lake of the same resource types instead.
 */
export function caseOf(root: string, resources: number, today: string): Case {
  const [dev] = readStacks(root, ["dev"], today);
  if (!dev) throw new Error("tools/bench: the dev stack cannot be read.");
  if (resources < smallestPlatform) {
    const groups = Math.round((resources - emptyLake) / perGroup);
    const config = { ...dev.config, "fixture:groups": groups };
    return {
      label: "lake",
      program: path.join(root, "bin/tools/engine/fixtures/synthetic.js"),
      stack: "dev",
      config,
    };
  }
  const platform = structuredClone(dev.config["meridian:platform"]) as Platform;
  const grown = withDomains(platform, Math.round((resources - smallestPlatform) / perDomain));
  const config = { ...dev.config, "meridian:platform": grown };
  return { label: "platform", program: path.join(root, "bin/accounts/index.js"), stack: "dev", config };
}

/** The platform with its first domain, one consumer of it, and `count` copies of the domain in accounts of their own. */
function withDomains(platform: Platform, count: number): Platform {
  const [domain] = platform.domains;
  const account = platform.accounts.find(({ name }) => name === domain?.account);
  if (!domain || !account)
    throw new Error("tools/bench: the dev stack has no domain with an account to multiply.");
  const consumers = platform.consumers.slice(0, 1).map((consumer) => ({
    ...consumer,
    products: consumer.products.filter((product) => product.startsWith(`${domain.name}.`)),
  }));
  const kept = platform.accounts.filter(
    ({ name, role }) =>
      role === "governance" || role === "security" || consumers.some((consumer) => consumer.account === name),
  );
  const copies = Array.from({ length: count }, (_, index) => `synthetic-${index}`);
  return {
    ...platform,
    accounts: [
      ...kept,
      account,
      ...copies.map((name, index) => ({ ...account, name, id: String(700_000_000_000 + index) })),
    ],
    domains: [domain, ...copies.map((name) => ({ ...domain, name: name.replace("-", ""), account: name }))],
    consumers,
    ml: undefined,
    budgets: [],
  };
}
