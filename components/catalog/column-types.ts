/** The standard's logical types that a table column can have here; nested and free-form types are not governed per field. */
export const logicalTypes = ["string", "date", "timestamp", "integer", "number", "boolean"] as const;
export type LogicalType = (typeof logicalTypes)[number];

interface TypeFamily {
  /** The Iceberg types that a contract may name as physical type; the first is the default. */
  readonly physical: readonly string[];
  /** Said when none fits. */
  readonly allowed: string;
}

const decimalPattern = /^decimal\((\d{1,2}), ?(\d{1,2})\)$/;

const families: Readonly<Record<LogicalType, TypeFamily>> = {
  string: { physical: ["string"], allowed: "string" },
  date: { physical: ["date"], allowed: "date" },
  timestamp: { physical: ["timestamptz", "timestamp"], allowed: "timestamptz (default) or timestamp" },
  integer: { physical: ["long", "int"], allowed: "long (default) or int" },
  number: {
    physical: ["double", "float"],
    allowed: "double (default), float or decimal(precision, scale) up to 38",
  },
  boolean: { physical: ["boolean"], allowed: "boolean" },
};

/** Types whose name differs between Iceberg and the Glue catalog. */
const glueNames: Readonly<Record<string, string>> = { long: "bigint", timestamptz: "timestamp" };

/**
 * The Iceberg and Glue types of a column (Iceberg spec v2, "Primitive Types"; money is `decimal`, never a float,
 * where the contract says so), or the allowed physical types when the one given does not fit.
 */
export function glueType(
  logical: LogicalType,
  physical?: string,
): { readonly iceberg: string; readonly glue: string } | { readonly allowed: string } {
  const family = families[logical];
  const decimal = logical === "number" ? decimalType(physical) : undefined;
  const iceberg =
    decimal ??
    (physical === undefined ? family.physical[0] : family.physical.find((name) => name === physical));
  return iceberg === undefined
    ? { allowed: family.allowed }
    : { iceberg, glue: glueNames[iceberg] ?? iceberg };
}

function decimalType(physical = ""): string | undefined {
  const [, precision, scale] = decimalPattern.exec(physical) ?? [];
  const fits = Number(precision) >= 1 && Number(precision) <= 38 && Number(scale) <= Number(precision);
  return fits ? `decimal(${Number(precision)}, ${Number(scale)})` : undefined;
}
