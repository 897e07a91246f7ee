import type { InputIssue } from "../errors/input-error";
import { partAt } from "../errors/key-path";
import { readInput } from "../errors/read-input";
import { yamlValue } from "../errors/yaml-value";
import { contractIssue, type Contract } from "./contract";

/** A mistake at one value of a list among a contract's own properties, such as its consumers. */
export function ownPropertyIssue(
  contract: Pick<Contract, "file">,
  { property, value }: { property: string; value: string },
  message: string,
): InputIssue {
  const entries = partAt(yamlValue(readInput(contract.file))?.value, "customProperties");
  const index = Array.isArray(entries)
    ? entries.findIndex((entry) => partAt(entry, "property") === property)
    : -1;
  const list = partAt(partAt(entries, index), "value");
  const at = Array.isArray(list) ? list.indexOf(value) : -1;
  const path = index < 0 ? [] : [index, "value", ...(at < 0 ? [] : [at])];
  return contractIssue(contract, { path: ["customProperties", ...path], message });
}
