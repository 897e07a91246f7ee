// As a whole, not `{ z }`: a bundler then leaves out what is not used, three quarters of it.
import * as z from "zod";

import { classifications } from "../facts/classification";
import { retentionOf, type RetentionDays } from "../facts/retention";
import type { Contract, ContractColumn, TableSpec } from "./contract";

/** Says which form a registered contract has. A form that cannot be read by the last one's readers gets the next number. */
const registryFormat = "meridian.contract/1";

const columnSchema = z.object({
  name: z.string(),
  /** Type of the Glue catalog, e.g. `decimal(18,2)`. */
  type: z.string(),
  required: z.boolean(),
  primaryKey: z.boolean(),
  classification: z.enum(classifications),
  pii: z.string(),
});

const tableSchema = z.object({
  name: z.string(),
  layer: z.string(),
  classification: z.enum(classifications),
  retentionDays: z.int(),
  rowFilter: z.string().optional(),
  upstream: z.array(z.string()).optional(),
  /** The column and age, in minutes, that show the table is fresh. */
  freshness: z.object({ column: z.string(), minutes: z.number() }).optional(),
  /** Columns that are opened to one reader, what for and on which ground of law. */
  columnAccess: z
    .array(
      z.object({
        reader: z.string(),
        columns: z.array(z.string()),
        purpose: z.string(),
        legalBasis: z.array(z.string()),
      }),
    )
    .optional(),
  columns: z.array(columnSchema).min(1),
});

/**
 * A compiled contract as an object in governance's bucket. Further fields do no harm: whoever reads goes by those that it knows,
 * and the registry keeps the object's own text.
 */
export const registryDocumentSchema = z.object({
  format: z.literal(registryFormat),
  /** `<domain>.<name>` */
  product: z.string().regex(/^[a-z0-9-]+\.[a-z0-9-]+$/),
  domain: z.string(),
  name: z.string(),
  version: z.string().min(1),
  status: z.string(),
  /** The team that answers for the product. */
  owner: z.string(),
  purpose: z.string(),
  classification: z.enum(classifications),
  personalData: z.string(),
  shareable: z.boolean(),
  consumers: z.array(z.string()),
  retention: z.object({ days: z.int(), obligation: z.string().optional() }).optional(),
  recovery: z.object({ rpoMinutes: z.number(), rtoMinutes: z.number() }),
  /** What it says for people and other tools, as it stands in the contract: support, price, servers, links, tags and the like. */
  documentation: z.record(z.string(), z.unknown()).optional(),
  tables: z.array(tableSchema).min(1),
});

export type RegistryDocument = z.output<typeof registryDocumentSchema>;

/** Folder of the contracts in the bucket, with its `/`. */
export const registryFolder = "contracts/";

/** `contracts/<domain>/<name>.json` */
export const registryKey = ({ domain, name }: Pick<Contract, "domain" | "name">): string =>
  `${registryFolder}${domain}/${name}.json`;

/** `<domain>.<name>` of a key; undefined for keys that `registryKey` does not make. */
export function productOfKey(key: string): string | undefined {
  const [, domain, name] = /^contracts\/([a-z0-9-]+)\/([a-z0-9-]+)\.json$/.exec(key) ?? [];
  return domain === undefined ? undefined : `${domain}.${name}`;
}

/**
 * The text of a contract's object: the same for the same contract, so that an unchanged contract is an unchanged object. Where the
 * contract stands in the repository is left out. `days` are how long its domain keeps each layer.
 */
export function registryText(contract: Contract, days: RetentionDays): string {
  return `${JSON.stringify(documentOf(contract, days), null, 1)}\n`;
}

function documentOf(contract: Contract, days: RetentionDays): RegistryDocument {
  const { product, domain, name, version, status, owner, purpose, retention } = contract;
  return {
    format: registryFormat,
    product,
    domain,
    name,
    version,
    status,
    owner,
    purpose,
    classification: contract.classification,
    personalData: contract.personalData,
    shareable: contract.shareable,
    consumers: [...contract.consumers].sort(),
    ...(retention && { retention }),
    recovery: contract.recovery,
    ...(Object.keys(contract.documentation).length > 0 && { documentation: contract.documentation }),
    tables: contract.tables.map((table) => ({
      ...tableOf(table),
      retentionDays: retentionOf(table.layer, days, {}, retention?.days),
    })),
  };
}

function tableOf(table: TableSpec): Omit<RegistryDocument["tables"][number], "retentionDays"> {
  const { name, layer, classification, rowFilter, upstream, freshness, columnAccess } = table;
  return {
    name,
    layer,
    classification,
    ...(rowFilter !== undefined && { rowFilter }),
    ...(upstream && { upstream: [...upstream] }),
    ...(freshness && { freshness }),
    ...(columnAccess.length > 0 && { columnAccess: [...columnAccess] }),
    columns: table.columns.map(columnOf),
  };
}

function columnOf(column: ContractColumn): RegistryDocument["tables"][number]["columns"][number] {
  const { name, glueType: type, required, primaryKey, classification, pii } = column;
  return { name, type, required, primaryKey, classification, pii };
}
