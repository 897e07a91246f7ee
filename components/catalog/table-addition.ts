/** Columns that a table of the catalog lacks: what a deploy asks for and the runtime unit `catalog/evolution` does. */

/** A column, by its name and its type as the Glue catalog writes it, e.g. `decimal(18,2)` or `array<string>`. */
export interface NamedType {
  readonly name: string;
  readonly type: string;
}

/** One request: columns that a table is to have. Those that it has already are left as they are. */
export interface TableAddition {
  /** Role of governance that may change the domain's tables, by ARN. */
  readonly roleArn: string;
  /** Workgroup of Athena that the statement runs in. */
  readonly workgroup: string;
  /** Physical names. */
  readonly database: string;
  readonly table: string;
  readonly columns: readonly NamedType[];
}

const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** The statement for Athena, whose DDL takes no description (Athena User Guide, "ALTER TABLE ADD COLUMNS" of Iceberg). */
export function addColumnsStatement(database: string, table: string, columns: readonly NamedType[]): string {
  const list = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(", ");
  return `ALTER TABLE ${quoted(database)}.${quoted(table)} ADD COLUMNS (${list})`;
}

const plain = (type: string): string => type.toLowerCase().replaceAll(/\s/g, "");

/**
 * Which of the wanted columns a table lacks.
 * @throws Error for a column that it has with another type: adding cannot mend that
 */
export function missingColumns(wanted: readonly NamedType[], has: readonly NamedType[]): NamedType[] {
  const types = new Map(has.map(({ name, type }) => [name.toLowerCase(), type]));
  const other = wanted.filter(({ name, type }) => plain(types.get(name) ?? type) !== plain(type));
  if (other.length > 0) {
    const each = other.map(({ name, type }) => `${name} is ${types.get(name)} there and ${type} here`);
    throw new Error(`columns with another type: ${each.join(", ")}; make the contract and the table agree.`);
  }
  return wanted.filter(({ name }) => !types.has(name));
}
