import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

import type { GlueClient } from "@aws-sdk/client-glue";
import { GetTableCommand } from "@aws-sdk/client-glue";

import {
  addColumnsStatement,
  missingColumns,
  type NamedType,
  type TableAddition,
} from "../../table-addition";
import type { Queries } from "./queries";

/** What a run did: names of columns that it added, and of those that were there. */
export interface Evolved {
  readonly added: readonly string[];
  readonly there: readonly string[];
}

/** Statements that are tried at most: a writer of the table may commit in between, and rights of a new role take a while to count. */
const mostStatements = 4;
/** Before the next one, in milliseconds. */
const beforeNext = 2000;

/**
 * Adds what a table lacks of the wanted columns.
 * @throws Error with the statement's own reason when columns are missing at the end
 */
export async function evolve(
  { database, table, columns }: TableAddition,
  { glue, queries }: { glue: GlueClient; queries: Queries },
  timeLeft: () => number,
): Promise<Evolved> {
  const lacking = async () => {
    const { version, has } = await readTable(glue, database, table);
    return { version, missing: missingColumns(columns, has) };
  };
  const first = await lacking();
  let now = first;
  for (let attempt = 1; now.missing.length > 0; attempt += 1) {
    const statement = addColumnsStatement(database, table, now.missing);
    const { ok, reason } = await queries.run(statement, tokenOf(statement, now.version, attempt), timeLeft);
    now = await lacking();
    if (now.missing.length === 0) break;
    const names = now.missing.map(({ name }) => name).join(", ");
    const why = ok ? "the statement ended well, but the catalog does not show them" : reason;
    if (attempt === mostStatements || timeLeft() < 10 * beforeNext)
      throw new Error(`${database}.${table} still lacks ${names}: ${why}`);
    await pause(beforeNext);
  }
  const added = first.missing.map(({ name }) => name);
  return { added, there: columns.map(({ name }) => name).filter((name) => !added.includes(name)) };
}

/** The same for the same step of the same state of the table, so that a run that died and is repeated starts nothing anew. */
const tokenOf = (statement: string, version: string, attempt: number): string =>
  createHash("sha256")
    .update(JSON.stringify([statement, version, attempt]))
    .digest("hex");

async function readTable(
  glue: GlueClient,
  database: string,
  table: string,
): Promise<{ version: string; has: NamedType[] }> {
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: database, Name: table }));
  // A column that was dropped stays in the entry as history.
  const current = (Table?.StorageDescriptor?.Columns ?? []).filter(
    ({ Parameters }) => Parameters?.["iceberg.field.current"] !== "false",
  );
  return {
    version: Table?.VersionId ?? "",
    has: current.map(({ Name = "", Type = "" }) => ({ name: Name, type: Type })),
  };
}
