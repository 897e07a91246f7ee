import { createHash } from "node:crypto";

import type { Contract } from "../contract";
import { contentOf } from "./content";
import { sealOf } from "./seal";
import type { Release, ReleasedColumn, ReleasedTable } from "./release";

/** A contract as it would be released. @param text its file */
export function releaseOf(contract: Contract, text: string): Release {
  const { version, retention } = contract;
  const facts = {
    version,
    hash: createHash("sha256").update(contentOf(text)).digest("hex"),
    ...(retention && { retentionDays: retention.days }),
    tables: Object.fromEntries(
      contract.tables.map(({ name, layer, rowFilter, columns }): [string, ReleasedTable] => [
        name,
        {
          layer,
          ...(rowFilter !== undefined && { rowFilter }),
          columns: Object.fromEntries(columns.map((column) => [column.name, columnOf(column)])),
        },
      ]),
    ),
  };
  return { ...facts, seal: sealOf(facts) };
}

function columnOf(column: Contract["tables"][number]["columns"][number]): ReleasedColumn {
  const { icebergType: type, required, primaryKey, unique, classification, pii } = column;
  return { type, required, ...((primaryKey || unique) && { key: true }), classification, pii };
}
