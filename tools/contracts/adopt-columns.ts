import type { YAMLMap } from "yaml";

import { logicalTypes } from "../../components/catalog/column-types";
import { snakeName } from "../../components/catalog/contract-values";
import { physicalType } from "../../components/catalog/physical-types";
import { classifications, rankOf, type Classification } from "../../components/facts/classification";
import { classMeant, hintFor } from "./column-hints";
import { snakeCase } from "./names";
import type { Renamed } from "./renames";
import type { ContractEdit } from "./yaml-edit";

/** What the columns come to, for what is asked of the whole contract. */
export interface Met {
  /** The gravest class, and the column that has it. */
  classification: Classification;
  at: string;
  /** Columns whose names suggest personal data. */
  readonly personal: string[];
  /** Columns whose names suggest health data. */
  readonly health: string[];
}

export const nothingMet = (): Met => ({
  classification: "internal",
  at: "",
  personal: [],
  health: [],
});

/** Makes the name one that the catalog takes; returns what it was and is. */
export function adoptName(edit: ContractEdit, map: YAMLMap): Omit<Renamed, "parts"> {
  const was = edit.textOf(map, "name") ?? "";
  const physical = edit.textOf(map, "physicalName");
  const known = { was, ...(physical !== undefined && { physical }) };
  const is = snakeCase(was);
  if (snakeName.safeParse(was).success || is === "") return { ...known, is: was };
  edit.set(map, "name", is, `was: ${was}`);
  return { ...known, is };
}

/** A column, or a field within one: its name, type, class and personal data. */
export function adoptColumn(edit: ContractEdit, column: YAMLMap, met: Met, isInside = false): Renamed {
  const named = adoptName(edit, column);
  const fields = edit.mapsOf(column.get("properties"));
  const items = edit.mapOf(column.get("items"));
  adoptType(edit, column, { isStruct: fields.length > 0, isList: items !== undefined });
  if (column.get("primaryKey") === true && column.get("required") !== true)
    edit.propose(column, "required", true, "a primary key is always required");
  const inside = items === undefined ? fields : [...fields, ...edit.mapsOf(items.get("properties"))];
  const parts = inside.map((field) => adoptColumn(edit, field, met, true));
  const hint = hintFor(named.is);
  if (hint !== undefined) (hint.pii === "phi" ? met.health : met.personal).push(named.is);
  const given = edit.textOf(column, "classification");
  // A field within takes the class of its column, and a column that of its fields.
  const proposal =
    hint?.classification ??
    (isInside || isWithin(edit, column, (field) => field.has("classification")) ? undefined : "internal");
  const known = given !== undefined && classifications.some((each) => each === given);
  if (known) meet(met, given as Classification, named.is);
  else if (given !== undefined) {
    const meant = classMeant(given);
    if (meant === undefined)
      edit.ask(column, "classification", `${classifications.join(", ")}; was: ${given}`);
    else {
      edit.propose(column, "classification", meant, `it was ${given}`);
      meet(met, meant, named.is);
    }
  } else if (proposal !== undefined) {
    edit.propose(
      column,
      "classification",
      proposal,
      hint === undefined ? "nothing in its name" : "by its name",
    );
    meet(met, proposal, named.is);
  }
  const isSaid = (field: YAMLMap) => edit.has(field, "pii");
  const pii = hint?.pii ?? (isInside || isWithin(edit, column, isSaid) ? undefined : "none");
  if (pii !== undefined)
    edit.property(column, "pii", (entry) =>
      edit.propose(entry, "value", pii, hint ? "by its name" : "nothing in its name"),
    );
  return { ...named, parts };
}

function meet(met: Met, classification: Classification, at: string): void {
  if (
    rankOf(classification) < rankOf(met.classification) ||
    (met.at !== "" && classification === met.classification)
  )
    return;
  met.classification = classification;
  met.at = at;
}

/** Whether something is so of any field within. */
function isWithin(edit: ContractEdit, column: YAMLMap, test: (field: YAMLMap) => boolean): boolean {
  const items = edit.mapOf(column.get("items"));
  const fields = [...edit.mapsOf(column.get("properties")), ...(items === undefined ? [] : [items])];
  return fields.some((field) => test(field) || isWithin(edit, field, test));
}

function adoptType(edit: ContractEdit, column: YAMLMap, holds: { isStruct: boolean; isList: boolean }): void {
  if (column.has("logicalType") || holds.isStruct || holds.isList) return;
  const physical = edit.textOf(column, "physicalType");
  if (physical !== undefined && physicalType(physical) !== undefined) return;
  edit.ask(column, "logicalType", logicalTypes.join(", "));
}
