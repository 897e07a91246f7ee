import type { UnplacedIssue } from "../errors/check-yaml";
import { rankOf } from "../facts/classification";
import { legalBases, opensSomewhere } from "../facts/legal-bases";
import { columnKindsOf, leastClassification } from "../facts/personal-data";
import { layerDays } from "../facts/retention";
import { mayRead } from "../facts/visibility";
import { nearest } from "../errors/nearest";
import { lifeMistakes } from "./contract-life";
import type { ContractDocument } from "./contract-schema";

type Table = ContractDocument["schema"][number];
type Column = Table["properties"][number];

/** What one field alone cannot show: the parts of a contract against each other and against its place in the tree. */
export function contractMistakes(
  contract: ContractDocument,
  place: { domain: string; name: string },
): UnplacedIssue[] {
  return [
    ...placeMistakes(contract, place),
    ...propertyMistakes(contract),
    ...contract.schema.flatMap((table, index) => tableMistakes(contract, table, index)),
    ...serviceLevelMistakes(contract),
    ...lifeMistakes(contract),
  ];
}

function placeMistakes(contract: ContractDocument, place: { domain: string; name: string }): UnplacedIssue[] {
  return (["domain", "name"] as const)
    .filter((key) => contract[key] !== place[key])
    .map((key) => ({
      path: [key],
      message: `"${contract[key]}" is not where the file is; use "${place[key]}" or move the file to ${contract.domain}/${contract.name}.yaml`,
    }));
}

function propertyMistakes({ customProperties: own }: ContractDocument): UnplacedIssue[] {
  if (own.shareable || own.consumers.length === 0) return [];
  const message =
    "name consumers of a product that is not shareable; set shareable to true or empty consumers";
  return [{ path: ["customProperties"], message }];
}

