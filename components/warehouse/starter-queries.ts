import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as athena from "@pulumi/aws/athena";
import * as pulumi from "@pulumi/pulumi";

import { queryName } from "../naming/names";
import { projectRoot } from "../project/root";
import type { Placement } from "../residency/place";

/** A table as its reader names it: through the link in the reader's own catalog. */
export interface ReadableTable {
  database: string;
  table: string;
}

export interface StarterQueriesArgs {
  placement: Placement;
  /** Workgroup whose members see the queries. */
  workgroup: pulumi.Input<string>;
  tables: readonly ReadableTable[];
}

const kinds = {
  "first-rows": "The first rows of",
  columns: "The columns of",
} as const;

type Kind = keyof typeof kinds;

/** The text of `runtime/queries/<kind>.sql` for one table. */
export function starterQuery(kind: Kind, { database, table }: ReadableTable): string {
  const file = join(projectRoot(), "components", "warehouse", "runtime", "queries", `${kind}.sql`);
  return readFileSync(file, "utf8").replaceAll("${database}", database).replaceAll("${table}", table);
}

/** What a table is called in the names of its queries: itself, with its database where another table is called so too. */
function titles(tables: readonly ReadableTable[]): (table: ReadableTable) => string {
  const counts = new Map<string, number>();
  for (const { table } of tables) counts.set(table, (counts.get(table) ?? 0) + 1);
  return ({ database, table }) => (counts.get(table) === 1 ? table : `${database}.${table}`);
}

/** Saved queries that show a newcomer what each shared table holds. They grant nothing: Lake Formation still decides. */
export class StarterQueries extends pulumi.ComponentResource {
  static readonly type = "meridian:warehouse:StarterQueries";

  constructor(name: string, args: StarterQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(StarterQueries.type, name, {}, opts);
    const titleOf = titles(args.tables);
    for (const each of args.tables) {
      const title = titleOf(each);
      for (const [kind, text] of Object.entries(kinds) as [Kind, string][]) {
        new athena.NamedQuery(
          `${name}-${title}-${kind}`,
          {
            region: args.placement.region,
            name: queryName(title, kind),
            description: `${text} ${each.database}.${each.table}.`,
            database: each.database,
            workgroup: args.workgroup,
            query: starterQuery(kind, each),
          },
          { parent: this },
        );
      }
    }
    this.registerOutputs({});
  }
}
