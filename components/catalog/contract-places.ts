import type { InputIssue } from "../errors/input-error";
import { partAt, type KeyPath } from "../errors/key-path";
import { readInput } from "../errors/read-input";
import { yamlValue } from "../errors/yaml-value";
import { contractIssue, type Contract } from "./contract";

/**
 * A mistake at a table of a contract, or at one of its columns, found by their names: a contract's schema may also describe what is
 * no table. What the file does not have is placed at what it would stand in.
 */
export function tableIssue(
  contract: Pick<Contract, "file">,
  { table, column, key }: { table: string; column?: string; key?: string },
  message: string,
): InputIssue {
  const document = yamlValue(readInput(contract.file))?.value;
  const ofTable = within(document, "schema", table);
  const inTable = ofTable.reduce<unknown>(partAt, document);
  const full = column === undefined ? ofTable : [...ofTable, ...within(inTable, "properties", column)];
  return contractIssue(contract, { path: key === undefined ? full : [...full, key], message });
}

/** A mistake at one value of a list among the contract's own properties, such as its consumers. */
export function ownPropertyIssue(
  contract: Pick<Contract, "file">,
  { property, value }: { property: string; value: string },
  message: string,
): InputIssue {
  const document = yamlValue(readInput(contract.file))?.value;
  const entries = partAt(document, "customProperties");
  const index = Array.isArray(entries)
    ? entries.findIndex((entry) => partAt(entry, "property") === property)
    : -1;
  const list = index < 0 ? undefined : partAt(partAt(partAt(document, "customProperties"), index), "value");
  const at = Array.isArray(list) ? list.indexOf(value) : -1;
  const path = index < 0 ? [] : [index, "value", ...(at < 0 ? [] : [at])];
  return contractIssue(contract, { path: ["customProperties", ...path], message });
}

/** `[list, index]` of the last entry of that name, the one that repeats it; `[list]` where there is none. */
function within(value: unknown, list: string, name: string): KeyPath {
  const entries = partAt(value, list);
  const index = Array.isArray(entries) ? entries.findLastIndex((entry) => isNamed(entry, name)) : -1;
  return index < 0 ? [list] : [list, index];
}

/** By its physical name, which may be qualified, or by its name. */
const isNamed = (entry: unknown, name: string): boolean =>
  [partAt(entry, "physicalName"), partAt(entry, "name")].some(
    (each) => typeof each === "string" && each.split(".").at(-1)?.toLowerCase() === name,
  );
