import { isScalar, parseDocument, type YAMLMap } from "yaml";

import { semanticVersion } from "../../components/catalog/contract-values";
import { isView } from "../../components/catalog/table-schema";
import { editorLine } from "../schema/contract-schema";
import { adoptColumn, adoptName, nothingMet, type Met } from "./adopt-columns";
import { adoptReferences } from "./adopt-references";
import { statusMeant } from "./column-hints";
import type { Renamed } from "./renames";
import { ContractEdit } from "./yaml-edit";

/** A contract of the standard made ready for `contracts/`. */
export interface Adopted {
  readonly text: string;
  /** What only a person can answer, one for each marker. */
  readonly asked: readonly string[];
}

const day = 1440;

/**
 * Puts into a contract what the platform needs beyond the standard: proposals where there is something to go by, a marker where
 * there is not. What stands in it stays, with its comments; a word that had to change is remarked beside the new one.
 * @param text a map in YAML without syntax errors
 */
export function adoptText(text: string, { domain }: { domain: string }): Adopted {
  const document = parseDocument(text);
  const edit = new ContractEdit(document);
  const contract = document.contents as YAMLMap;
  adoptHead(edit, contract, domain);
  const met = nothingMet();
  const tables = edit.mapsOf(contract.get("schema"));
  adoptReferences(
    edit,
    contract,
    tables.map((table) => ({ table, names: adoptTable(edit, table, met) })),
  );
  adoptFacts(edit, contract, met);
  return {
    text: `${editorLine}\n${withoutEditorLine(document.toString({ lineWidth: 0 }))}`,
    asked: edit.asked,
  };
}

const withoutEditorLine = (text: string): string => text.replace(/^# *yaml-language-server:.*\n/m, "");

function adoptHead(edit: ContractEdit, contract: YAMLMap, domain: string): void {
  const was = edit.textOf(contract, "domain");
  if (was === undefined) edit.propose(contract, "domain", domain, "the folder that it is in");
  else if (was !== domain) edit.set(contract, "domain", domain, `was: ${was}`);
  const version = contract.get("version", true);
  const written = isScalar(version) ? String(version.source ?? version.value) : "";
  if (isScalar(version) && typeof version.value !== "string")
    edit.set(contract, "version", written, "was no text");
  else if (semanticVersion(written) === undefined) {
    const near = semanticVersion(/^v?\d+(\.\d+){0,2}/.exec(written)?.[0] ?? "");
    if (near === undefined) edit.ask(contract, "version", `three numbers such as 1.0.0; was: ${written}`);
    else edit.propose(contract, "version", near, `it was ${written}`);
  }
  const status = edit.textOf(contract, "status") ?? "";
  const meant = statusMeant(status);
  if (meant === undefined)
    edit.ask(
      contract,
      "status",
      `proposed, draft, active, deprecated or retired; was: ${status || "not said"}`,
    );
  else if (meant !== status) edit.propose(contract, "status", meant, `it was ${status}`);
}

/** What the table and its columns are called now; undefined for a view, which is not laid. */
function adoptTable(edit: ContractEdit, table: YAMLMap, met: Met): Renamed | undefined {
  if (isView({ physicalType: edit.textOf(table, "physicalType") })) return undefined;
  const named = adoptName(edit, table);
  edit.property(table, "layer", (entry) => {
    edit.propose(entry, "value", "silver", "gold is for what is made of other products");
  });
  const parts = edit.mapsOf(table.get("properties")).map((column) => adoptColumn(edit, column, met));
  return { ...named, parts };
}

/** What is said of the whole contract. Nobody reads it before a person says who may. */
function adoptFacts(edit: ContractEdit, contract: YAMLMap, met: Met): void {
  const least = met.at === "" ? "" : `; at least ${met.classification}, which column ${met.at} is`;
  edit.property(contract, "classification", (entry) => {
    edit.ask(entry, "value", `public, internal, confidential or restricted${least}`);
  });
  edit.property(contract, "personalData", (entry) => {
    edit.ask(entry, "value", `none, personal or phi${suggestion(met)}`);
  });
  const proposals: readonly (readonly [string, unknown, string])[] = [
    ["shareable", false, "nobody reads it yet"],
    ["consumers", [], "names of consumers once it is shareable"],
    ["recoveryRpoMinutes", day, "a day of changes may be lost"],
    ["recoveryRtoMinutes", day, "it is back within a day"],
  ];
  for (const [property, value, why] of proposals)
    edit.property(contract, property, (entry) => {
      edit.propose(entry, "value", value, why);
    });
}

function suggestion({ health, personal }: Met): string {
  if (health.length > 0) return `; names suggest phi: ${health.join(", ")}`;
  return personal.length > 0 ? `; names suggest personal: ${personal.join(", ")}` : "; no name suggests any";
}
