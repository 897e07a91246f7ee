import type { ColumnType, LogicalType } from "./column-types";

/** What a physical type of some database is here. */
export interface PhysicalType {
  /** The standard's type that it is one of. */
  readonly logical: LogicalType;
  /** The type that a table is laid with; absent where the logical type's own does. */
  readonly type?: ColumnType;
  /** Letters that a text may have. */
  readonly length?: number;
}

const words = (text: string): string[] => text.trim().split(/\s*,\s*/);

/** Texts whose number in brackets is a length. */
const measured = words(
  "varchar, char, character, character varying, nvarchar, nchar, varchar2, nvarchar2, bpchar, string",
);

/** Words of Iceberg, Hive and the usual databases in lower case, without numbers in brackets. */
const families: readonly (PhysicalType & { readonly words: readonly string[] })[] = [
  {
    logical: "string",
    words: [
      ...measured,
      ...words("text, tinytext, mediumtext, longtext, ntext, clob, uuid, uniqueidentifier, json, jsonb"),
      ...words("variant, xml, enum, citext"),
    ],
  },
  {
    logical: "string",
    type: "binary",
    words: words("binary, varbinary, bytes, bytea, blob, raw, binary varying"),
  },
  {
    logical: "integer",
    type: "int",
    words: words("int, integer, int4, int32, int2, int16, smallint, tinyint, mediumint, byteint, serial"),
  },
  { logical: "integer", type: "long", words: words("long, bigint, int8, int64, bigserial") },
  { logical: "number", words: words("decimal, numeric, number, dec, money, smallmoney, bignumeric") },
  { logical: "number", type: "double", words: words("double, double precision, float8, float64") },
  { logical: "number", type: "float", words: words("float, real, float4, float32") },
  { logical: "boolean", words: words("boolean, bool, bit") },
  { logical: "date", words: words("date") },
  {
    logical: "timestamp",
    type: "timestamp",
    words: words("timestamp without time zone, timestamp_ntz, datetime, datetime2, smalldatetime"),
  },
  {
    logical: "timestamp",
    type: "timestamptz",
    words: words(
      "timestamptz, timestamp with time zone, timestamp_tz, timestamp_ltz, datetimeoffset, timestamp with local time zone",
    ),
  },
  // Databases do not agree whether a plain timestamp has a time zone.
  { logical: "timestamp", words: words("timestamp") },
  { logical: "time", words: words("time, timetz, time without time zone, time with time zone") },
  { logical: "object", words: words("object, record, row, struct, map") },
  { logical: "array", words: words("array, list") },
];

const byWord = new Map(families.flatMap(({ words: own, ...family }) => own.map((each) => [each, family])));

/** A physical type as databases write it, e.g. `NUMBER(10,2)` or `map<string,bigint>`; undefined for what is none known. */
export function physicalType(written: string): PhysicalType | undefined {
  const text = written.trim().toLowerCase().replace(/\s+/g, " ");
  const nested = text.includes("<") ? hiveType(text) : undefined;
  if (nested !== undefined && typeof nested !== "string")
    return { logical: nested.kind === "list" ? "array" : "object", type: nested };
  const [, head = "", numbers, tail = ""] = /^([a-z0-9_ ]*?)(?: ?\(([^)]*)\))?( [a-z ]+)?$/.exec(text) ?? [];
  const family = byWord.get(`${head}${tail}`);
  if (family === undefined || numbers === undefined) return family;
  const [first, second = 0] = numbers.split(",").map(Number);
  if (family.logical === "number" && family.type === undefined) {
    const type = decimalType(first, second);
    return type === undefined ? undefined : { ...family, type };
  }
  return measured.includes(head) && Number.isInteger(first) ? { ...family, length: first } : family;
}

/** Iceberg's decimal of at most 38 digits (spec v2, "Primitive Types"); undefined for more, or more behind the point than in all. */
export function decimalType(precision = NaN, scale = NaN): string | undefined {
  const fits =
    [precision, scale].every(Number.isInteger) &&
    precision >= 1 &&
    precision <= 38 &&
    scale >= 0 &&
    scale <= precision;
  return fits ? `decimal(${precision}, ${scale})` : undefined;
}

/** A nested type as Hive and Glue write it, `struct<a:int,b:array<string>>`; undefined where any part of it is not known. */
function hiveType(text: string): ColumnType | undefined {
  const [, head = "", inner = ""] = /^([a-z]+) ?<(.*)>$/.exec(text) ?? [];
  if (head === "") {
    const held = /[<>]/.test(text) ? undefined : physicalType(text);
    return held === undefined ? undefined : (held.type ?? defaultType(held.logical));
  }
  const parts = split(inner);
  if (head === "array" || head === "list") {
    const element = hiveType(inner.trim());
    return element === undefined ? undefined : { kind: "list", element, required: false };
  }
  if (head === "map") {
    const [key, value] = parts.map(hiveType);
    return key === undefined || value === undefined || parts.length !== 2
      ? undefined
      : { kind: "map", key, value };
  }
  if (head !== "struct" && head !== "row") return undefined;
  const fields = parts.map((part) => {
    const [, name = "", of = ""] = /^([a-z_][a-z0-9_]*) ?(?::| ) ?(.+)$/.exec(part) ?? [];
    return { name, description: "", type: hiveType(of), required: false };
  });
  const known = fields.filter(
    (field): field is typeof field & { type: ColumnType } => field.type !== undefined,
  );
  return known.length === fields.length ? { kind: "struct", fields: known } : undefined;
}

/** What stands between the commas that are in no brackets. */
function split(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const letter of text) {
    if ("<(".includes(letter)) depth += 1;
    if (">)".includes(letter)) depth -= 1;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}

const defaults: Readonly<Partial<Record<LogicalType, ColumnType>>> = {
  integer: "long",
  number: "double",
  timestamp: "timestamptz",
  boolean: "boolean",
  date: "date",
};

/** The type of a column that says no more than its logical type. A time is text: neither Athena nor Spark has a type for it. */
export const defaultType = (logical: LogicalType): ColumnType => defaults[logical] ?? "string";
