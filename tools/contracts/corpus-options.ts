import type { Feature } from "./corpus";

const column = "schema[0].properties[1]";
const options = `${column}.logicalTypeOptions`;
const idle = "is kept and makes no rule";

/** A column `note` of a type with options. */
const optional = (logicalType: string, logicalTypeOptions: object, more: object = {}) => ({
  column: { logicalType, logicalTypeOptions, ...more },
});
const counted = (condition: string): string =>
  `CustomSql "SELECT COUNT(*) FROM primary WHERE ${condition}" = 0`;

/** Options of types. */
export const bounded: readonly Feature[] = [
  {
    title: "a length and a pattern",
    ...optional("string", { minLength: 1, maxLength: 9, pattern: "^[A-Z]" }),
    rules: [
      'ColumnLength "note" >= 1 where "note IS NOT NULL"',
      'ColumnLength "note" <= 9 where "note IS NOT NULL"',
      'ColumnValues "note" matches "^[A-Z]" where "note IS NOT NULL"',
    ],
  },
  ...["email", "uuid", "uri", "hostname", "ipv4", "ipv6", "byte"].map((format): Feature => ({
    title: `a text of format ${format}`,
    ...optional("string", { format }),
    rules: [/^ColumnValues "note" matches "\^.*\$" where "note IS NOT NULL"$/],
  })),
  ...["password", "binary", "IBAN"].map((format): Feature => ({
    title: `a text of format ${format}`,
    ...optional("string", { format }),
    notes: [`${options}.format: ${idle}: no rule can tell the format "${format}"`],
  })),
  {
    title: "a number's bounds and step",
    ...optional("number", { multipleOf: 0.5, exclusiveMinimum: 0, exclusiveMaximum: 10, format: "f64" }),
    type: "double",
    rules: [
      'ColumnValues "note" > 0 where "note IS NOT NULL"',
      'ColumnValues "note" < 10 where "note IS NOT NULL"',
      counted("CAST(note AS DECIMAL(38, 12)) % 0.5 <> 0"),
    ],
  },
  {
    title: "an integer's bounds and step",
    ...optional("integer", { multipleOf: 5, minimum: -10, maximum: 10, format: "u8" }),
    type: "int",
    rules: [
      'ColumnValues "note" >= -10 where "note IS NOT NULL"',
      'ColumnValues "note" <= 10 where "note IS NOT NULL"',
      'ColumnValues "note" >= 0 where "note IS NOT NULL"',
      'ColumnValues "note" <= 255 where "note IS NOT NULL"',
      counted("note % 5 <> 0"),
    ],
  },
  {
    title: "bounds that are left out, as before 3.1",
    version: "v3.0.2",
    isOld: true,
    ...optional("integer", {
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 9,
      exclusiveMaximum: false,
    }),
    type: "long",
    rules: [
      'ColumnValues "note" > 0 where "note IS NOT NULL"',
      'ColumnValues "note" <= 9 where "note IS NOT NULL"',
    ],
  },
  {
    title: "a bound that is left out and is none, as before 3.1",
    version: "v3.0.2",
    isOld: true,
    ...optional("number", { exclusiveMinimum: true }),
    type: "double",
    notes: [`${options}.exclusiveMinimum: ${idle}: there is no bound beside it that it could leave out`],
  },
  {
    title: "bounds of a time, which is a date before 3.1",
    version: "v3.0.2",
    isOld: true,
    ...optional(
      "date",
      { minimum: "2020-01-01 00:00:00", exclusiveMinimum: true, format: "yyyy-MM-dd HH:mm:ss" },
      { physicalType: "datetime" },
    ),
    type: "timestamp",
    rules: [counted("note <= TIMESTAMP '2020-01-01 00:00:00'")],
    notes: [
      `${column}.physicalType: physical types are kept as documentation, tables are laid with: note timestamp`,
      `${options}.format: ${idle}: the table holds days and times themselves, not how they are written`,
    ],
  },
  {
    title: "a date's bounds",
    ...optional("date", { minimum: "2020-01-01", exclusiveMaximum: "2030-01-01" }),
    type: "date",
    rules: [counted("note < DATE '2020-01-01'"), counted("note >= DATE '2030-01-01'")],
  },
  {
    title: "a timestamp's zones",
    ...optional("timestamp", { timezone: true, defaultTimezone: "Europe/Paris" }),
    type: "timestamptz",
    notes: [`${options}.defaultTimezone: ${idle}: the table's times are in UTC`],
  },
  {
    title: "a timestamp of the standard's own zone",
    ...optional("timestamp", { defaultTimezone: "Etc/UTC" }),
    type: "timestamptz",
  },
  {
    title: "a time's bounds",
    ...optional("time", { minimum: "08:00:00", exclusiveMaximum: "20:00:00" }),
    rules: [counted("note < '08:00:00'"), counted("note >= '20:00:00'")],
    notes: [`${column}: times are laid as text, because Athena and Spark have no such type: note`],
  },
  {
    title: "an array's sizes",
    ...optional(
      "array",
      { minItems: 1, maxItems: 3, uniqueItems: true },
      { items: { logicalType: "string" } },
    ),
    type: "list<string>",
    rules: [
      counted("note IS NOT NULL AND size(note) < 1"),
      counted("note IS NOT NULL AND size(note) > 3"),
      counted("note IS NOT NULL AND size(array_distinct(note)) < size(note)"),
    ],
  },
  {
    title: "what an array's items are asked for",
    column: {
      logicalType: "array",
      items: { logicalType: "string", logicalTypeOptions: { minLength: 1 } },
    },
    type: "list<string>",
    notes: [`${column}.items: is kept and not run: no rule is made of what is inside a list`],
  },
  {
    title: "an object's sizes and fields",
    ...optional(
      "object",
      { minProperties: 1, maxProperties: 2, required: ["street"] },
      {
        properties: [
          { name: "street", logicalType: "string", description: "Street." },
          { name: "floor", logicalType: "integer", description: "Floor." },
        ],
      },
    ),
    type: "struct<street: string, floor: long>",
    rules: [counted("note IS NOT NULL AND note.street IS NULL")],
    notes: [
      `${options}.minProperties: ${idle}: the fields of the column are fixed`,
      `${options}.maxProperties: ${idle}: the fields of the column are fixed`,
    ],
  },
];
