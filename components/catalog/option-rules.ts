import { plainNumber, sparkName, sparkString } from "../sql/literals";
import { columnValues, noRow, type RuleColumn } from "./rule-text";
import { boundOf, idleExclusions, type TypeOptions } from "./type-options";

/** Formats of texts that a pattern can tell; `password` and `binary` say how a text is meant and not how it looks. */
const formatPatterns: ReadonlyMap<string, string> = new Map(
  Object.entries({
    email: String.raw`^[^@\s]+@[^@\s]+\.[^@\s]+$`,
    uuid: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    uri: String.raw`^[A-Za-z][A-Za-z0-9+.\-]*:\S+$`,
    hostname: String.raw`^(?=.{1,253}$)[A-Za-z0-9](-?[A-Za-z0-9])*(\.[A-Za-z0-9](-?[A-Za-z0-9])*)*$`,
    ipv4: String.raw`^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)$`,
    ipv6: String.raw`^(?=.*::|([0-9a-fA-F]{1,4}:){7})[0-9a-fA-F:]{2,39}(\.[0-9.]+)?$`,
    byte: "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  }),
);

/** What formats of integers hold, where the column's type holds more. */
const integerBounds = new Map<string, readonly [low: number, high?: number]>(
  Object.entries({
    i8: [-128, 127],
    i16: [-32_768, 32_767],
    u8: [0, 255],
    u16: [0, 65_535],
    u32: [0, 4_294_967_295],
    u64: [0],
    u128: [0],
  }),
);

const symbols = { minimum: ">=", maximum: "<=", exclusiveMinimum: ">", exclusiveMaximum: "<" } as const;
const strict = { ">=": ">", "<=": "<", ">": ">", "<": "<" } as const;
const negated = { ">=": "<", "<=": ">", ">": "<=", "<": ">=" } as const;

/** The rules of DQDL that a column's options make, in the order of the standard's table. */
export function optionRules(column: RuleColumn): string[] {
  const { options } = column;
  return [
    ...boundRules(column),
    ...lengthRules(column),
    ...(options.pattern === undefined ? [] : [columnValues(column, { matches: options.pattern })]),
    ...formatRules(column),
    ...(options.multipleOf === undefined ? [] : [noRow(remainder(column, options.multipleOf))]),
    ...sizeRules(column),
  ];
}

function boundRules(column: RuleColumn): string[] {
  return (Object.keys(symbols) as (keyof typeof symbols)[]).flatMap((name) => {
    const bound = boundOf(column.options, name);
    if (bound === undefined) return [];
    const symbol = bound.isOpen ? strict[symbols[name]] : symbols[name];
    const { value } = bound;
    if (typeof value === "number") return [columnValues(column, { symbol, value })];
    return [noRow(`${sparkName(column.name)} ${negated[symbol]} ${instant(column, value)}`)];
  });
}

/** A bound of a day or time as Spark's literal. Iceberg's times are texts to Spark, which compare as they stand. */
function instant({ logicalType }: RuleColumn, value: string): string {
  if (logicalType === "time") return sparkString(value);
  const isDay = logicalType === "date" && value.length === "2020-01-31".length;
  return `${isDay ? "DATE" : "TIMESTAMP"} ${sparkString(value)}`;
}

function lengthRules(column: RuleColumn): string[] {
  const { minLength, maxLength } = column.options;
  return [
    ...(minLength ? [columnValues(column, { symbol: ">=", value: minLength, of: "length" })] : []),
    ...(maxLength === undefined
      ? []
      : [columnValues(column, { symbol: "<=", value: maxLength, of: "length" })]),
  ];
}

function formatRules(column: RuleColumn): string[] {
  const { format = "" } = column.options;
  const pattern = formatPatterns.get(format);
  if (column.logicalType === "string" && pattern !== undefined)
    return [columnValues(column, { matches: pattern })];
  const [low, high] = (column.logicalType === "integer" ? integerBounds.get(format) : undefined) ?? [];
  return [
    ...(low === undefined ? [] : [columnValues(column, { symbol: ">=", value: low })]),
    ...(high === undefined ? [] : [columnValues(column, { symbol: "<=", value: high })]),
  ];
}

/** Of a floating number the remainder is seldom nothing, so it is taken of the decimal that it stands for. */
function remainder({ name, logicalType }: RuleColumn, divisor: number): string {
  const column = sparkName(name);
  const exact = logicalType === "integer" ? column : `CAST(${column} AS DECIMAL(38, 12))`;
  return `${exact} % ${plainNumber(divisor)} <> 0`;
}

function sizeRules({ name, logicalType, options }: RuleColumn): string[] {
  const column = sparkName(name);
  const inMap = logicalType === "map";
  const [least, most] = inMap
    ? [options.minProperties, options.maxProperties]
    : [options.minItems, options.maxItems];
  // The size of what is null is -1 or null, by setting.
  const sized = (condition: string) => noRow(`${column} IS NOT NULL AND ${condition}`);
  return [
    ...(least ? [sized(`size(${column}) < ${least}`)] : []),
    ...(most === undefined ? [] : [sized(`size(${column}) > ${most}`)]),
    ...(options.uniqueItems ? [sized(`size(array_distinct(${column})) < size(${column})`)] : []),
    ...(options.required ?? []).map((field) => sized(`${sparkName(`${name}.${field}`)} IS NULL`)),
  ];
}

/** Options that make no rule and no type, with what they are then. */
export function idleOptions(
  options: TypeOptions,
  type: string | undefined,
): { option: keyof TypeOptions; why: string }[] {
  const idle: { option: keyof TypeOptions; why: string }[] = [];
  const { format, defaultTimezone } = options;
  if (type === "string" && format !== undefined && !formatPatterns.has(format))
    idle.push({ option: "format", why: `no rule can tell the format "${format}"` });
  if (["date", "timestamp", "time"].includes(type ?? "") && format !== undefined)
    idle.push({
      option: "format",
      why: "the table holds days and times themselves, not how they are written",
    });
  if (defaultTimezone !== undefined && !/^(Etc\/)?UTC$|^Z$/.test(defaultTimezone))
    idle.push({ option: "defaultTimezone", why: "the table's times are in UTC" });
  for (const option of idleExclusions(options))
    idle.push({ option, why: "there is no bound beside it that it could leave out" });
  if (type === "object")
    for (const option of ["minProperties", "maxProperties"] as const)
      if (options[option] !== undefined) idle.push({ option, why: "the fields of the column are fixed" });
  return idle;
}
