import type { Contract, TableSpec } from "../components/catalog/contract";
import { registryNames } from "../components/catalog/registry-access";
import { pendingColumns } from "../components/catalog/releases/standing";
import {
  evolutionNames,
  evolutionStatements,
  evolutionTrust,
  TableEvolution,
} from "../components/catalog/table-evolution";
import { namedRole } from "../components/identity/work-role";
import type { DataKey } from "../components/security/data-key";
import type { Home } from "../components/site/home";
import { platformTags } from "./facts";
import type { Site } from "./sites";

/** What adds columns, and for which domains. */
export interface LaidEvolution extends Pick<TableEvolution, "functionName" | "parts" | "roleParts"> {
  readonly domains: readonly string[];
}

/** Role that maintains a domain's tables: it may change them already. */
const maintainer = (home: Home, domain: string): string => namedRole(home, domain, "optimizer").arn;

/** Roles under which columns are added, one for each domain that waits for any. */
export const evolvingRoles = ({ home }: Pick<Site, "home">, contracts: readonly Contract[]): string[] =>
  waitingDomains(contracts).map((domain) => maintainer(home, domain));

const waitingDomains = (contracts: readonly Contract[]): string[] => [
  ...new Set(
    contracts
      .filter(({ tables }) => tables.some((table) => pendingColumns(table).length > 0))
      .map(({ domain }) => domain),
  ),
];

/** Lays what adds columns to tables, where some table of the stack waits for any. @param key the registry's */
export function layEvolution(
  { scope, platform, home }: Site,
  contracts: readonly Contract[],
  key: DataKey,
): LaidEvolution | undefined {
  const domains = waitingDomains(contracts);
  if (domains.length === 0) return undefined;
  const { functionName, parts, roleParts } = new TableEvolution(
    `${scope.name}-evolution`,
    { home, key, roleArns: evolvingRoles({ home }, contracts), tags: platformTags(scope, platform) },
    scope.opts,
  );
  return { functionName, parts, roleParts, domains };
}

interface Context {
  readonly site: Pick<Site, "home" | "scope">;
  readonly evolution?: LaidEvolution;
}

/** What the role that maintains a domain's tables needs to be used for it; nothing while the domain waits for no column. */
export function evolutionOf({ site: { home, scope }, evolution }: Context, domain: string) {
  if (evolution?.domains.includes(domain) !== true) return {};
  const { keyAlias } = registryNames(home, scope.name);
  return { evolution: { trust: evolutionTrust(home), statements: evolutionStatements(home, keyAlias) } };
}

/** What adds the columns that a table waits for; nothing where it waits for none. */
export function additionsTo({ site: { home }, evolution }: Context, domain: string, table: TableSpec) {
  const columns = pendingColumns(table).map(({ name, glueType: type }) => ({ name, type }));
  if (evolution === undefined || columns.length === 0) return {};
  const { functionName, parts: after } = evolution;
  const roleArn = maintainer(home, domain);
  return {
    additions: { functionName, after, roleArn, workgroup: evolutionNames(home).workgroup, columns },
  };
}
