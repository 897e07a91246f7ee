import type { Feature } from "./corpus";

const column = "schema[0].properties[1]";
const laid = `${column}.physicalType: physical types are kept as documentation, tables are laid with: note`;
const names = "physical names are kept as documentation, the catalog has names of its own";

/** Tables and views, and how they are called. */
export const named: readonly Feature[] = [
  { title: "a table of no physical type", table: { physicalType: undefined } },
  { title: "a table of another kind", table: { physicalType: "topic" } },
  {
    title: "a view beside it",
    more: [
      {
        name: "Notes by day",
        physicalType: "view",
        properties: [{ name: "day", logicalType: "date", physicalName: "DAY" }],
      },
    ],
    notes: ["schema[1]: are views, documented and not laid: Notes by day"],
  },
  { title: "a physical name of ours", table: { physicalName: "notes_v1" } },
  {
    title: "a qualified physical name",
    table: { physicalName: "shop.PUBLIC.NOTES" },
    notes: [`schema[0].physicalName: ${names}: shop.PUBLIC.NOTES`],
  },
  {
    title: "a column's physical name",
    column: { physicalName: "NOTE_TX" },
    notes: [`${column}.physicalName: ${names}: NOTE_TX`],
  },
  { title: "names in other cases", table: { name: "Shop Notes" }, column: { name: "noteText" } },
  {
    title: "a word that queries have to quote",
    column: { name: "order" },
    notes: [`${column}.name: are words that a query of Athena has to put in double quotes: order`],
  },
  {
    title: "business words",
    table: { businessName: "Notes", dataGranularityDescription: "One a day." },
    column: { businessName: "Note" },
  },
  {
    title: "positions that are none",
    column: { primaryKeyPosition: -1, partitionKeyPosition: -1 },
  },
];

/** Types of columns. */
export const typed: readonly Feature[] = [
  {
    title: "a text of a database",
    column: { physicalType: "VARCHAR(20)" },
    rules: ['ColumnLength "note" <= 20 where "note IS NOT NULL"'],
    notes: [`${laid} string`],
  },
  {
    title: "an integer of 32 bits",
    column: { logicalType: "integer", logicalTypeOptions: { format: "i32" } },
    type: "int",
  },
  {
    title: "a float of 32 bits",
    column: { logicalType: "number", logicalTypeOptions: { format: "f32" } },
    type: "float",
  },
  {
    title: "a decimal of a database",
    column: { logicalType: "number", physicalType: "NUMERIC(10,2)" },
    type: "decimal(10, 2)",
    notes: [`${laid} decimal(10, 2)`],
  },
  {
    title: "a timestamp without time zone",
    column: { logicalType: "timestamp", logicalTypeOptions: { timezone: false } },
    type: "timestamp",
  },
  {
    title: "a date that is a timestamp, as before 3.1",
    version: "v3.0.2",
    column: { logicalType: "date", physicalType: "datetime" },
    type: "timestamp",
    notes: [`${laid} timestamp`],
  },
  {
    title: "a type that only the database says",
    column: { logicalType: undefined, physicalType: "bigint" },
    type: "long",
    notes: [`${laid} long`],
  },
  { title: "no type at all", column: { logicalType: undefined } },
  {
    title: "a time",
    column: { logicalType: "time" },
    notes: [`${column}: times are laid as text, because Athena and Spark have no such type: note`],
  },
  {
    title: "an object",
    column: {
      logicalType: "object",
      properties: [
        { name: "street", logicalType: "string", description: "Street.", required: true },
        { name: "floor", logicalType: "integer", description: "Floor." },
      ],
    },
    type: "struct<street: string, floor: long>",
    rules: ['CustomSql "SELECT COUNT(*) FROM primary WHERE note IS NOT NULL AND note.street IS NULL" = 0'],
  },
  {
    title: "an object of graver fields",
    column: {
      logicalType: "object",
      classification: "restricted",
      properties: [
        { name: "code", logicalType: "string", description: "Code.", classification: "restricted" },
        {
          name: "kind",
          logicalType: "string",
          description: "Kind.",
          classification: "internal",
          unique: true,
        },
      ],
    },
    type: "struct<code: string, kind: string>",
    rules: ['CustomSql "SELECT COUNT(note.kind) - COUNT(DISTINCT note.kind) FROM primary" = 0'],
    notes: [`${column}: are opened or shut whole, by the highest of their fields: note`],
  },
  {
    title: "an array",
    column: { logicalType: "array", items: { logicalType: "string" } },
    type: "list<string>",
  },
  {
    title: "an array of objects of arrays",
    column: {
      logicalType: "array",
      items: {
        logicalType: "object",
        properties: [
          { name: "days", logicalType: "array", description: "Days.", items: { logicalType: "date" } },
        ],
      },
    },
    type: "list<struct<days: list<date>>>",
  },
  {
    title: "a map of a database",
    column: { logicalType: "object", physicalType: "map<string,decimal(4,2)>" },
    type: "map<string, decimal(4, 2)>",
  },
  {
    title: "an object that does not say its fields",
    column: { logicalType: "object" },
    notes: [`${column}: do not say what they hold and are laid as text for JSON: note`],
  },
  {
    title: "an array that does not say its items",
    column: { logicalType: "array" },
    notes: [`${column}: do not say what they hold and are laid as text for JSON: note`],
  },
];
