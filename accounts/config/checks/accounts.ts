import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import type { KeyPath } from "../../../components/errors/key-path";
import { accountRoles, type AccountRole } from "../../../components/residency/model";
import { choose, duplicates, type Check, type Checkable } from "./check";

/** Names and ids are unique; there is exactly one governance and one security account. */
export const checkAccounts: Check = ({ accounts }) => {
  const rolesAreKnown = accounts.every(({ role }) => accountRoles.includes(role));
  const single = ["governance", "security"] as const;
  return [
    ...duplicates(
      accounts.map(({ name }) => name),
      (index) => ["accounts", index, "name"],
    ),
    ...duplicates(
      accounts.map(({ id }) => id),
      (index) => ["accounts", index, "id"],
    ),
    ...single.flatMap((role): UnplacedIssue[] => {
      const found = accounts.flatMap((account, index) => (account.role === role ? [index] : []));
      if (found.length === 0 && rolesAreKnown && accounts.length > 0) {
        return [
          { path: ["accounts"], at: "key", message: `has no account with role "${role}"; add exactly one` },
        ];
      }
      return found.slice(1).map((index) => ({
        path: ["accounts", index, "role"],
        message: `"${role}" is also the role of accounts[${found[0] ?? 0}]; a stack has exactly one such account`,
      }));
    }),
  ];
};

interface Use {
  readonly path: KeyPath;
  readonly account: string;
  /** Undefined where any account will do. */
  readonly role?: AccountRole;
}

function usesOf({ domains, consumers, ml, budgets }: Checkable): Use[] {
  return [
    ...domains.map(({ account }, index) => ({
      path: ["domains", index, "account"],
      account,
      role: "producer" as const,
    })),
    ...consumers.map(({ account }, index) => ({
      path: ["consumers", index, "account"],
      account,
      role: "consumer" as const,
    })),
    ...(ml ? [{ path: ["ml", "account"], account: ml.account, role: "ml" as const }] : []),
    ...budgets.map(({ account }, index) => ({ path: ["budgets", index, "account"], account })),
  ];
}

const users: Partial<Record<AccountRole, string>> = {
  producer: "domain",
  consumer: "consumer",
  ml: "ml section",
};

/** Every account that is named exists with the right role, and every account that exists is named. */
export const checkReferences: Check = (platform) => {
  const { accounts } = platform;
  // Without accounts, or with a name used twice, what is meant looks missing; that has its own message.
  if (accounts.length === 0 || new Set(accounts.map(({ name }) => name)).size < accounts.length) return [];
  const uses = usesOf(platform).filter(({ account }) => account !== "");
  const wrong = uses.flatMap(({ path, account, role }): UnplacedIssue[] => {
    const found = accounts.filter(({ name }) => name === account);
    const fitting = accounts
      .filter((each) => role === undefined || each.role === role)
      .map(({ name }) => name);
    const [first] = found;
    if (fitting.includes(account) || (first && !accountRoles.includes(first.role))) return [];
    const fault = first
      ? `has the role ${quote(first.role)}, not ${quote(role)}`
      : "is not the name of an account of this stack";
    return [
      {
        path,
        message: `${quote(account)} ${fault}; ${choose(account, fitting, `add an account with role "${role}"`)}`,
      },
    ];
  });
  const unused = accounts.flatMap(({ name, role }, index): UnplacedIssue[] => {
    const user = users[role];
    if (user === undefined || name === "" || uses.some((use) => use.role && use.account === name)) return [];
    return [
      {
        path: ["accounts", index, "name"],
        message: `${quote(name)} has no ${user}; add one or remove the account`,
      },
    ];
  });
  // With a broken reference the account that it meant would look unused too.
  return wrong.length > 0 ? wrong : unused;
};
