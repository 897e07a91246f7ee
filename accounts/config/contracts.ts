import { quote, type UnplacedIssue } from "../../components/errors/check-yaml";
import { InputError } from "../../components/errors/input-error";
import { classifications, type Classification } from "../../components/facts/classification";
import { personalDataKinds, type PersonalData } from "../../components/facts/personal-data";
import type { TableSpec } from "../../components/catalog/contract";
import { unshared, type Life } from "../../components/catalog/contract-life";
import { ownPropertyIssue } from "../../components/catalog/contract-places";
import { visibleColumns, type Viewer } from "../../components/catalog/visible-columns";
import { domainDays } from "./sections/retention";
import { choose } from "./checks/check";
import { readersOf } from "./readers";
import { placeInStackFile, platformPath } from "./stack-file";
import type { StackFile } from "./stack-text";
import type { Platform } from "./platform";

/** What the configuration has to know of a data contract. */
export interface ContractSummary extends Life {
  /** `<domain>.<name>`. */
  readonly product: string;
  readonly domain: string;
  readonly name: string;
  /** Names of the consumers that it is published to; `ml` is machine learning. */
  readonly consumers: readonly string[];
  readonly shareable: boolean;
  /** The highest of its columns. */
  readonly classification: Classification;
  readonly personalData: PersonalData;
  readonly retention?: { readonly days: number };
  readonly tables: readonly Pick<TableSpec, "layer" | "columns" | "columnAccess">[];
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Checks a stack against the contracts: what each reader asks for is published, published to it, shareable, neither
 * a draft nor at its end, and within its clearance; and each domain declares at least the classification and personal data that its contracts have.
 * Products of domains that the stack does not have are left to `parseStack`.
 * @param today YYYY-MM-DD, by which a deprecated product ends
 * @throws {InputError} with every mistake, placed in the stack file
 */
export function checkProducts(
  platform: Platform,
  contracts: readonly ContractSummary[],
  source: StackFile,
  today: string,
): void {
  const issues = [
    ...domainIssues(platform, contracts),
    ...retentionIssues(platform, contracts),
    ...readerIssues(platform, contracts, today),
  ];
  if (issues.length === 0) return;
  throw new InputError(
    placeInStackFile(
      source,
      issues.map((issue) => ({ ...issue, path: [...platformPath, ...issue.path] })),
    ),
  );
}

function domainIssues({ domains }: Platform, contracts: readonly ContractSummary[]): UnplacedIssue[] {
  return domains.flatMap((domain, index) => {
    const own = contracts.filter((contract) => contract.domain === domain.name);
    return ceilings.flatMap(({ key, order }): UnplacedIssue[] => {
      const rank = (each: Ceiling): number => order.indexOf(each[key]);
      const top = own.reduce<ContractSummary | undefined>(
        (highest, each) => (highest && rank(highest) >= rank(each) ? highest : each),
        undefined,
      );
      if (top === undefined || rank(top) <= rank(domain)) return [];
      const message = `${quote(domain[key])} is below ${quote(top[key])} of ${top.product} at ${top.file}:${top.line}; use ${top[key]}`;
      return [{ path: ["domains", index, key], message }];
    });
  });
}

/** A product may keep its tables longer than its domain keeps their layer, but not shorter: the layer's bucket says how long. */
function retentionIssues(
  { domains, retention: stack }: Platform,
  contracts: readonly ContractSummary[],
): UnplacedIssue[] {
  return domains.flatMap((domain, index) => {
    const days = domainDays(stack, domain.retention);
    return contracts
      .filter((contract) => contract.domain === domain.name)
      .flatMap(({ product, retention, tables, file, line }) => {
        const layer = tables
          .map((table) => table.layer)
          .find((each) => (retention?.days ?? Infinity) < days[each]);
        if (retention === undefined || layer === undefined) return [];
        const message = `keeps ${layer} ${days[layer]} days, but ${product} at ${file}:${line} says ${retention.days}; use ${days[layer]} or more there, or leave its retention out`;
        return [{ path: ["domains", index], message }];
      });
  });
}

type Ceiling = Pick<ContractSummary, "classification" | "personalData">;

/** What a domain declares of all it holds, in rising order: stores are tagged and cleaned up by it. */
const ceilings: readonly { key: keyof Ceiling; order: readonly string[] }[] = [
  { key: "classification", order: classifications },
  { key: "personalData", order: personalDataKinds },
];

function readerIssues(
  platform: Platform,
  contracts: readonly ContractSummary[],
  today: string,
): UnplacedIssue[] {
  const byProduct = new Map(contracts.map((contract) => [contract.product, contract]));
  const published = contracts.map(({ product }) => product).sort();
  return readersOf(platform).flatMap((reader) =>
    reader.products.flatMap((product, index): UnplacedIssue[] => {
      const contract = byProduct.get(product);
      const fault = contract
        ? refusal(contract, { ...reader, jurisdiction: platform.jurisdiction }, today)
        : `is published by no contract; ${choose(product, ofDomain(published, product), "add one to contracts/")}`;
      if (fault === undefined) return [];
      return [{ path: [...reader.path, "products", index], message: `${quote(product)} ${fault}` }];
    }),
  );
}

function ofDomain(published: readonly string[], product: string): string[] {
  const domain = product.slice(0, product.indexOf(".") + 1);
  return published.filter((each) => each.startsWith(domain));
}

function refusal(contract: ContractSummary, reader: Viewer, today: string): string | undefined {
  const { consumers, shareable, tables, file, line } = contract;
  const where = `${file}:${line}`;
  const ended = unshared(contract, today);
  if (ended !== undefined) {
    return `${ended.fault}, so it is shared with nobody; remove it here or ${ended.wayOut} at ${where}`;
  }
  if (!shareable) return `is not shareable; remove it here or make it shareable at ${where}`;
  if (!consumers.includes(reader.name)) {
    return `does not list the consumer ${quote(reader.name)}; remove it here or list the consumer at ${where}`;
  }
  return tables.some((table) => visibleColumns(table, reader).length > 0)
    ? undefined
    : `has no column that clearance ${quote(reader.clearance)} opens here; remove it here, raise the clearance or add a columnAccess to the contract at ${where}`;
}

/** What one stack file has that contracts name. */
export interface StackNames {
  readonly domains: readonly string[];
  readonly readers: readonly string[];
}

/**
 * Checks that every contract is of a domain, and for consumers, that some stack has.
 * @param stacks every stack file of the project
 * @throws {InputError} with one issue for each name that no stack has, placed in the contract's file
 */
export function checkContracts(contracts: readonly ContractSummary[], stacks: readonly StackNames[]): void {
  const known = (names: (stack: StackNames) => readonly string[]) =>
    [...new Set(stacks.flatMap(names))].sort();
  const [domains, readers] = [known((stack) => stack.domains), known((stack) => stack.readers)];
  const issues = contracts.flatMap((contract) => {
    const { domain, file, line, consumers } = contract;
    const stray = domains.includes(domain)
      ? []
      : [{ file, line, column: 1, path: "domain", message: noStackHas(domain, "domain", domains) }];
    const strangers = consumers.filter((each) => !readers.includes(each));
    return [
      ...stray,
      ...strangers.map((value) =>
        ownPropertyIssue(contract, { property: "consumers", value }, noStackHas(value, "consumer", readers)),
      ),
    ];
  });
  if (issues.length > 0) throw new InputError(issues);
}

const noStackHas = (value: string, noun: string, known: readonly string[]): string =>
  `${quote(value)} is a ${noun} of no stack file; ${choose(value, known, `add a ${noun} to a stack file`)}`;
