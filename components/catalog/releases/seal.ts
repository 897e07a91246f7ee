import { createHash } from "node:crypto";

import type { Release } from "./release";

/** Of a release's facts, 16 hexadecimal digits: no protection against who wants to deceive, but a slip of an editor or a merge shows. */
export const sealOf = ({ version, hash, retentionDays, tables }: Omit<Release, "seal">): string => {
  const facts = Object.entries(tables).map(([name, { layer, rowFilter, columns }]) => [
    name,
    layer,
    rowFilter ?? "",
    ...Object.entries(columns).map(([column, { type, required, key = false, classification, pii }]) => [
      column,
      type,
      required,
      key,
      classification,
      pii,
    ]),
  ]);
  const text = JSON.stringify([version, hash, retentionDays ?? 0, facts]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
};
