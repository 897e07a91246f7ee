/** One feature of the standard, as a contract that has it and little else. */
export interface Feature {
  readonly title: string;
  /** Version of the standard; default 3.1.0. */
  readonly version?: string;
  /** Only 3.0 lets it be. */
  readonly isOld?: true;
  /** Keys of the contract, in place of the usual ones of the same names. */
  readonly contract?: Readonly<Record<string, unknown>>;
  /** Keys of its table. */
  readonly table?: Readonly<Record<string, unknown>>;
  /** Keys of its column `note`. */
  readonly column?: Readonly<Record<string, unknown>>;
  /** Objects of the schema after its table. */
  readonly more?: readonly Readonly<Record<string, unknown>>[];
  /** What is to be said of it, as `path: message`, in order. */
  readonly notes?: readonly string[];
  /** The Iceberg type that the column `note` gets; default `string`. */
  readonly type?: string;
  /** The rules of its column and table, besides those of the key; default none. */
  readonly rules?: readonly (string | RegExp)[];
}

const documented = "are kept as documentation, nothing here acts on them";
const column = "schema[0].properties[1]";
const link = [{ id: "link-1", url: "https://example.org/terms", type: "businessDefinition" }];
const own = [{ property: "costCentre", value: { code: 7, of: ["a"] }, description: "Who pays." }];
const ownNote = "customProperties of your own are kept, nothing here acts on them: costCentre";

/** The standard's parts that describe: kept, and where they look like more, said to be. */
export const described: readonly Feature[] = [
  {
    title: "servers",
    contract: { servers: [{ server: "main", type: "kafka", host: "example.org:9092", format: "avro" }] },
    notes: ["servers: are kept as documentation; where data stands is compiled from the stack file"],
  },
  {
    title: "support",
    contract: { support: [{ channel: "help", url: "https://example.org", tool: "teams", scope: "issues" }] },
  },
  { title: "price", contract: { price: { priceAmount: 9.5, priceCurrency: "EUR", priceUnit: "gigabyte" } } },
  { title: "contractCreatedTs", contract: { contractCreatedTs: "2026-02-03T04:05:06Z" } },
  {
    title: "tags, tenant and dataProduct",
    contract: { tags: ["a", "b"], tenant: "shop", dataProduct: "web" },
  },
  {
    title: "links at every level",
    contract: {
      authoritativeDefinitions: link,
      description: { purpose: "Notes.", authoritativeDefinitions: link, customProperties: own },
      team: { name: "crew", members: [], authoritativeDefinitions: link, tags: ["x"], customProperties: own },
    },
    table: { authoritativeDefinitions: link, tags: ["x"], id: "t-1" },
    column: { authoritativeDefinitions: link, tags: ["x"], id: "c-1" },
  },
  {
    title: "ids at every level",
    contract: {
      description: { purpose: "Notes.", customProperties: [{ id: "own-1", property: "a", value: 1 }] },
      servers: [{ id: "server-1", server: "main", type: "kafka", host: "example.org:9092" }],
      support: [{ id: "support-1", channel: "help" }],
      price: { id: "price-1", priceAmount: 1 },
      team: { id: "team-1", name: "crew", members: [{ id: "member-1", username: "ada" }] },
      roles: [{ id: "role-1", role: "reader" }],
      slaProperties: [{ id: "sla-1", property: "frequency", value: 1 }],
    },
    table: { id: "table-1", relationships: [{ from: "notes.id", to: "other.id" }] },
    column: { id: "column-1", quality: [{ id: "check-1", description: "Reads well." }] },
    notes: [
      "servers: are kept as documentation; where data stands is compiled from the stack file",
      "roles: are kept as documentation; who reads is said by consumers and the stack file",
      `schema[0].relationships: ${documented}: relationships`,
      `${column}.quality[0]: is a check in prose, which is shown and not run`,
    ],
  },
  {
    title: "own properties of the contract",
    contract: { customProperties: own },
    notes: [`customProperties: ${ownNote}`],
  },
  {
    title: "own properties of a table",
    table: { customProperties: own },
    notes: [`schema[0].customProperties: ${ownNote}`],
  },
  {
    title: "own properties of a column",
    column: { customProperties: own },
    notes: [`${column}.customProperties: ${ownNote}`],
  },
  {
    title: "a team of members, as before 3.1",
    version: "v3.0.2",
    contract: {
      team: [
        { username: "ada", role: "Owner", dateIn: "2024-01-01" },
        { username: "bo", dateOut: "2025-01-01" },
      ],
    },
  },
  {
    title: "no team",
    contract: { team: undefined },
    notes: [": is of no named team; sales is shown as the one that answers for it"],
  },
  {
    title: "roles with words and properties of their own",
    contract: {
      roles: [{ role: "reader", access: "SELECT", firstLevelApprovers: "ada", customProperties: own }],
    },
    notes: ["roles: are kept as documentation; who reads is said by consumers and the stack file"],
  },
  {
    title: "relationships of a table",
    table: {
      relationships: [
        { type: "foreignKey", from: ["notes.id", "notes.note"], to: ["other.id", "other.note"] },
      ],
    },
    notes: [`schema[0].relationships: ${documented}: relationships`],
  },
  {
    title: "relationships of a column",
    column: { relationships: [{ to: "other.id" }] },
    notes: [`${column}.relationships: ${documented}: relationships`],
  },
  {
    title: "encryption and lineage",
    column: {
      encryptedName: "note_encrypted",
      transformLogic: "upper(a)",
      transformDescription: "Shouted.",
      transformSourceObjects: ["crm.notes"],
    },
    notes: [
      `${column}.transformLogic: ${documented}: transformLogic, transformSourceObjects, transformDescription, encryptedName`,
    ],
  },
  {
    title: "examples and a critical element",
    column: { examples: ["a", 1, { b: 2 }], criticalDataElement: true },
  },
  {
    title: "no purpose and no descriptions",
    contract: { description: undefined },
    table: { description: undefined },
    notes: [
      "description: do not say purpose; the registry shows none",
      "schema[0]: have no description: notes",
    ],
  },
];

