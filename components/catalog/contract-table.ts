import { CatalogTable, CatalogTableOptimizer, DataQualityRuleset } from "@pulumi/aws/glue";
import { DataCellsFilter, ResourceLfTags } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import { rulesetName } from "../naming/names";
import type { Ground } from "../site/home";
import type { CompiledTable } from "./compile";
import type { FilterSpec } from "./filters";
import type { IcebergDefinition } from "./iceberg";
import { lfTagInputs } from "./lf-tag-inputs";
import type { NamedType } from "./table-addition";
import { addColumns, type Evolution } from "./table-evolution";

export interface ContractTableArgs {
  /** Owns the catalog; what it keeps, a deployment cannot delete. */
  home: Ground;
  /** The full required tag set, for the ruleset. */
  tags: Record<string, string>;
  /** Physical name of the database. */
  databaseName: string;
  /** One table of `compileContract`. */
  compiled: CompiledTable;
  /** The filters through which readers see parts of it. Default none. */
  filters?: readonly FilterSpec[];
  /** Columns that the table lacks, and what adds them; before anything is tagged. Default none. */
  additions?: Evolution & { readonly columns: readonly NamedType[] };
  /** Role of the table optimizers; without it there are none. */
  optimizerRoleArn?: pulumi.Input<string>;
  /** Must stand before: the database with its tags, and the optimizers' role with its grant. */
  after: readonly pulumi.Resource[];
}

/** Glue knows optimizer types with underscores; logical names have hyphens. */
const hyphenated = (text: string): string => text.replaceAll("_", "-");

/** What engines change after creation: the catalog's copy is theirs, and writing it back would lose their changes. */
const ownedByEngines = ["storageDescriptor", "parameters", "openTableFormatInput", "partitionKeys"];

/** One table of a data contract with everything that governs it: tags, filters, maintenance and quality rules. */
export class ContractTable extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:ContractTable";
  /** Table, tags and filters; grants on the table must depend on them. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: ContractTableArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ContractTable.type, name, {}, opts);
    const { compiled } = args;
    const { accountId: catalogId, keep, placement } = args.home;
    const { region } = placement;
    const child = { parent: this };
    const on = { databaseName: args.databaseName, tableName: compiled.table.name };
    const table = new CatalogTable(
      name,
      {
        region,
        catalogId,
        databaseName: args.databaseName,
        name: compiled.table.name,
        openTableFormatInput: { icebergInput: icebergInput(compiled.iceberg) },
      },
      {
        ...child,
        dependsOn: [...args.after],
        protect: keep,
        retainOnDelete: keep,
        ignoreChanges: ownedByEngines,
      },
    );
    // Lake Formation refuses concurrent changes to one table, so its operations stand in one line.
    const governed = governTable(this, name, args, extendTable(this, name, args, table));
    const { optimizerRoleArn } = args;
    if (optimizerRoleArn !== undefined) maintainTable(this, name, { ...args, optimizerRoleArn }, governed);
    new DataQualityRuleset(
      name,
      {
        region,
        name: rulesetName(args.databaseName, compiled.table.name),
        description: `Quality rules of ${compiled.product}, table ${compiled.table.name}.`,
        ruleset: compiled.ruleset,
        targetTable: { catalogId, ...on },
        tags: args.tags,
      },
      { ...child, dependsOn: [table] },
    );
    this.parts = [table, ...governed];
    this.registerOutputs({});
  }
}

/** Adds the columns that the table lacks; gives what its tags have to wait for. */
function extendTable(
  parent: ContractTable,
  name: string,
  { home, databaseName: database, compiled, additions }: ContractTableArgs,
  table: pulumi.Resource,
): pulumi.Resource {
  if (additions === undefined) return table;
  const { columns, ...evolution } = additions;
  const what = { home, evolution, database, table: compiled.table.name, columns };
  return addColumns(name, what, parent, table);
}

/** Tags of the table, tags of its columns and filters, each after the one before. */
function governTable(
  parent: ContractTable,
  name: string,
  args: ContractTableArgs,
  table: pulumi.Resource,
): pulumi.Resource[] {
  const { databaseName, compiled } = args;
  const { accountId: catalogId, placement } = args.home;
  const { region } = placement;
  const place = { catalogId, databaseName, name: compiled.table.name };
  const line: pulumi.Resource[] = [];
  const next = () => ({ parent, dependsOn: [line.at(-1) ?? table] });
  const lfTags = lfTagInputs(catalogId, compiled.tags);
  line.push(new ResourceLfTags(name, { region, catalogId, table: place, lfTags }, next()));
  for (const { name: group, columns, tags } of compiled.columnTags) {
    const own = {
      tableWithColumns: { ...place, columnNames: [...columns] },
      lfTags: lfTagInputs(catalogId, tags),
    };
    line.push(new ResourceLfTags(`${name}-${group}`, { region, catalogId, ...own }, next()));
  }
  for (const filter of args.filters ?? []) {
    const tableData = { tableCatalogId: catalogId, databaseName, tableName: place.name, ...cells(filter) };
    line.push(new DataCellsFilter(`${name}-for-${filter.reader}`, { region, tableData }, next()));
  }
  return line;
}

/** The table's optimizers; Glue tries the role at once. */
function maintainTable(
  parent: ContractTable,
  name: string,
  {
    home,
    compiled,
    databaseName,
    optimizerRoleArn,
  }: ContractTableArgs & { optimizerRoleArn: pulumi.Input<string> },
  after: readonly pulumi.Resource[],
): void {
  for (const { type, configuration } of compiled.optimizers) {
    new CatalogTableOptimizer(
      `${name}-${hyphenated(type)}`,
      {
        region: home.placement.region,
        catalogId: home.accountId,
        databaseName,
        tableName: compiled.table.name,
        type,
        configuration: { ...configuration, roleArn: optimizerRoleArn, enabled: true },
      },
      { parent, dependsOn: after.slice(-1) },
    );
  }
}

function cells({ name, columns, rowFilter }: FilterSpec) {
  return {
    name,
    columnNames: [...columns],
    rowFilter: rowFilter === undefined ? { allRowsWildcard: {} } : { filterExpression: rowFilter },
  };
}

/** The provider sends either this or a Hive-style table input; only this one can carry partition transforms. */
function icebergInput({ location, schema, partitionSpec, properties }: IcebergDefinition) {
  return {
    metadataOperation: "CREATE",
    version: "2",
    icebergTableInput: { location, schema, partitionSpec, properties },
  };
}
