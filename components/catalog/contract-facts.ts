import { quote, type UnplacedIssue } from "../errors/check-yaml";
import type { KeyPath } from "../errors/key-path";
import type { Classification } from "../facts/classification";
import type { PersonalData } from "../facts/personal-data";
import { readColumn, type ColumnFacts, type Findings } from "./column-facts";
import type { CustomProperty } from "./contract-documentation";
import { Notes } from "./contract-notes";
import { ownerOf } from "./contract-people";
import type { ContractText } from "./contract-schema";
import { kebabName, semanticVersion, snakeName, type TableLayer } from "./contract-values";
import { ownProperties, readOwn, type Level, type OwnValues } from "./own-properties";
import { isView, type TableDocument } from "./table-schema";
import { unread } from "./usable-contract";

/** A table that is laid. */
export interface TableFacts extends Omit<TableDocument, "customProperties" | "properties"> {
  /** Its index in the contract's `schema`, where views stand too. */
  readonly position: number;
  /** What the catalog calls it. */
  readonly laidName: string;
  readonly properties: readonly ColumnFacts[];
  readonly customProperties: OwnValues<"table"> & { readonly layer: TableLayer };
  /** Index of each of them in the contract's list. */
  readonly places: ReadonlyMap<string, number>;
}

/** A contract with its free words understood and Meridian's properties read. */
export interface ContractFacts extends Omit<ContractText, "customProperties" | "schema"> {
  readonly domain: string;
  readonly name: string;
  /** What the authors call it, where that is no name here. */
  readonly title?: string;
  readonly owner: string;
  readonly purpose: string;
  readonly schema: readonly TableFacts[];
  readonly customProperties: OwnValues<"contract"> & {
    readonly classification: Classification;
    readonly personalData: PersonalData;
    readonly recoveryRpoMinutes: number;
    readonly recoveryRtoMinutes: number;
    readonly consumers: readonly string[];
    readonly shareable: boolean;
  };
  /** Required properties that it does not say, or not so that they can be read. What is asked of them is not asked again. */
  readonly unsaid: ReadonlySet<string>;
  readonly others: readonly CustomProperty[];
}

/** What stands for a required property that is not said: nothing that would raise a mistake of its own. */
const standIns = {
  classification: "restricted",
  personalData: "none",
  recoveryRpoMinutes: 60,
  recoveryRtoMinutes: 60,
  consumers: [],
  shareable: false,
} as const;

/** How each required property is answered. */
const answers: Readonly<Record<string, string>> = {
  classification: "public, internal, confidential or restricted",
  personalData: "none, personal or phi",
  recoveryRpoMinutes: "a number of minutes",
  recoveryRtoMinutes: "a number of minutes",
  consumers: "a list of names, empty for nobody",
  shareable: "true or false",
  layer: "silver or gold",
};

/** Where a contract stands: the folder and file name that it must agree with. */
export interface Place {
  readonly domain: string;
  readonly name: string;
}

/** Understands a contract as far as can be, with every mistake met on the way and what is to be said of what is only kept. */
export function readFacts(
  contract: ContractText,
  place: Place,
): { facts: ContractFacts; issues: UnplacedIssue[]; notes: Notes } {
  const findings: Findings = { issues: [], notes: new Notes() };
  const { issues, notes } = findings;
  const read = ownOf("contract", contract.customProperties, ["customProperties"], findings);
  const unsaid = new Set(Object.keys(standIns).filter((name) => !(name in read.values)));
  const customProperties = { ...standIns, ...read.values } as ContractFacts["customProperties"];
  const named = kebabName.safeParse(contract.name).success;
  const { domain = place.domain } = contract;
  const name = named ? contract.name! : place.name;
  const version = semanticVersion(contract.version);
  if (version === undefined) {
    const message = `${quote(contract.version)} is not a semantic version; use three numbers such as 1.4.0`;
    issues.push({ path: ["version"], message });
  } else if (version !== contract.version) notes.add("version", ["version"], version);
  const schema = contract.schema.flatMap((table, position) =>
    isView(table)
      ? noteView(table, position, notes)
      : [readTable(table, position, customProperties.classification, findings)],
  );
  if (schema.length === 0 && !contract.schema.includes(unread))
    issues.push({ path: ["schema"], message: "has no table; describe at least one that is no view" });
  const owner = ownerOf(contract.team);
  if (owner === undefined) notes.add("owner", contract.team === undefined ? [] : ["team"], domain);
  const { purpose } = contract.description;
  if (!purpose) notes.add("purpose", ["description"]);
  const facts: ContractFacts = {
    ...contract,
    domain,
    name,
    version: version ?? contract.version,
    ...(!named && contract.name !== undefined && { title: contract.name }),
    owner: owner ?? domain,
    purpose: purpose ?? "",
    schema,
    customProperties,
    unsaid,
    others: read.others,
  };
  return { facts, issues, notes };
}

/** Meridian's properties of a level, with what it has to say and does not. */
function ownOf<At extends Level>(
  level: At,
  properties: readonly CustomProperty[],
  path: KeyPath,
  { issues, notes }: Findings,
) {
  const read = readOwn(level, properties, path);
  issues.push(...read.issues);
  const given = properties.map(({ property }) => property);
  const required = level === "contract" ? Object.keys(standIns) : level === "table" ? ["layer"] : [];
  for (const name of required.filter((each) => !given.includes(each) && each in ownProperties[level])) {
    const message = `do not say ${name}; add an entry with that property: ${answers[name]}`;
    issues.push({ path, message });
  }
  for (const { property } of read.others) notes.add("own", path, property);
  return read;
}

function noteView(table: TableDocument, position: number, notes: Notes): [] {
  if (table !== unread) notes.add("views", ["schema", position], table.name);
  return [];
}

function readTable(
  table: TableDocument,
  position: number,
  standIn: Classification,
  findings: Findings,
): TableFacts {
  const path = ["schema", position];
  const { issues, notes } = findings;
  const read = ownOf("table", table.customProperties, [...path, "customProperties"], findings);
  const isName = snakeName.safeParse(table.physicalName).success;
  if (table.physicalName !== undefined && !isName)
    notes.add("names", [...path, "physicalName"], table.physicalName);
  if (table.properties.length === 0)
    issues.push({ path: [...path, "properties"], message: "has no column; describe at least one" });
  return {
    ...table,
    position,
    laidName: isName ? table.physicalName! : table.name,
    properties: table.properties.map((column, index) =>
      readColumn(column, [...path, "properties", index], standIn, findings),
    ),
    customProperties: { layer: "silver", ...read.values },
    places: read.places,
  };
}
