import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import fc from "fast-check";
import { parse, stringify } from "yaml";

import { compileContract } from "../../components/catalog/compile";
import { readContract } from "../../components/catalog/contract";
import { projectRoot } from "../../components/project/root";
import { adoptText } from "./adopt-text";
import { described, promised, worded } from "./corpus";
import { checked } from "./corpus-checks";
import { bounded } from "./corpus-options";
import { named, typed } from "./corpus-tables";
import { answered, contractWith } from "./corpus-text";

/** Broken contracts that are tried; ten thousand by hand: `MERIDIAN_RUNS=10000 npm run spec tools/contracts/broken-contracts.spec.ts`. */
const runs = Number(process.env["MERIDIAN_RUNS"] ?? 300);

const real = ["corebanking/transactions", "clinical/patients", "engagement/segments"].map((name) =>
  readFileSync(join(projectRoot(), "contracts", `${name}.yaml`), "utf8"),
);
const features = [described, promised, worded, named, typed, checked, bounded].flat();
const adopted = features.map((feature) =>
  answered(adoptText(contractWith(feature), { domain: "sales" }).text),
);
const texts = [...real, ...adopted];

const buckets = { silver: "mrd-silver", gold: "mrd-gold" };
const days = { bronze: 2557, silver: 1827, gold: 1096 };

/** Reads a contract: it is compiled, or every mistake has a line of the file and something to say. */
function isTold(text: string): void {
  const lines = text.split("\n");
  const read = readContract({ file: "f.yaml", text }, { domain: "sales", name: "notes" });
  if ("value" in read) {
    assert.ok(compileContract(read.value, { buckets, days }).length > 0);
    return;
  }
  assert.ok(read.issues.length > 0);
  for (const { file, line = 0, column = 0, message } of read.issues) {
    assert.equal(file, "f.yaml");
    assert.ok(line >= 1 && line <= lines.length, `line ${line} of ${lines.length}`);
    assert.ok(column >= 1 && column <= (lines[line - 1] ?? "").length + 1, `column ${column}`);
    assert.notEqual(message, "");
    assert.doesNotMatch(message, /Invalid input|undefined|\[object/);
  }
}

const words = [
  "",
  "  ",
  "- ",
  ": ",
  "{",
  "[",
  "]",
  "*a",
  "&a ",
  "!x ",
  "null",
  "1e9",
  ".nan",
  "'",
  '"',
  "\t",
  "? ",
  "TODO",
];
const values: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    "",
    "TODO",
    "x",
    "a.b",
    "map<",
    "decimal(99,1)",
    [],
    {},
    [null],
    [[]],
    { a: {} },
  ],
  ...[
    "object",
    "array",
    "time",
    "view",
    "latency",
    "latency ",
    "public",
    "__proto__",
    "constructor",
    "toString",
  ],
  { property: "pii", value: "none" },
  { name: "note", properties: [], items: {} },
];

/** Texts that parsers, patterns and tables of words stumble over. */
const hostile: readonly unknown[] = [
  ...[
    "toString",
    "constructor",
    "__proto__",
    "percent",
    "{object}",
    "${",
    "`",
    "\u0000",
    "\ud83d\ude00",
    "a".repeat(100_000),
  ],
  ...[
    "[",
    "(".repeat(2000),
    "(?:".repeat(500) + ")".repeat(500),
    "a{99999999}",
    String.raw`\u12`,
    "(?<n>a)\\k<n>",
  ],
  ...["SELECT 1; SELECT 2", "SELECT * FROM {object}", `SELECT ${"(".repeat(900)}1${")".repeat(900)}`],
  `SELECT ${"CASE WHEN 1 THEN ".repeat(300)}1${" END".repeat(300)}`,
  `SELECT 1 FROM ${"(SELECT 1 FROM ".repeat(200)}primary${")".repeat(200)}`,
  `${"NOT ".repeat(390)}id = 'a'`,
  { validValues: [null], missingValues: [{}], properties: ["toString"], pattern: "" },
  { type: "sql", query: "", mustBe: [null] },
  ...[[[null]], [1, 0], [0, 0], { a: { b: null } }, -0, 1e-320, Number.MAX_VALUE],
];

