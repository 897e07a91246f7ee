import assert from "node:assert/strict";

import fc from "fast-check";

import { classifications, rankOf } from "../../facts/classification";
import { openKinds } from "../../facts/visibility";
import { piiKinds } from "../../facts/personal-data";
import { changesBetween, kindOf } from "./changes";
import type { Release, ReleasedColumn, ReleasedTable } from "./release";
import { widens } from "./types";
import { compareVersions, leastVersion } from "./versions";

const column = (given: Partial<ReleasedColumn> = {}): ReleasedColumn => ({
  type: "string",
  required: false,
  classification: "internal",
  pii: "none",
  ...given,
});
const table = (
  columns: Record<string, ReleasedColumn>,
  given: Partial<ReleasedTable> = {},
): ReleasedTable => ({
  layer: "silver",
  columns,
  ...given,
});
const release = (tables: Record<string, ReleasedTable>, given: Partial<Release> = {}): Release => ({
  version: "1.0.0",
  hash: JSON.stringify([tables, given]),
  seal: "not read",
  tables,
  ...given,
});
const of = (given: Partial<ReleasedColumn>) => release({ t: table({ a: column(given) }) });
const said = (from: Release, to: Release) =>
  changesBetween(from, to).map(({ kind, table: at, column: name, what }) =>
    [kind, [at, name].filter(Boolean).join("."), what].join(" "),
  );

describe("components/catalog/releases/changes", () => {
  for (const [title, from, to, lines] of [
    ["a column that goes", { b: column(), a: column() }, { b: column() }, ["breaking t.a is gone"]],
    ["a column that comes", { b: column() }, { b: column(), a: column() }, ["added t.a is new"]],
    [
      "a required column that comes",
      { b: column() },
      { b: column(), a: column({ required: true }) },
      ["breaking t.a is new and required, which rows that are there cannot keep"],
    ],
  ] as const)
    it(`says of ${title} what it is`, () => {
      assert.deepEqual(said(release({ t: table(from) }), release({ t: table(to) })), lines);
    });

  for (const [from, to, line] of [
    [{ type: "long" }, { type: "int" }, "breaking t.a is int, was long"],
    [{ type: "int" }, { type: "long" }, "added t.a is long, was int"],
    [{ type: "float" }, { type: "double" }, "added t.a is double, was float"],
    [
      { type: "decimal(18, 2)" },
      { type: "decimal(20, 2)" },
      "added t.a is decimal(20, 2), was decimal(18, 2)",
    ],
    [
      { type: "decimal(18, 2)" },
      { type: "decimal(18, 4)" },
      "breaking t.a is decimal(18, 4), was decimal(18, 2)",
    ],
    [{ required: true }, { required: false }, "breaking t.a is not required, was"],
    [{ required: false }, { required: true }, "breaking t.a is required, was not"],
    [{ key: true }, {}, "breaking t.a is not unique, was"],
    [{}, { key: true }, "added t.a is unique, was not"],
    [{}, { classification: "confidential" }, "breaking t.a is confidential, was internal"],
    [{ classification: "confidential" }, {}, "added t.a is internal, was confidential"],
    [{}, { pii: "direct" }, "breaking t.a holds pii direct, held none"],
    [{}, { pii: "quasi" }, "added t.a holds pii quasi, held none"],
  ] as const satisfies readonly (readonly [Partial<ReleasedColumn>, Partial<ReleasedColumn>, string])[])
    it(line, () => {
      assert.deepEqual(said(of(from), of(to)), [line]);
    });

  it("weighs tables, filters and retention", () => {
    const plain = release({ t: table({ a: column() }) });
    const changed = (given: Partial<ReleasedTable>) => release({ t: table({ a: column() }, given) });
    assert.deepEqual(said(plain, release({})), ["breaking t is gone"]);
    assert.deepEqual(said(release({}), plain), ["added t is new"]);
    assert.deepEqual(said(plain, changed({ layer: "gold" })), ["breaking t is in gold, was in silver"]);
    assert.deepEqual(said(plain, changed({ rowFilter: "a = 'x'" })), ["breaking t has a row filter"]);
    assert.deepEqual(said(changed({ rowFilter: "a = 'x'" }), plain), [
      "added t shows all rows, was filtered",
    ]);
    const kept = (retentionDays?: number) => release(plain.tables, { retentionDays });
    assert.deepEqual(said(kept(20), kept(10)), ["breaking  keeps 10 days, was 20 days"]);
    assert.deepEqual(said(kept(20), kept()), ["breaking  keeps its domain's, was 20 days"]);
    assert.deepEqual(said(kept(), kept(20)), ["added  keeps 20 days, was its domain's"]);
  });

  it("says that something is different where only the hash is", () => {
    const plain = of({});
    assert.deepEqual(said(plain, { ...plain, hash: "other" }), [
      "other  has other quality rules, service levels, options or keys of the standard",
    ]);
  });

  const anyColumn = fc.record({
    type: fc.constantFrom("int", "long", "float", "double", "string", "decimal(9, 2)", "decimal(18, 2)"),
    required: fc.boolean(),
    key: fc.boolean(),
    classification: fc.constantFrom(...classifications),
    pii: fc.constantFrom(...piiKinds),
  });
  const anyRelease = fc
    .dictionary(fc.constantFrom("a", "b", "c"), anyColumn)
    .map((columns) => release({ t: table(columns) }));
  const isOpen = ({ pii }: ReleasedColumn) => openKinds.some((each) => each === pii);

  it("finds nothing between a release and itself", () => {
    fc.assert(fc.property(anyRelease, (any) => assert.deepEqual(changesBetween(any, any), [])));
  });

  it("leaves readers all that they had, unless something is breaking", () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (from, to) => {
        if (kindOf(changesBetween(from, to)) === "breaking") return;
        for (const [name, was] of Object.entries(from.tables["t"]!.columns)) {
          const is = to.tables["t"]!.columns[name];
          assert.ok(is !== undefined, `${name} is gone`);
          assert.ok(is.type === was.type || widens(was.type, is.type), `${was.type} → ${is.type}`);
          assert.equal(is.required, was.required);
          assert.ok(is.key || !was.key);
          assert.ok(rankOf(is.classification) <= rankOf(was.classification));
          assert.ok(isOpen(is) || !isOpen(was));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("asks for a version above the one before, and the more the more it changes", () => {
    const number = fc.nat({ max: 20 });
    fc.assert(
      fc.property(fc.tuple(number, number, number), (numbers) => {
        const from = numbers.join(".");
        const [other, added, breaking] = (["other", "added", "breaking"] as const).map((kind) =>
          leastVersion(from, kind),
        );
        assert.ok(compareVersions(from, other!) < 0);
        assert.ok(compareVersions(other!, added!) < 0);
        assert.ok(compareVersions(added!, breaking!) <= 0);
        assert.equal(leastVersion("0.3.1", "breaking"), "0.4.0");
        assert.equal(leastVersion("1.3.1", "breaking"), "2.0.0");
      }),
    );
  });
});
