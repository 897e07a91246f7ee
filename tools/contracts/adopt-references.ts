import type { YAMLMap } from "yaml";

import { snakeName } from "../../components/catalog/contract-values";
import { renamedFilter, renamedQuery, type RenamedSql } from "./rename-sql";
import { changes, meant, renamedPath, type Renamed } from "./renames";
import { unanswered, type ContractEdit } from "./yaml-edit";

/** A table of the contract, and what it and its columns are called now. */
export interface AdoptedTable {
  readonly table: YAMLMap;
  /** Undefined for a view. */
  readonly names: Renamed | undefined;
}

/** Whatever names tables and columns names them as they are called now. */
export function adoptReferences(
  edit: ContractEdit,
  contract: YAMLMap,
  tables: readonly AdoptedTable[],
): void {
  const all = tables.flatMap(({ names }) => names ?? []);
  const levels = edit.mapsOf(contract.get("slaProperties")).map((map) => ({ map, key: "element" }));
  for (const { map, key } of [...levels, { map: contract, key: "slaDefaultElement" }])
    change(edit, map, key, (text) =>
      text
        .split(",")
        .map((each) => reference(each.trim(), all))
        .join(", "),
    );
  for (const { table, names } of tables) {
    relate(edit, table, all);
    if (names === undefined) continue;
    check(edit, table, names);
    own(edit, table, names);
    for (const column of edit.mapsOf(table.get("properties"))) ofColumn(edit, column, names, all);
  }
}

/** Puts in what a text is now, where it is another. */
function change(edit: ContractEdit, map: YAMLMap, key: string, by: (text: string) => string): void {
  const was = edit.textOf(map, key);
  const is = was === undefined ? undefined : by(was);
  if (was !== undefined && is !== undefined && was.replaceAll(" ", "") !== is.replaceAll(" ", ""))
    edit.rewrite(map, key, is, `was: ${was}`);
}

/** `Orders.orderId` → `orders.order_id`; what is of another contract, or names no table, stays. */
function reference(text: string, tables: readonly Renamed[]): string {
  if (/[/#:]/.test(text)) return text;
  const [table = "", ...path] = text.split(".");
  const found = meant(table, tables);
  return found === undefined || path.length === 0
    ? text
    : [found.is, ...renamedPath(path, found.parts)].join(".");
}

function relate(edit: ContractEdit, map: YAMLMap, tables: readonly Renamed[]): void {
  for (const relationship of edit.mapsOf(map.get("relationships")))
    for (const key of ["from", "to"]) {
      change(edit, relationship, key, (text) => reference(text, tables));
      edit.rewriteAll(relationship.get(key), (text) => reference(text, tables));
    }
}

function ofColumn(edit: ContractEdit, column: YAMLMap, table: Renamed, tables: readonly Renamed[]): void {
  relate(edit, column, tables);
  check(edit, column, table);
  const fields = edit.mapsOf(column.get("properties"));
  const items = edit.mapOf(column.get("items"));
  const options = edit.mapOf(column.get("logicalTypeOptions"));
  const names = fields.map((field) => edit.textOf(field, "name") ?? "");
  // The fields have their new names already.
  edit.rewriteAll(options?.get("required"), (text) => fieldOf(text, table, names));
  for (const inside of [...fields, ...(items === undefined ? [] : [items])])
    ofColumn(edit, inside, table, tables);
}

/** What a field is called now, of those that its object has. */
function fieldOf(text: string, table: Renamed, names: readonly string[]): string {
  if (names.includes(text)) return text;
  const found = within(table).find(({ was, is }) => was === text && names.includes(is));
  return found?.is ?? text;
}

const within = ({ parts }: Renamed): Renamed[] => parts.flatMap((part) => [part, ...within(part)]);

/** Arguments and queries of checks. */
function check(edit: ContractEdit, map: YAMLMap, table: Renamed): void {
  for (const each of edit.mapsOf(map.get("quality"))) {
    const given = edit.mapOf(each.get("arguments"));
    edit.rewriteAll(given?.get("properties"), (text) => renamedPath(text.split("."), table.parts).join("."));
    const laid = { ...table, is: laidName(table) };
    rewriteSql(edit, { map: each, key: "query" }, laid, (text) => renamedQuery(text, laid));
  }
}

/** A table's physical name is the catalog's when it is a name here. */
const laidName = ({ is, physical }: Renamed): string =>
  physical !== undefined && snakeName.safeParse(physical).success ? physical : is;

/** What Meridian reads of a table, in a contract that has it already. */
function own(edit: ContractEdit, table: YAMLMap, names: Renamed): void {
  for (const property of edit.mapsOf(table.get("customProperties"))) {
    const name = edit.textOf(property, "property");
    if (name === "rowFilter")
      rewriteSql(edit, { map: property, key: "value" }, names, (text) => renamedFilter(text, names));
    if (name === "columnAccess")
      for (const statement of edit.mapsOf(property.get("value")))
        edit.rewriteAll(statement.get("columns"), (text) => meant(text, names.parts)?.is ?? text);
  }
}

function rewriteSql(
  edit: ContractEdit,
  { map, key }: { map: YAMLMap; key: string },
  table: Renamed,
  by: (text: string) => RenamedSql,
): void {
  const text = edit.textOf(map, key);
  if (text === undefined || text.startsWith(`${unanswered} `)) return;
  const renamed = by(text);
  if ("unsure" in renamed) {
    const names = renamed.unsure.join(", ");
    edit.doubt(
      map,
      key,
      text,
      `look where it names ${names}, which is called otherwise here, then remove ${unanswered}`,
    );
  } else if (renamed.text !== text) {
    const was = changes([table]).filter((name) => text.toLowerCase().includes(name.toLowerCase()));
    edit.rewrite(map, key, renamed.text, `was with: ${was.join(", ")}`);
  }
}