function tableMistakes(contract: ContractDocument, table: Table, index: number): UnplacedIssue[] {
  const path = ["schema", index];
  const issues: UnplacedIssue[] = table.properties.flatMap((column, position) =>
    columnMistakes(contract, column).map(({ key, message }) => ({
      path: [...path, "properties", position, key],
      message,
    })),
  );
  issues.push(...qualityMistakes(table).map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
  const { layer } = table.customProperties;
  const days = contract.customProperties.retention?.days;
  if (days !== undefined && days < layerDays[layer].default) {
    const message = `are kept ${days} days, less than the ${layerDays[layer].default} of layer ${layer}; retention goes only upwards`;
    issues.push({ path: [...path, "customProperties"], message });
  }
  issues.push(
    ...accessMistakes(contract, table).map((message) => ({ path: [...path, "customProperties"], message })),
  );
  issues.push(
    ...upstreamMistakes(contract.domain, table).map((message) => ({
      path: [...path, "customProperties"],
      message,
    })),
  );
  return issues;
}

/** Aggregates and reports can be traced (BCBS 239, principles 2 and 3), within what their domain may read. */
function upstreamMistakes(domain: string, { customProperties: own }: Table): string[] {
  if (own.layer === "gold" && own.upstream === undefined)
    return [`do not say upstream, which a gold table has to; list products of ${domain} and bronze/<folder>`];
  return (own.upstream ?? [])
    .filter((source) => !source.startsWith("bronze/") && !source.startsWith(`${domain}.`))
    .map(
      (source) =>
        `name upstream "${source}", which is of another domain; name the feed that brings it, bronze/<folder>`,
    );
}

/** Which metrics measure a table and which a column, and that named columns exist. */
function qualityMistakes(table: Table): UnplacedIssue[] {
  const names = table.properties.map((column) => column.name);
  const onTable = table.quality.flatMap((check, index) => {
    const path = ["quality", index];
    const unknown = check.arguments?.properties?.find((name) => !names.includes(name));
    if (unknown !== undefined) {
      return [
        {
          path: [...path, "arguments"],
          message: `name "${unknown}", which is no column; use ${names.join(", ")}`,
        },
      ];
    }
    const whole = check.metric === "rowCount" || check.type === "sql";
    if (whole || (check.metric === "duplicateValues" && check.arguments?.properties !== undefined)) return [];
    const message = `"${check.metric}" needs a column; move it to one, or use rowCount or duplicateValues with properties`;
    return [{ path: [...path, "metric"], message }];
  });
  const onColumns = table.properties.flatMap((column, position) =>
    column.quality.flatMap((check, index) => {
      if (check.metric !== "rowCount") return [];
      const message = '"rowCount" counts rows of the table; move it to the quality of the table';
      return [{ path: ["properties", position, "quality", index, "metric"], message }];
    }),
  );
  return [...onTable, ...onColumns];
}

function columnMistakes(contract: ContractDocument, column: Column): { key: string; message: string }[] {
  const { classification, personalData } = contract.customProperties;
  const issues = [];
  if (rankOf(column.classification) > rankOf(classification)) {
    const message = `"${column.classification}" is above the contract's own "${classification}"; raise the contract's or lower the column's`;
    issues.push({ key: "classification", message });
  }
  const pii = column.customProperties.pii ?? "none";
  if (personalData !== "none" && column.customProperties.pii === undefined) {
    const message = `does not say which personal data it holds, in a product with personal data; add pii: none, direct, quasi or phi`;
    issues.push({ key: "customProperties", message });
  }
  if (!columnKindsOf[personalData].includes(pii)) {
    const message = `say pii "${pii}", but the contract says personalData "${personalData}"; make them agree`;
    issues.push({ key: "customProperties", message });
  }
  if (rankOf(column.classification) < rankOf(leastClassification[pii])) {
    const message = `"${column.classification}" is too low for pii "${pii}"; use at least ${leastClassification[pii]}`;
    issues.push({ key: "classification", message });
  }
  return issues;
}

/** Statements that open columns: each names a consumer, columns that are there and shut, and a ground that can open them. */
function accessMistakes({ customProperties: { consumers } }: ContractDocument, table: Table): string[] {
  const names = table.properties.map(({ name }) => name);
  const opened = new Set<string>();
  return (table.customProperties.columnAccess ?? []).flatMap(({ reader, columns, legalBasis }) => {
    const at = `columnAccess for "${reader}"`;
    const stranger = consumers.includes(reader)
      ? []
      : [
          `${at}: is no consumer of this contract; use one of ${consumers.join(", ") || "none, and add it first"}`,
        ];
    const faults = columns.flatMap((name): string[] => {
      const column = table.properties.find((each) => each.name === name);
      if (column === undefined) {
        const meant = nearest(name, names);
        const help = meant === undefined ? `use one of ${names.join(", ")}` : `did you mean "${meant}"?`;
        return [`${at}: "${name}" is no column of this table; ${help}`];
      }
      const key = `${reader} ${name}`;
      if (opened.has(key)) return [`${at}: opens "${name}" twice; keep one`];
      opened.add(key);
      const pii = column.customProperties.pii ?? "none";
      if (mayRead({ classification: column.classification, pii }, "restricted"))
        return [
          `${at}: "${name}" is ${column.classification} with pii "${pii}", which a clearance opens; remove it`,
        ];
      if (opensSomewhere(legalBasis, pii)) return [];
      const able = Object.entries(legalBases).filter(([, basis]) => basis.opens.some((kind) => kind === pii));
      const words = able.map(([word]) => word).join(", ");
      return [`${at}: ${legalBasis.join(", ")} opens no "${pii}" such as "${name}"; use one of ${words}`];
    });
    return [...stranger, ...faults];
  });
}

function serviceLevelMistakes({ schema, slaProperties }: ContractDocument): UnplacedIssue[] {
  const elements = schema.flatMap((table) =>
    table.properties
      .filter((column) => column.logicalType === "timestamp")
      .map((column) => `${table.name}.${column.name}`),
  );
  return slaProperties.flatMap((level, index) => {
    if (level.property !== "latency") return [];
    const path = ["slaProperties", index];
    const issues: UnplacedIssue[] = [];
    if (level.element === undefined || !elements.includes(level.element)) {
      issues.push({
        path: [...path, "element"],
        message: `${level.element === undefined ? "is missing" : `"${level.element}" is not a timestamp here`}; use table.column of the one that shows freshness`,
      });
    }
    if (typeof level.value !== "number" || !["minutes", "hours", "days"].includes(level.unit ?? "")) {
      issues.push({
        path,
        message: "is not a time; give a number as value and minutes, hours or days as unit",
      });
    }
    return issues;
  });
}
