import type { Contract, TableSpec } from "../components/catalog/contract";
import { pendingColumns } from "../components/catalog/releases/standing";
import {
  evolutionNames,
  evolutionStatements,
  evolutionTrust,
  TableEvolution,
} from "../components/catalog/table-evolution";
import { namedRole } from "../components/identity/work-role";
import type { Home } from "../components/site/home";
import { platformTags } from "./facts";
import type { Site } from "./sites";

/** What adds columns, and for which domains. */
export interface LaidEvolution extends Pick<TableEvolution, "functionName" | "parts" | "roleParts"> {
  readonly domains: ReadonlySet<string>;
}

/** Role that maintains a domain's tables: it may change them already. */
const maintainer = (home: Home, domain: string): string => namedRole(home, domain, "optimizer").arn;

/** Lays what adds columns to tables, where some table of the stack waits for any. */
export function layEvolution(
  { scope, platform, home }: Site,
  contracts: readonly Contract[],
): LaidEvolution | undefined {
  const waiting = contracts.filter(({ tables }) => tables.some((table) => pendingColumns(table).length > 0));
  if (waiting.length === 0) return undefined;
  const domains = new Set(waiting.map(({ domain }) => domain));
  const { functionName, parts, roleParts } = new TableEvolution(
    `${scope.name}-evolution`,
    {
      home,
      roleArns: [...domains].map((domain) => maintainer(home, domain)),
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  return { functionName, parts, roleParts, domains };
}

interface Context {
  readonly site: Pick<Site, "home">;
  readonly evolution?: LaidEvolution;
}

/** What the role that maintains a domain's tables needs to be used for it; nothing while the domain waits for no column. */
export const evolutionOf = ({ site: { home }, evolution }: Context, domain: string) =>
  evolution?.domains.has(domain) === true
    ? { evolution: { trust: evolutionTrust(home), statements: evolutionStatements(home) } }
    : {};

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