describe("a contract with anything wrong", () => {
  it("is read or refused line by line when letters of it change", () => {
    const change = fc.record({
      at: fc.nat(),
      column: fc.nat(80),
      remove: fc.nat(30),
      junk: fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 12 })),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (text, changes) => {
          const lines = text.split("\n");
          for (const { at, column, remove, junk, whole } of changes) {
            const old = lines[at % lines.length] ?? "";
            lines[at % lines.length] = whole
              ? junk
              : old.slice(0, column) + junk + old.slice(column + remove);
          }
          isTold(lines.join("\n"));
        },
      ),
      { numRuns: runs },
    );
  });

  const structural = fc.record({
    at: fc.nat(),
    kind: fc.constantFrom("replace", "remove", "repeat", "rename"),
    value: fc.oneof(
      fc.constantFrom(...values),
      fc.anything({ maxDepth: 2, key: fc.string({ maxLength: 8 }) }),
    ),
  });

  /** A well-formed text in which parts are others, away, twice or called otherwise. */
  const mutants = fc
    .tuple(fc.constantFrom(...texts), fc.array(structural, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => {
      const document = parse(text) as object;
      for (const { at, kind, value } of changes) {
        const spots = spotsIn(document);
        const { owner, key } = spots[at % spots.length]!;
        alter(owner, key, kind, plain(value));
      }
      return stringify(document);
    });

  it("is read or refused line by line when its parts change", () => {
    fc.assert(fc.property(mutants, isTold), { numRuns: runs });
  });

  it("is read or refused line by line when its checks, options and filters change", () => {
    const value = fc.oneof(
      fc.constantFrom(...hostile),
      fc.string({ unit: "binary", maxLength: 30 }),
      fc.double(),
      fc.anything({ maxDepth: 2 }),
    );
    const text = fc.tuple(fc.constantFrom(...texts), fc.nat(), value).map(([contract, at, given]) => {
      const document = parse(contract) as object;
      const spots = checkSpots(document);
      const { owner, key } = spots[at % spots.length]!;
      owner[key] = plain(given);
      return stringify(document);
    });
    fc.assert(fc.property(text, isTold), { numRuns: runs });
  });

  it("is adopted all the same, as far as it is a map", () => {
    fc.assert(
      fc.property(mutants, (text) => {
        isTold(adoptText(text, { domain: "sales" }).text);
      }),
      { numRuns: Math.min(runs, 1000) },
    );
  });
});

interface Spot {
  readonly owner: Record<string | number, unknown>;
  readonly key: string | number;
}

/** Every key and item within what is asked of values. */
const checkSpots = (document: object): Spot[] => [
  ...spotsIn(document).flatMap(({ owner, key }) =>
    key === "quality" || key === "logicalTypeOptions"
      ? [{ owner, key }, ...spotsIn(owner[key])]
      : key === "property" && owner[key] === "rowFilter"
        ? [{ owner, key: "value" }]
        : [],
  ),
  ...spotsIn(document).slice(-1),
];

/** Every key and item of a value. */
function spotsIn(value: unknown): Spot[] {
  if (typeof value !== "object" || value === null) return [];
  const owner = value as Record<string | number, unknown>;
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const own = keys.flatMap((key) => [{ owner, key }, ...spotsIn(owner[key])]);
  return own.length > 0 ? own : [{ owner, key: Array.isArray(value) ? 0 : "new" }];
}

function alter(owner: Spot["owner"], key: Spot["key"], kind: string, value: unknown): void {
  if (kind === "replace") owner[key] = value;
  else if (Array.isArray(owner)) {
    if (kind === "remove") owner.splice(Number(key), 1);
    else owner.push(structuredClone(owner[Number(key)]));
  } else {
    if (kind !== "remove")
      owner[`${key}${typeof value === "string" ? value : "s"}`] = structuredClone(owner[key]);
    if (kind !== "repeat") delete owner[key];
  }
}

/** What YAML can say of a value. */
function plain(value: unknown): unknown {
  try {
    return parse(stringify(value) ?? "null") as unknown;
  } catch {
    return null;
  }
}
