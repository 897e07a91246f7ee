import { isScalar, parseDocument, type YAMLMap } from "yaml";

import { semanticVersion } from "../../components/catalog/contract-values";
import { isView } from "../../components/catalog/table-schema";
import { editorLine } from "../schema/contract-schema";
import { adoptColumn, adoptName, nothingMet, type Met } from "./adopt-columns";
import { statusMeant } from "./column-hints";
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
  for (const table of edit.mapsOf(contract.get("schema"))) adoptTable(edit, table, met);
  rename(edit, contract, met.renamed);
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

function adoptTable(edit: ContractEdit, table: YAMLMap, met: Met): void {
  if (isView({ physicalType: edit.textOf(table, "physicalType") })) return;
  const { was, is } = adoptName(edit, table);
  edit.property(table, "layer", (entry) => {
    edit.propose(entry, "value", "silver", "gold is for what is made of other products");
  });
  for (const column of edit.mapsOf(table.get("properties"))) {
    const named = adoptColumn(edit, column, met);
    if (was !== is || named.was !== named.is) met.renamed.set(`${was}.${named.was}`, `${is}.${named.is}`);
  }
}

/** Service levels name columns as they are called now. */
function rename(edit: ContractEdit, contract: YAMLMap, renamed: ReadonlyMap<string, string>): void {
  const levels = edit.mapsOf(contract.get("slaProperties")).map((map) => ({ map, key: "element" }));
  for (const { map, key } of [...levels, { map: contract, key: "slaDefaultElement" }]) {
    const was = edit.textOf(map, key);
    const is = was
      ?.split(",")
      .map((each) => renamed.get(each.trim()) ?? each.trim())
      .join(", ");
    if (was !== undefined && is !== undefined && was.replaceAll(" ", "") !== is.replaceAll(" ", ""))
      edit.set(map, key, is, `was: ${was}`);
  }
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
