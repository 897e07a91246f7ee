/** A value as a literal has it. */
export type LiteralValue = string | number | boolean | null;

/**
 * A string literal of Spark SQL. A backslash begins an escape; a doubled quote does not stand for one (`'it''s'` is `its`).
 * Double quotes and control characters are written by their code, so that the text can stand in one line of DQDL, and so is the
 * dollar of `${`, which Spark replaces by a setting even inside a literal.
 */
export function sparkString(value: string): string {
  const inside = value.replace(/[\\'"\p{Cc}]|\$(?=\{)/gu, (char) =>
    char === "\\" || char === "'" ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `'${inside}'`;
}

/** Any value as a literal of Spark SQL. */
export function sparkLiteral(value: LiteralValue): string {
  if (typeof value === "string") return sparkString(value);
  return typeof value === "number" ? plainNumber(value) : String(value);
}

/** Words that Spark SQL reads as part of the statement even where a column is meant. */
const sparkWords = new Set(
  (
    "all and anti any array as between both by case cast check collate column constraint create cross current_date current_time " +
    "current_timestamp current_user date distinct else end escape except exists extract false fetch filter for foreign from full " +
    "grant group having in inner intersect interval into is join lateral leading left like limit minus natural not null offset on " +
    "only or order outer overlaps position primary references right select semi session_user set some sort table then timestamp to " +
    "trailing trim true union unique unknown user using values when where window with"
  ).split(" "),
);

/** A column of Spark SQL by its path (`address.city`), quoted where the bare word would be read as something else. */
export function sparkName(path: string): string {
  return path
    .split(".")
    .map((part) =>
      /^[a-z_]\w*$/i.test(part) && !sparkWords.has(part.toLowerCase())
        ? part
        : `\`${part.replaceAll("`", "``")}\``,
    )
    .join(".");
}

/** A string of standard SQL, where a doubled quote stands for one and nothing else is special. */
export const standardString = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A text in quotes of DQDL, as names of columns and values of lists stand. */
export const dqdlString = (value: string): string =>
  `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/**
 * A regular expression in DQDL, which hands it on as it stands: a quote is written by its code, and so is what would end the line.
 */
export const dqdlPattern = (pattern: string): string =>
  `"${pattern.replace(/\\?["\p{Cc}]|\\./gsu, (part) => {
    const char = part.at(-1) ?? "";
    if (char === '"') return "\\x22";
    return /\p{Cc}/u.test(char) ? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}` : part;
  })}"`;

/** A text of Spark SQL in DQDL, which hands it on as it stands. Texts made here hold no double quotes. */
export const dqdlSql = (sql: string): string => `"${sql}"`;

/**
 * True for what DQDL can compare as text: what looks like a date or a time is one to it, and a list may not hold both.
 * Nor is a text of more than one line a rule of one.
 */
export const isDqdlText = (value: string): boolean =>
  !/^\d{4}-\d\d-\d\d$|^\d{1,2}:\d\d(?: [AP]M)?$|\p{Cc}/u.test(value);

/** A number without an exponent, which DQDL does not read. */
export function plainNumber(value: number): string {
  const [digits = "", exponent] = String(value).split("e");
  if (exponent === undefined) return digits;
  if (Number(exponent) > 0) return BigInt(value).toString();
  const sign = value < 0 ? "-" : "";
  return `${sign}0.${"0".repeat(-Number(exponent) - 1)}${digits.replace(/\D/g, "")}`;
}