/** Names, versions and states, which are free words in the standard. */
export const worded: readonly Feature[] = [
  { title: "an id that is a UUID", contract: { id: "0a6a9a1c-7c0e-4f1b-9a0e-1f0d7c9a4b11" } },
  { title: "a name for people", contract: { name: "Notes of the shop" } },
  { title: "no name and no domain", contract: { name: undefined, domain: undefined } },
  { title: "a domain for people", contract: { domain: "Sales & Co" } },
  {
    title: "a version of two numbers",
    contract: { version: "1.1" },
    notes: ["version: is released as 1.1.0; releases compare three numbers"],
  },
  {
    title: "a version with a v",
    contract: { version: "v2" },
    notes: ["version: is released as 2.0.0; releases compare three numbers"],
  },
  { title: "a version with a word", contract: { version: "1.2.3-rc1" } },
  { title: "a status of somebody's", contract: { status: "production" } },
  { title: "a status that means nothing here", contract: { status: "in the making" } },
  { title: "version 3.0.0 of the standard", version: "v3.0.0" },
  { title: "version 3.0.1 of the standard", version: "v3.0.1" },
  { title: "a class of somebody's", column: { classification: "PII" } },
  { title: "a class that means nothing here", column: { classification: "tier 2" } },
];

const latency = { property: "latency", value: 4, unit: "d", element: "notes.seen_at" };
/** How many minutes four of each unit are. */
const minutesOfFour = {
  s: 1,
  min: 4,
  h: 240,
  d: 5760,
  day: 5760,
  days: 5760,
  w: 40_320,
  mo: 172_800,
  y: 2_102_400,
  yr: 2_102_400,
  years: 2_102_400,
  Hours: 240,
};
const freshWithin = (minutes: number): string =>
  `CustomSql "SELECT COUNT(*) FROM primary WHERE seen_at >= current_timestamp() - INTERVAL ${minutes} MINUTES" > 0`;
const unmeasured = "which is no timestamp of a table here";

/** Service levels. */
export const promised: readonly Feature[] = [
  ...Object.entries(minutesOfFour).map(([unit, minutes]): Feature => ({
    title: `a latency in ${unit}`,
    contract: { slaProperties: [{ ...latency, unit }] },
    rules: [freshWithin(minutes)],
  })),
  {
    title: "a default element",
    contract: { slaDefaultElement: "notes.seen_at", slaProperties: [{ ...latency, element: undefined }] },
    rules: [freshWithin(5760)],
  },
  {
    title: "several elements",
    contract: { slaProperties: [{ ...latency, element: "elsewhere.at, notes.seen_at" }] },
    rules: [freshWithin(5760)],
  },
  {
    title: "a latency of nothing",
    contract: { slaProperties: [{ property: "latency", value: "soon" }] },
    notes: [`slaProperties[0]: is not measured: latency of no element, ${unmeasured}`],
  },
  {
    title: "an element of another contract",
    contract: { slaProperties: [{ ...latency, element: "tab1.txn_ref_dt" }] },
    notes: [`slaProperties[0]: is not measured: latency of tab1.txn_ref_dt, ${unmeasured}`],
  },
  {
    title: "a retention",
    contract: { slaProperties: [{ property: "retention", value: 3, unit: "y", driver: "regulatory" }] },
    notes: [
      "slaProperties[0]: retention of slaProperties is kept as documentation; customProperties.retention says how long tables are kept",
    ],
  },
  {
    title: "other levels, with values of every kind",
    contract: {
      slaProperties: [
        { property: "frequency", value: 1, valueExt: 2, unit: "d" },
        { property: "generalAvailability", value: "2026-01-01T00:00:00Z" },
        {
          property: "timeOfAvailability",
          value: "09:00-08:00",
          driver: "analytics",
          element: "notes.seen_at",
        },
        { property: "isTested", value: true, description: "Yes." },
        { property: "endOfLife", value: null },
        { property: "availability", value: "99.5", unit: "percent", id: "sla-1" },
      ],
    },
  },
  {
    title: "a schedule",
    contract: {
      slaProperties: [{ property: "frequency", value: 1, scheduler: "cron", schedule: "0 4 * * *" }],
    },
    notes: [`slaProperties[0].schedule: ${documented}: schedule, scheduler`],
  },
];
