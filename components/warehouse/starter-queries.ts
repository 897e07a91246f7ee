import { readFileSync } from "node:fs";
import { join } from "node:path";

import * as athena from "@pulumi/aws/athena";
import * as pulumi from "@pulumi/pulumi";

import { namesAmong } from "../naming/logical";
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

/** Saved queries that show a newcomer what each shared table holds. They grant nothing: Lake Formation still decides. */
export class StarterQueries extends pulumi.ComponentResource {
  static readonly type = "meridian:warehouse:StarterQueries";

  constructor(name: string, args: StarterQueriesArgs, opts?: pulumi.ComponentResourceOptions) {
    super(StarterQueries.type, name, {}, opts);
    const titleOf = namesAmong(args.tables.map(({ table }) => table));
    for (const each of args.tables) {
      const title = titleOf(each.database, each.table);
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
