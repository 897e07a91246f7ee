import type { Feature } from "./corpus";

const column = "schema[0].properties[1]";
const check = `${column}.quality[0]`;
const own = [{ property: "costCentre", value: 7 }];
const link = [{ url: "https://example.org/checks", type: "implementation" }];

/** A check of the column `note`, or of another column in its place. */
const ofColumn = (...quality: object[]) => ({ column: { quality } });

/** Checks that are run. */
const run: readonly Feature[] = [
  {
    title: "a check with all that may stand beside one",
    ...ofColumn({
      id: "check-1",
      name: "Notes are there",
      description: "Almost all notes say something.",
      type: "library",
      metric: "nullValues",
      mustBeLessThan: 5,
      unit: "percent",
      dimension: "completeness",
      businessImpact: "operational",
      severity: "somewhat bad",
      method: "reconciliation",
      scheduler: "cron",
      schedule: "0 20 * * *",
      tags: ["nightly"],
      authoritativeDefinitions: link,
      customProperties: own,
    }),
    rules: [
      'CustomSql "SELECT COALESCE(100.0 * COUNT(CASE WHEN note IS NULL THEN 1 END) / NULLIF(COUNT(*), 0), 0) FROM primary" < 5',
    ],
    notes: [
      `${check}.schedule: is kept; rules run when the table's ruleset does`,
      `${check}.method: is kept; it does not change how the check is run`,
    ],
  },
  {
    title: "a check that does not say its type",
    ...ofColumn({ metric: "duplicateValues", mustBe: 0 }),
    rules: ['IsUnique "note"'],
  },
  {
    title: "values that count as missing, nothing among them",
    ...ofColumn({ metric: "missingValues", mustBe: 0, arguments: { missingValues: [null, "", "N/A"] } }),
    rules: [
      "CustomSql \"SELECT COUNT(*) FROM primary WHERE note IS NULL OR CAST(note AS string) IN ('', 'N/A')\" = 0",
    ],
  },
  {
    title: "values that are valid",
    ...ofColumn({
      metric: "invalidValues",
      mustBeLessOrEqualTo: 1,
      unit: "rows",
      arguments: { validValues: ["a", "b"] },
    }),
    rules: ["CustomSql \"SELECT COUNT(*) FROM primary WHERE note NOT IN ('a', 'b')\" <= 1"],
  },
  {
    title: "a pattern of valid values",
    ...ofColumn({ metric: "invalidValues", mustBe: 0, arguments: { pattern: "^[a-z]+$" } }),
    rules: ['ColumnValues "note" matches "^[a-z]+$" where "note IS NOT NULL"'],
  },
  {
    title: "arguments of somebody's",
    ...ofColumn({ metric: "nullValues", mustBe: 0, arguments: { sample: 10 } }),
    rules: ['IsComplete "note"'],
    notes: [`${check}.arguments: has "sample", which nullValues does not use; it is kept`],
  },
  {
    title: "a unit of somebody's",
    ...ofColumn({ metric: "nullValues", mustBe: 0, unit: "furlongs" }),
    rules: ['IsComplete "note"'],
    notes: [`${check}.unit: "furlongs" is kept; rows are counted, because it is not percent`],
  },
  {
    title: "numbers of rows and of duplicates",
    table: {
      quality: [
        { metric: "rowCount", mustBeBetween: [1, 9] },
        { metric: "rowCount", mustNotBeBetween: [3, 4] },
        { metric: "duplicateValues", mustBe: 0, arguments: { properties: ["id", "note"] } },
      ],
    },
    rules: [
      "(RowCount >= 1) and (RowCount <= 9)",
      "(RowCount < 3) or (RowCount > 4)",
      'CustomSql "SELECT COUNT(CASE WHEN id IS NOT NULL AND note IS NOT NULL THEN 1 END) - COUNT(DISTINCT id, note) FROM primary" = 0',
    ],
  },
  {
    title: "queries with the standard's placeholders",
    table: {
      quality: [{ type: "sql", query: "SELECT COUNT(*) FROM {object}", mustBeGreaterOrEqualTo: 1 }],
    },
    ...ofColumn({
      type: "sql",
      query: "SELECT COUNT(*) FROM ${table} WHERE ${column} IS NOT NULL",
      mustNotBe: 3,
    }),
    rules: [
      'CustomSql "SELECT COUNT(*) FROM primary WHERE note IS NOT NULL" != 3',
      'CustomSql "SELECT COUNT(*) FROM primary" >= 1',
    ],
  },
  {
    title: "a query whose value is a text",
    table: { quality: [{ type: "sql", query: "SELECT MAX(note) FROM notes", mustBe: "it's" }] },
    rules: [
      String.raw`CustomSql "SELECT CASE WHEN (SELECT MAX(note) FROM primary) <=> 'it\'s' THEN 1 ELSE 0 END" = 1`,
    ],
  },
  {
    title: "rules, as before 3.1",
    version: "v3.0.2",
    isOld: true,
    ...ofColumn(
      { type: "library", rule: "nullCheck", description: "Never null." },
      { rule: "duplicateCount", mustBeLessThan: 10, unit: "percent" },
      { rule: "validValues", validValues: ["a", "b"] },
    ),
    rules: [
      'IsComplete "note"',
      'CustomSql "SELECT COALESCE(100.0 * (COUNT(CASE WHEN note IS NOT NULL THEN 1 END) - COUNT(DISTINCT note)) / NULLIF(COUNT(*), 0), 0) FROM primary" < 10',
      'ColumnValues "note" in ["a", "b"] where "note IS NOT NULL"',
    ],
  },
  {
    title: "several comparisons of a rule, as before 3.1",
    version: "v3.0.1",
    isOld: true,
    table: { quality: [{ rule: "rowCount", mustBeGreaterThan: 1, mustBeLessThan: 9 }] },
    rules: ["RowCount > 1", "RowCount < 9"],
  },
];

/** Checks that are kept and shown. */
const kept: readonly Feature[] = [
  {
    title: "checks in prose, of any severity",
    ...ofColumn(
      { type: "text", description: "Looks right.", severity: "fatal" },
      { description: "Reads well." },
    ),
    notes: [`${check}: is a check in prose, which is shown and not run (and 1 more in this file)`],
  },
  {
    title: "a check of Soda",
    ...ofColumn({ type: "custom", engine: "soda", implementation: "checks:\n  - row_count > 0\n" }),
    notes: [`${check}: is a check for "soda", which is kept and not run here`],
  },
  {
    title: "a check of Great Expectations",
    table: {
      quality: [
        {
          type: "custom",
          engine: "great-expectations",
          implementation: { type: "expect_table_row_count_to_be_between", kwargs: { min_value: 1 } },
        },
      ],
    },
    notes: ['schema[0].quality[0]: is a check for "great-expectations", which is kept and not run here'],
  },
  {
    title: "rules that are no metric, as before 3.1",
    version: "v3.0.2",
    isOld: true,
    table: { quality: [{ type: "library", rule: "countCheck" }, { rule: "rowCount" }] },
    notes: [
      'schema[0].quality[0].rule: "countCheck" is no metric of the standard; the check is kept and not run',
      "schema[0].quality[1]: compares its measure with nothing, so it is kept and not run",
    ],
  },
  {
    title: "a query that nothing is compared with, as before 3.1",
    version: "v3.0.2",
    isOld: true,
    table: { quality: [{ type: "sql", query: "SELECT COUNT(*) FROM ${table}" }] },
    notes: ["schema[0].quality[0]: compares its measure with nothing, so it is kept and not run"],
  },
];

export const checked: readonly Feature[] = [...run, ...kept];
