import type { PlacedIssue, Reading, TableReading } from "./reading";
import type { Edit } from "./copy";

/** One outcome that is right. */
export interface Want {
  text: string;
  met: (reading: Reading) => boolean;
}

/** What is asked of one contract. */
export interface ContractCheck {
  title: string;
  /** Changes to the case's contract before it is read, so that one thing is asked at a time. */
  edits?: readonly Edit[];
  /** Each of them is right. */
  wants: readonly Want[];
}

interface Place {
  /** Pattern of the key path or of the text of the line; both have to be there. */
  at: RegExp;
  /** Pattern of the message. */
  says?: RegExp;
  /** What the message must not say. */
  never?: RegExp;
}

const isAt = ({ line, path, lineText, message }: PlacedIssue, { at, says, never }: Place) =>
  line !== undefined &&
  lineText !== "" &&
  path !== "" &&
  (at.test(path) || at.test(lineText)) &&
  (says?.test(message) ?? true) &&
  !(never?.test(message) ?? false);

/** Refused with a line and a key at the place. */
const refused = (text: string, place: Place): Want => ({
  text: `refused ${text}`,
  met: (reading) => reading.kind === "refused" && reading.issues.some((issue) => isAt(issue, place)),
});

/** Compiled, and told once at the place that it is only kept. */
const noted = (text: string, place: Place): Want => ({
  text: `read, and noted ${text}`,
  met: (reading) =>
    reading.kind === "compiled" && reading.notes.filter((note) => isAt(note, place)).length === 1,
});

const compiled = (text: string, holds: (table: TableReading) => boolean): Want => ({
  text,
  met: (reading) => reading.kind === "compiled" && reading.tables.every(holds),
});

const rule = (text: string) => compiled(`the rule ${text}`, ({ ruleset }) => ruleset.includes(text));
const column = (text: string) => compiled(`the column ${text}`, ({ columns }) => columns.includes(text));

const codeOptions = "        logicalTypeOptions: { minLength: 3, format: email }\n";
const seenOptions = "        logicalTypeOptions: { timezone: false }\n";
const numberOptions = "        logicalTypeOptions: { format: i32 }\n";
const without = (...lines: readonly string[]): Edit[] => lines.map((line) => [line, ""]);

const servers = "servers:\n  - server: production\n    type: glue\n    database: x\n";
const physicalName = "        physicalName: ROW_ID\n";
const query = "SELECT COUNT(*) FROM {object} WHERE {property} < 0";
const compiledQuery = rule("FROM primary WHERE amount < 0");
const refusedQuery = refused("at the query", { at: /quer|SELECT/ });

/** A word of the standard for a unit of time, in place of both of the case's. */
const unit = (day: string, year: string): ContractCheck => ({
  title: `units ${day} and ${year}`,
  edits: [
    ["unit: y\n", `unit: ${year}\n`],
    ["unit: d\n", `unit: ${day}\n`],
    ...without(servers, physicalName),
  ].filter(([from, to]) => from !== to) as Edit[],
  wants: [compiled("read", () => true)],
});

/** Case → what its README asks, as a program decides it. */
export const contractChecks: Readonly<Record<string, readonly ContractCheck[]>> = {
  "dqdl-backslash": [
    {
      title: "",
      wants: [rule(String.raw`RLIKE '^\\d{3}$'`), rule(String.raw`r'^\d{3}$'`)],
    },
  ],
  "iceberg-partition-name": [
    {
      title: "",
      wants: [
        refused("at the column", { at: /booked_at|partition/ }),
        compiled(
          "a partition field that is called as no column is",
          ({ partitions, columns }) =>
            partitions.length > 0 &&
            partitions.every((name) => columns.every((each) => !each.startsWith(`${name} `))),
        ),
      ],
    },
  ],
  "odcs-options-ignored": [
    {
      title: "minLength: 3",
      edits: [[", format: email", ""], ...without(seenOptions, numberOptions)],
      wants: [
        compiled("a rule ColumnLength of code", ({ ruleset }) =>
          /ColumnLength "code" (>= 3|> 2)/.test(ruleset),
        ),
      ],
    },
    {
      title: "format: email",
      edits: [["minLength: 3, ", ""], ...without(seenOptions, numberOptions)],
      wants: [
        refused("at the option", { at: /logicalTypeOptions/ }),
        compiled("a rule about the values of code", ({ ruleset }) =>
          /ColumnValues "code"|code RLIKE/.test(ruleset),
        ),
      ],
    },
    {
      title: "timezone: false",
      edits: without(codeOptions, numberOptions),
      wants: [column("seen_at timestamp")],
    },
    { title: "format: i32", edits: without(codeOptions, seenOptions), wants: [column("n int")] },
  ],
  "odcs-placeholders": [
    { title: "{object} and {property}", wants: [compiledQuery, refusedQuery] },
    {
      title: "${object} and ${property}",
      edits: [[query, query.replaceAll("{", "${")]],
      wants: [compiledQuery, refusedQuery],
    },
  ],
  "odcs-standard-words": [
    unit("d", "y"),
    unit("day", "yr"),
    unit("days", "years"),
    {
      title: "servers",
      edits: [["unit: y", "unit: years"], ["unit: d\n", "unit: days\n"], ...without(physicalName)],
      wants: [
        refused("at servers, with the reason", {
          at: /^servers/,
          says: /compile|stack|account|made|generated/,
          never: /is not a known key/,
        }),
        noted("at servers, with the reason", { at: /^servers/, says: /compiled from the stack file/ }),
      ],
    },
    {
      title: "physicalName of a column",
      edits: [["unit: y", "unit: years"], ["unit: d\n", "unit: days\n"], ...without(servers)],
      wants: [
        refused("at physicalName, with the reason", {
          at: /physicalName/,
          never: /is not a known key|did you mean/,
        }),
        noted("at physicalName, with the reason", { at: /physicalName/, says: /ROW_ID/ }),
      ],
    },
  ],
  "unknown-column": [
    {
      title: "",
      wants: [
        refused("at the rowFilter, naming no_such_column", {
          at: /rowFilter|no_such_column/,
          says: /no_such_column/,
        }),
      ],
    },
  ],
};
