import type { KeyPath } from "../errors/key-path";
import type { ColumnDocument, ItemDocument } from "./column-schema";
import type { CustomProperty } from "./contract-documentation";
import type { ContractFacts } from "./contract-facts";
import type { Notes } from "./contract-notes";
import type { ContractText } from "./contract-schema";
import { isView } from "./table-schema";

/** What a contract says for people and other tools: kept and shown, and nothing is made of it. */
export type Documentation = Pick<
  ContractText,
  | "tenant"
  | "dataProduct"
  | "contractCreatedTs"
  | "tags"
  | "authoritativeDefinitions"
  | "support"
  | "price"
  | "servers"
> & {
  /** What the authors call it, where that is no name here. */
  readonly title?: string;
  /** `customProperties` that Meridian does not know. */
  readonly properties?: readonly CustomProperty[];
};

const kept = [
  "tenant",
  "dataProduct",
  "contractCreatedTs",
  "tags",
  "authoritativeDefinitions",
  "support",
  "price",
  "servers",
] as const;

export function documentationOf(contract: ContractFacts): Documentation {
  const given = kept.filter((key) => contract[key] !== undefined).map((key) => [key, contract[key]]);
  return {
    ...(contract.title !== undefined && { title: contract.title }),
    ...(Object.fromEntries(given) as Pick<ContractText, (typeof kept)[number]>),
    ...(contract.others.length > 0 && { properties: contract.others }),
  };
}

/** What a reader could expect to be done, and is only kept. */
const documented = [
  "relationships",
  "transformLogic",
  "transformSourceObjects",
  "transformDescription",
  "encryptedName",
] as const;

/** Says what of a contract is documentation where it could be taken for more. */
export function noteDocumentation(contract: ContractText, notes: Notes): void {
  if (contract.servers !== undefined) notes.add("servers", ["servers"]);
  if (contract.roles.length > 0) notes.add("roles", ["roles"]);
  contract.schema.forEach((table, index) => {
    if (isView(table)) return;
    const path = ["schema", index];
    if (!table.description) notes.add("undescribed", path, table.name);
    if (table.relationships !== undefined)
      notes.add("documented", [...path, "relationships"], "relationships");
    table.properties.forEach((column, position) =>
      noteField(column, [...path, "properties", position], notes),
    );
  });
}

function noteField(field: ColumnDocument | ItemDocument, path: KeyPath, notes: Notes): void {
  if (!field.description && path.at(-1) !== "items") notes.add("undescribed", path, field.name ?? "");
  if (field.physicalName !== undefined && field.physicalName !== field.name)
    notes.add("names", [...path, "physicalName"], field.physicalName);
  for (const key of documented) if (field[key] !== undefined) notes.add("documented", [...path, key], key);
  field.properties?.forEach((each, index) => noteField(each, [...path, "properties", index], notes));
  if (field.items !== undefined) noteField(field.items, [...path, "items"], notes);
}
