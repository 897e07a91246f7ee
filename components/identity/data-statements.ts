import { arns } from "../naming/arns";
import { useActions, viaService, type Via } from "./capabilities";
import type { PolicyStatement } from "./statement";

export interface AliasUse {
  sid: string;
  region: string;
  /** Account that owns the keys, 12 digits. */
  accountId: string;
  /** Literal aliases with `alias/`. A key's id is not known before it exists; its alias is. */
  aliases: readonly string[];
  access: "read" | "write";
  via: Via;
}

/** Use of keys by their aliases and only through one service. */
export function useKeys({ sid, region, accountId, aliases, access, via }: AliasUse): PolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: useActions(via, access).key,
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: {
      StringEquals: { "kms:ViaService": viaService(via, region) },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
    },
  };
}

/** Lake Formation decides what it lends; the call itself names no resource. */
export const borrowData: PolicyStatement = {
  Sid: "BorrowData",
  Effect: "Allow",
  Action: "lakeformation:GetDataAccess",
  Resource: "*",
};

/** A catalog as literal ARNs: itself, and databases with their tables. */
export function catalogArns(region: string, accountId: string, databases: readonly string[]): string[] {
  return [
    arns.catalog(region, accountId),
    ...databases.flatMap((database) => [
      arns.database(region, accountId, database),
      arns.table(region, accountId, database, "*"),
    ]),
  ];
}
