import type { UnplacedIssue } from "../errors/check-yaml";
import { rankOf } from "../facts/classification";
import { legalBases, opensSomewhere } from "../facts/legal-bases";
import { columnKindsOf, leastClassification } from "../facts/personal-data";
import { layerDays } from "../facts/retention";
import { mayRead } from "../facts/visibility";
import { nearest } from "../errors/nearest";
import { filterProblems } from "../sql/predicate";
import { nameMistakes } from "./catalog-names";
import { sqlColumns } from "./checked-table";
import { keyMistakes } from "./column-checks";
import type { ColumnFacts as Column } from "./column-facts";
import type { ContractFacts, Place, TableFacts as Table } from "./contract-facts";
import { lifeMistakes } from "./contract-life";
import { kebabName, domainName } from "./contract-values";
import { serviceLevelMistakes } from "./freshness";
import { checkMistakes } from "./quality-checks";

/** What one field alone cannot show: the parts of a contract against each other and against its place in the tree. */
export function contractMistakes(contract: ContractFacts, place: Place): UnplacedIssue[] {
  return [
    ...placeMistakes(contract, place),
    ...propertyMistakes(contract),
    ...contract.schema.flatMap((table) => tableMistakes(contract, table)),
    ...serviceLevelMistakes(contract),
    ...lifeMistakes(contract),
  ];
}

function placeMistakes(contract: ContractFacts, place: Place): UnplacedIssue[] {
  const misplaced = (["domain", "name"] as const)
    .filter((key) => contract[key] !== place[key])
    .map((key) => ({
      path: [key],
      message: `"${contract[key]}" is not where the file is; use "${place[key]}" or move the file to ${contract.domain}/${contract.name}.yaml`,
    }));
  if (misplaced.length > 0) return misplaced;
  return [
    { key: "domain", schema: domainName },
    { key: "name", schema: kebabName },
  ].flatMap(({ key, schema }) =>
    (schema.safeParse(place[key as keyof Place]).error?.issues ?? []).map(({ message }) => ({
      path: [key],
      message: `${message} in the file's ${key === "name" ? "name" : "folder"}`,
    })),
  );
}

function propertyMistakes({ customProperties: own }: ContractFacts): UnplacedIssue[] {
  if (own.shareable || own.consumers.length === 0) return [];
  const message =
    "name consumers of a product that is not shareable; set shareable to true or empty consumers";
  return [{ path: ["customProperties"], message }];
}

function tableMistakes(contract: ContractFacts, table: Table): UnplacedIssue[] {
  const path = ["schema", table.position];
  const issues: UnplacedIssue[] = [...nameMistakes(table), ...keyMistakes(table)].map((issue) => ({
    ...issue,
    path: [...path, ...issue.path],
  }));
  const ofColumns = table.properties.flatMap((column, position) =>
    columnMistakes(contract, column).map(({ key, message }) => ({
      path: [...path, "properties", position, key],
      message,
    })),
  );
  issues.push(...ofColumns);
  const isStrict = !contract.apiVersion.startsWith("v3.0");
  const ofChecks = checkMistakes({ ...table, physicalName: table.laidName }, { isStrict });
  for (const own of [ofChecks, filterMistakes(table)])
    issues.push(...own.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
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

/** The row filter is a control: what Lake Formation would refuse, or read otherwise, is a mistake. */
function filterMistakes({ customProperties: own, properties, places }: Table): UnplacedIssue[] {
  if (own.rowFilter === undefined) return [];
  const index = places.get("rowFilter");
  const path = ["customProperties", ...(index === undefined ? [] : [index, "value"])];
  return filterProblems(own.rowFilter, sqlColumns(properties)).map((message) => ({ path, message }));
}

function columnMistakes(contract: ContractFacts, column: Column): { key: string; message: string }[] {
  const { classification, personalData } = contract.customProperties;
  const issues = [];
  if (rankOf(column.classification) > rankOf(classification)) {
    const message = `"${column.classification}" is above the contract's own "${classification}"; raise the contract's or lower the column's`;
    issues.push({ key: "classification", message });
  }
  const pii = column.customProperties.pii ?? "none";
  const isSaid = !contract.unsaid.has("personalData");
  if (isSaid && personalData !== "none" && column.customProperties.pii === undefined) {
    const message = `does not say which personal data it holds, in a product with personal data; add pii: none, direct, quasi or phi`;
    issues.push({ key: "customProperties", message });
  }
  if (isSaid && !columnKindsOf[personalData].includes(pii)) {
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
function accessMistakes({ customProperties: { consumers }, unsaid }: ContractFacts, table: Table): string[] {
  const names = table.properties.map(({ name }) => name);
  const opened = new Set<string>();
  return (table.customProperties.columnAccess ?? []).flatMap(({ reader, columns, legalBasis }) => {
    const at = `columnAccess for "${reader}"`;
    const stranger =
      unsaid.has("consumers") || consumers.includes(reader)
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
