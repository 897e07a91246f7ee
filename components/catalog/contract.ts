import { checkYaml, placeIssues, type UnplacedIssue, type YamlSource } from "../errors/check-yaml";
import type { InputIssue } from "../errors/input-error";
import { readInput } from "../errors/read-input";
import { pathText } from "../errors/key-path";
import type { Classification } from "../facts/classification";
import type { PersonalData } from "../facts/personal-data";
import { noteReserved } from "./catalog-names";
import { contractMistakes } from "./contract-checks";
import { readFacts, type ContractFacts, type Place } from "./contract-facts";
import { contractSchema } from "./contract-schema";
import { highest, resolveTable } from "./contract-tables";
import { documentationOf, noteDocumentation, type Documentation } from "./documentation";
import { noteServiceLevels } from "./freshness";
import { checkAdvisories } from "./quality-advisories";
import type { Retention } from "./own-properties";
import type { ServiceLevel } from "./service-levels";
import type { Release } from "./releases/release";
import type { TableSpec } from "./table-spec";
import { usableContract } from "./usable-contract";

export type { ContractColumn, TableSpec } from "./table-spec";

/** A data product as the compiler, the accounts and the sharing edges use it. */
export interface Contract {
  /** `<domain>.<name>`, the name that consumers ask for. */
  readonly product: string;
  /** One over all contracts, and the same for all of its life. */
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly version: string;
  readonly status: ContractFacts["status"];
  readonly purpose: string;
  /** Name of the team that answers for it. */
  readonly owner: string;
  /** Where the contract stands, relative to the working directory, and the line of its `domain`. */
  readonly file: string;
  readonly line: number;
  /** The highest of the contract's own classification and all its columns'. */
  readonly classification: Classification;
  readonly personalData: PersonalData;
  readonly shareable: boolean;
  readonly consumers: readonly string[];
  readonly retention?: Retention;
  /** In minutes. */
  readonly recovery: { readonly rpoMinutes: number; readonly rtoMinutes: number };
  readonly slas: readonly ServiceLevel[];
  readonly tables: readonly TableSpec[];
  /** What was released of it, the first release first; absent where nothing was. */
  readonly releases?: readonly Release[];
  /** What it says for people and other tools. */
  readonly documentation: Documentation;
  /** What it says that is kept but does not do what a reader may expect; said once, and never a reason to refuse it. */
  readonly advisories: readonly InputIssue[];
}

/**
 * One contract from its text; `place` is the folder and file name that it must agree with. Mistakes of form and of meaning come
 * together: what is of no use is left out, and the rest is judged.
 */
export function readContract(
  source: YamlSource,
  place: Place,
): { value: Contract } | { issues: InputIssue[] } {
  const checked = checkYaml(contractSchema, source);
  const document = "value" in checked ? checked.value : usableContract(source.text);
  const ofForm = "issues" in checked ? checked.issues : [];
  if (document === undefined) return { issues: ofForm };
  const { facts, issues, notes } = readFacts(document, place);
  const found = [...issues, ...beside(issues, contractMistakes(facts, place))];
  const ofMeaning = found.length === 0 ? [] : placeIssues(source, found);
  const mistakes = [
    ...ofForm,
    ...ofMeaning.filter(({ path }) => !ofForm.some((each) => isWithin(path, each.path))),
  ];
  if (mistakes.length > 0) return { issues: mistakes };
  noteDocumentation(document, notes);
  noteServiceLevels(facts, notes);
  noteReserved(facts.schema, notes);
  const lines = [...notes.lines(), ...checkAdvisories(document.schema)];
  return { value: resolve(facts, source, lines.length === 0 ? [] : placeIssues(source, lines)) };
}

/** Leaves out what follows from a mistake that is said already, at the same value. */
const beside = (said: readonly UnplacedIssue[], issues: readonly UnplacedIssue[]): UnplacedIssue[] => {
  const places = new Set(
    said.filter(({ path }) => path.at(-1) !== "customProperties").map(({ path }) => pathText(path)),
  );
  return issues.filter(({ path }) => !places.has(pathText(path)));
};

const isWithin = (path: string, ancestor: string): boolean =>
  path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);

/** Places a mistake that shows only from outside, such as an unknown domain or consumer, in the contract's file. */
export function contractIssue(contract: Pick<Contract, "file">, issue: UnplacedIssue): InputIssue {
  return placeIssues({ file: contract.file, text: readInput(contract.file) }, [issue])[0] as InputIssue;
}

function resolve(facts: ContractFacts, source: YamlSource, advisories: InputIssue[]): Contract {
  const { customProperties: own, domain, name, version, status } = facts;
  const tables = facts.schema.map((table) => resolveTable(facts, table));
  return {
    product: `${domain}.${name}`,
    id: facts.id,
    domain,
    name,
    version,
    status,
    purpose: facts.purpose,
    owner: facts.owner,
    file: source.file,
    line: Math.max(1, source.text.split("\n").findIndex((line) => line.startsWith("domain:")) + 1),
    classification: highest([own.classification, ...tables.map((table) => table.classification)]),
    personalData: own.personalData,
    shareable: own.shareable,
    consumers: own.consumers,
    ...(own.retention && { retention: own.retention }),
    recovery: { rpoMinutes: own.recoveryRpoMinutes, rtoMinutes: own.recoveryRtoMinutes },
    slas: facts.slaProperties,
    tables,
    documentation: documentationOf(facts),
    advisories,
  };
}
