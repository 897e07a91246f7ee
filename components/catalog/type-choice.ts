import { quote } from "../errors/check-yaml";
import { icebergText, logicalTypes, type ColumnType, type LogicalType } from "./column-types";
import { decimalType, defaultType, physicalType, type PhysicalType } from "./physical-types";

/** What a column or field says of its type, but for the fields and items that it holds. */
export interface TypeWords {
  readonly logicalType?: LogicalType | undefined;
  readonly physicalType?: string | undefined;
  readonly logicalTypeOptions: {
    readonly format?: string | undefined;
    readonly timezone?: boolean | undefined;
  };
}

/** The type that a column is laid with. */
export interface ChosenType {
  readonly logical: LogicalType;
  readonly type: ColumnType;
  /** Letters that a text may have, by its physical type. */
  readonly length?: number;
  /** The physical type, where the table is laid with another one. */
  readonly replaced?: string;
}

/** Why no type could be chosen, at a key of the column. */
export interface TypeFault {
  readonly path: readonly string[];
  readonly message: string;
}

/** Iceberg's own words for each logical type (spec v2, "Primitive Types"); the first is the default. */
const own: Readonly<Partial<Record<LogicalType, { words: readonly string[]; allowed: string }>>> = {
  string: { words: ["string"], allowed: "string" },
  date: { words: ["date"], allowed: "date" },
  timestamp: { words: ["timestamptz", "timestamp"], allowed: "timestamptz (default) or timestamp" },
  integer: { words: ["long", "int"], allowed: "long (default) or int" },
  number: {
    words: ["double", "float"],
    allowed: "double (default), float or decimal(precision, scale) up to 38",
  },
  boolean: { words: ["boolean"], allowed: "boolean" },
};
const ownWords = new Set(Object.values(own).flatMap(({ words }) => words));

/** What `format` of a number says, in bits; the wider ones fit no type but a decimal. */
const formats = new Map([
  ...["i8", "i16", "i32", "u8", "u16"].map((format) => [format, "int"] as const),
  ...["i64", "u32"].map((format) => [format, "long"] as const),
  ["u64", "decimal(20, 0)"],
  ["f32", "float"],
  ["f64", "double"],
]);

/**
 * The type of a column by its logical type, narrowed by a physical type or an option where that says more. A physical type of
 * another database is documentation; one of Iceberg's own words has to fit.
 */
export function chooseType(words: TypeWords): ChosenType | TypeFault {
  const { physicalType: written } = words;
  const known = written === undefined ? undefined : physicalType(written);
  const logical = words.logicalType ?? known?.logical;
  if (logical === undefined) {
    const given = written === undefined ? "" : `, and ${quote(written)} says none`;
    return { path: ["logicalType"], message: `is missing${given}; use one of ${logicalTypes.join(", ")}` };
  }
  const byOption = optionType(logical, words);
  if (byOption !== undefined && typeof byOption !== "string") return byOption;
  const standard = byOption ?? defaultType(logical);
  if (written === undefined) return { logical, type: standard };
  if (own[logical]?.words.includes(written) === true) return { logical, type: written };
  const exact = fitting(logical, known, standard);
  if (exact === undefined && (ownWords.has(written) || /^decimal *\(/.test(written))) {
    const allowed = own[logical]?.allowed ?? "none";
    return { path: ["physicalType"], message: `${quote(written)} does not fit ${logical}; use ${allowed}` };
  }
  const type = exact ?? standard;
  const isSame = icebergText(type).replaceAll(" ", "") === written.toLowerCase().replaceAll(" ", "");
  return {
    logical,
    type,
    ...(logical === "string" && type === "string" && known?.length !== undefined && { length: known.length }),
    ...(!isSame && { replaced: written }),
  };
}

/** The type that a physical type asks for, where the logical type bears it. */
function fitting(
  logical: LogicalType,
  known: PhysicalType | undefined,
  standard: ColumnType,
): ColumnType | undefined {
  if (known === undefined) return undefined;
  if (known.logical === logical) return known.type ?? standard;
  const isWhole = typeof known.type === "string" && known.type.endsWith(", 0)");
  const bears =
    (logical === "number" && known.logical === "integer") ||
    (logical === "integer" && isWhole) ||
    // Until 3.1 the standard had no timestamp.
    (logical === "date" && known.logical === "timestamp");
  return bears ? (known.type ?? defaultType(known.logical)) : undefined;
}

function optionType(
  logical: LogicalType,
  { logicalTypeOptions: options }: TypeWords,
): string | TypeFault | undefined {
  if (logical === "timestamp") return options.timezone === false ? "timestamp" : undefined;
  if ((logical !== "integer" && logical !== "number") || options.format === undefined) return undefined;
  const type = formats.get(options.format);
  const isFloat = type === "float" || type === "double";
  if (type !== undefined && isFloat === (logical === "number")) return type;
  const allowed = logical === "number" ? "f32, f64" : "i8, i16, i32, i64, u8, u16, u32, u64";
  const wide = /^[iu]128$/.test(options.format)
    ? `, or leave it out and use physicalType ${decimalType(38, 0)}`
    : "";
  return {
    path: ["logicalTypeOptions", "format"],
    message: `${quote(options.format)} is no ${logical} that a table holds; use one of ${allowed}${wide}`,
  };
}
