import { checkYaml, placeIssues, type UnplacedIssue, type YamlSource } from "../errors/check-yaml";
import type { InputIssue } from "../errors/input-error";
import { readInput } from "../errors/read-input";
import { rankOf, type Classification } from "../facts/classification";
import type { PersonalData, PiiKind } from "../facts/personal-data";
import { glueType } from "./column-types";
import { contractMistakes } from "./contract-checks";
import { contractSchema, type ContractDocument, type Retention, type ServiceLevel } from "./contract-schema";
import type { PartitionTransform, TableLayer } from "./contract-values";
import type { QualityCheck } from "./quality-schema";
import type { ColumnAccess } from "./table-schema";

/** One column of a contract's table, with its types resolved. */
export interface ContractColumn {
  readonly name: string;
  readonly description: string;
  /** Iceberg spec v2 type, e.g. `decimal(18, 2)`. */
  readonly icebergType: string;
  /** The type that the Glue catalog shows for it. */
  readonly glueType: string;
  readonly required: boolean;
  readonly unique: boolean;
  /** Part of the primary key. */
  readonly primaryKey: boolean;
  /** Set on partition columns, in partition order. */
  readonly partition?: { readonly position: number; readonly transform: PartitionTransform };
  readonly classification: Classification;
  readonly pii: PiiKind;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly quality: readonly QualityCheck[];
}

/** One table of a contract. */
export interface TableSpec {
  /** Physical name in the catalog. */
  readonly name: string;
  readonly description: string;
  readonly layer: TableLayer;
  /** The highest classification of its columns. */
  readonly classification: Classification;
  /** Lake Formation row expression that every filtered reader gets, if any. */
  readonly rowFilter?: string;
  /** What it is made from: products of the domain, `<domain>.<name>`, and raw feeds, `bronze/<folder>`. Always given in gold. */
  readonly upstream?: readonly string[];
  readonly columns: readonly ContractColumn[];
  /** Statements that open columns to readers; see `visibleColumns`. */
  readonly columnAccess: readonly ColumnAccess[];
  readonly quality: readonly QualityCheck[];
  /** The column and age that show the table is fresh, from the contract's latency. */
  readonly freshness?: { readonly column: string; readonly minutes: number };
}

/** A data product as the compiler, the accounts and the sharing edges use it. */
export interface Contract {
  /** `<domain>.<name>`, the name that consumers ask for. */
  readonly product: string;
  /** One over all contracts, and the same for all of its life. */
  readonly id: string;
  readonly domain: string;
  readonly name: string;
  readonly version: string;
  readonly status: ContractDocument["status"];
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
  /** What it says that is kept but does not do what a reader may expect; said once, and never a reason to refuse it. */
  readonly advisories: readonly InputIssue[];
}

/** One contract from its text; `place` is the folder and file name that it must agree with. */
export function readContract(
  source: YamlSource,
  place: { domain: string; name: string },
): { value: Contract } | { issues: InputIssue[] } {
  const checked = checkYaml(contractSchema, source);
  if ("issues" in checked) return checked;
  const mistakes = contractMistakes(checked.value, place);
  if (mistakes.length > 0) return { issues: placeIssues(source, mistakes) };
  return { value: resolve(checked.value, source) };
}

/** Places a mistake that shows only from outside, such as an unknown domain or consumer, in the contract's file. */
export function contractIssue(contract: Pick<Contract, "file">, issue: UnplacedIssue): InputIssue {
  return placeIssues({ file: contract.file, text: readInput(contract.file) }, [issue])[0] as InputIssue;
}

function resolve(document: ContractDocument, source: YamlSource): Contract {
  const { customProperties: own, id, domain, name, version, status } = document;
  const tables = document.schema.map((table) => resolveTable(document, table));
  return {
    product: `${domain}.${name}`,
    id,
    domain,
    name,
    version,
    status,
    purpose: document.description.purpose,
    owner: document.team.name,
    file: source.file,
    line: source.text.slice(0, source.text.search(/^domain:/m)).split("\n").length,
    classification: highest([own.classification, ...tables.map((table) => table.classification)]),
    personalData: own.personalData,
    shareable: own.shareable,
    consumers: own.consumers,
    ...(own.retention && { retention: own.retention }),
    recovery: { rpoMinutes: own.recoveryRpoMinutes, rtoMinutes: own.recoveryRtoMinutes },
    slas: document.slaProperties,
    tables,
    advisories: [],
  };
}

type TableDocument = ContractDocument["schema"][number];

function resolveTable(document: ContractDocument, table: TableDocument): TableSpec {
  const { layer, rowFilter, upstream, columnAccess = [] } = table.customProperties;
  const columns = table.properties.map(resolveColumn);
  const freshness = freshnessOf(document, table);
  return {
    name: table.physicalName ?? table.name,
    description: table.description,
    layer,
    classification: highest(columns.map((column) => column.classification)),
    ...(rowFilter && { rowFilter }),
    ...(upstream && { upstream }),
    columns,
    columnAccess,
    quality: table.quality,
    ...(freshness && { freshness }),
  };
}

function resolveColumn(column: TableDocument["properties"][number], index: number): ContractColumn {
  const { logicalTypeOptions: options, customProperties: own } = column;
  const type = glueType(column.logicalType, column.physicalType);
  if ("allowed" in type)
    throw new TypeError(`Column ${column.name} passed its schema with a type that has no mapping.`);
  const transform = own.partitionTransform ?? (defaultsToDay(type.glue) ? "day" : "identity");
  const position = column.partitionKeyPosition ?? index + 1;
  return {
    name: column.name,
    description: column.description,
    icebergType: type.iceberg,
    glueType: type.glue,
    required: column.required,
    unique: column.unique,
    primaryKey: column.primaryKey,
    ...(column.partitioned && { partition: { position, transform } }),
    classification: column.classification,
    pii: own.pii ?? "none",
    ...pick(options, ["minimum", "maximum", "maxLength", "pattern"]),
    quality: column.quality,
  };
}

const defaultsToDay = (type: string): boolean => type === "date" || type === "timestamp";

function pick<T extends object, K extends keyof T>(from: T, keys: readonly K[]): Pick<T, K> {
  return Object.fromEntries(
    keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]),
  ) as Pick<T, K>;
}

const minutesPer: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 1440 };

function freshnessOf(document: ContractDocument, table: TableDocument): TableSpec["freshness"] {
  const level = document.slaProperties.find(
    ({ property, element }) => property === "latency" && element?.startsWith(`${table.name}.`),
  );
  const perUnit = minutesPer[level?.unit ?? ""];
  if (level?.element === undefined || perUnit === undefined) return undefined;
  return { column: level.element.slice(table.name.length + 1), minutes: Number(level.value) * perUnit };
}

function highest(all: readonly Classification[]): Classification {
  return all.reduce((top, next) => (rankOf(next) > rankOf(top) ? next : top), "public");
}
