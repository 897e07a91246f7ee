import { isMap } from "../errors/key-path";
import { yamlValue } from "../errors/yaml-value";
import { contractSchema, type ContractText } from "./contract-schema";
import { tableSchema, type TableDocument } from "./table-schema";

const shape = contractSchema.shape;

/** What stands for a key that a contract cannot do without: it raises no mistake of its own. */
const standIns = {
  apiVersion: "v3.1.0",
  kind: "DataContract",
  id: "unread",
  version: "1.0.0",
  status: "draft",
};

/** A table that cannot be read, at its place in the schema; nothing is asked of a view. */
export const unread: TableDocument = {
  name: "unread",
  physicalType: "view",
  quality: [],
  properties: [],
  customProperties: [],
};

/** What of a malformed contract can be judged all the same: every key and every table that is well formed by itself. */
export function usableContract(text: string): ContractText | undefined {
  const read = yamlValue(text);
  if (read === undefined || !isMap(read.value)) return undefined;
  const raw = read.value;
  const usable = Object.entries(shape).flatMap(([key, schema]) =>
    Object.hasOwn(raw, key) && key !== "schema" && schema.safeParse(raw[key]).success
      ? [[key, raw[key]] as const]
      : [],
  );
  const parsed = contractSchema.safeParse({ ...standIns, ...Object.fromEntries(usable) });
  if (!parsed.success) return undefined;
  const tables: readonly unknown[] = Array.isArray(raw["schema"]) ? raw["schema"] : [];
  return { ...parsed.data, schema: tables.map((table) => tableSchema.safeParse(table).data ?? unread) };
}
