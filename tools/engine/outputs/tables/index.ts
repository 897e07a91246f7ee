import type { ComputedOutputs } from "../computed";
import { api } from "./api";
import { catalog } from "./catalog";
import { compute } from "./compute";
import { databases } from "./databases";
import { identity } from "./identity";
import { ingestion } from "./ingestion";
import { keys } from "./keys";
import { messaging } from "./messaging";
import { ml } from "./ml";
import { monitoring } from "./monitoring";
import { native } from "./native";
import { network } from "./network";
import { security } from "./security";
import { storage } from "./storage";
import { streaming } from "./streaming";

type Table = Readonly<Record<string, ComputedOutputs>>;

/**
 * One table of several.
 * @throws when a type stands in two of them
 */
export function merged(tables: Readonly<Record<string, Table>>): Table {
  const rows = new Map<string, { table: string; row: ComputedOutputs }>();
  for (const [table, content] of Object.entries(tables)) {
    for (const [type, row] of Object.entries(content)) {
      const other = rows.get(type);
      if (other !== undefined)
        throw new Error(`${type} has a row in tables/${other.table}.ts and in tables/${table}.ts.`);
      rows.set(type, { table, row });
    }
  }
  return Object.fromEntries([...rows].map(([type, { row }]) => [type, row]));
}

/** Type token → what AWS computes for it, from one table for each family of services. */
export const computedOutputs: Table = merged({
  api,
  catalog,
  compute,
  databases,
  identity,
  ingestion,
  keys,
  messaging,
  ml,
  monitoring,
  native,
  network,
  security,
  storage,
  streaming,
});
