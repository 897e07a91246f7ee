import * as assert from "node:assert/strict";

import { asSpark, parseRulesets, type ParsedRule } from "../../tools/testing/engines/dqdl";
import { Engines } from "../../tools/testing/engines/engines";
import { enginesRefusal } from "../../tools/testing/engines/install";
import { badRows, goodRows, primaryOf, type Row } from "../../tools/testing/engines/rows";
import type { TableSpec } from "./contract";
import { loadContracts } from "./contract-files";
import { ruleset } from "./dqdl";

/** What the contracts' own queries look for: a row that each has to find. */
const planted: Readonly<Record<string, Row>> = {
  "ended_at < started_at": { ended_at: "current_timestamp() - INTERVAL 1 DAY" },
  "direction = 'debit' AND amount > 0": { direction: "'debit'", amount: "1" },
  "returned_at < assigned_at": { returned_at: "current_timestamp() - INTERVAL 1 DAY" },
  "breached <> (utilisation > 1)": { breached: "FALSE", utilisation: "2" },
  "filled_quantity > quantity": { filled_quantity: "2", quantity: "1" },
  "settlement_date < CAST(executed_at AS date)": { settlement_date: "DATE '2000-01-01'" },
};

function rowsAgainst(rule: ParsedRule, good: readonly Row[]): Row[] {
  const known = badRows(rule, good);
  if (known !== undefined) return known;
  const condition = Object.keys(planted).find((each) => rule.text.includes(`WHERE ${each}"`));
  assert.ok(condition, `plant a row that has to fail: ${rule.text}`);
  return [{ ...good[0], ...planted[condition] }, ...good.slice(1)];
}

describe("the quality rules of all contracts", function () {
  this.timeout(300_000);
  const tables = loadContracts("contracts").flatMap(({ product, tables }) =>
    tables.map((table) => ({ name: `${product} ${table.name}`, table })),
  );
  let engines: Engines;
  let parsed: Map<string, readonly ParsedRule[]>;

  before(async function () {
    const refusal = enginesRefusal();
    if (refusal !== undefined) {
      // Said once; the tests below are counted as skipped.
      if (process.env["MERIDIAN_ENGINES"] === "1")
        process.stderr.write(`quality rules on Spark: ${refusal}\n`);
      this.skip();
    }
    engines = await Engines.shared();
    const rulesets = await parseRulesets(tables.map(({ table }) => ruleset(table)));
    parsed = new Map(
      rulesets.map((each, index) => {
        assert.ok("rules" in each, `${tables[index]?.name}: ${JSON.stringify(each)}`);
        return [tables[index]?.name ?? "", each.rules];
      }),
    );
  });

  /** Which of the rules pass on the rows. */
  async function passing(table: TableSpec, rules: readonly ParsedRule[], rows: readonly Row[]) {
    const sql = `${primaryOf(table, rows)} SELECT ${rules.map(asSpark).join(", ")}`;
    const answer = await engines.run(sql);
    assert.equal(answer.error, undefined, `${answer.error}\n${sql}`);
    return answer.rows?.[0] ?? [];
  }

  for (const { name, table } of tables)
    it(`of ${name} pass good rows and fail a bad row each`, async () => {
      const rules = parsed.get(name) ?? [];
      const good = goodRows(table);
      const verdicts = await passing(table, rules, good);
      assert.deepEqual(
        rules.flatMap((rule, index) => (verdicts[index] === true ? [] : [rule.text])),
        [],
        "fail on good rows",
      );
      for (const rule of rules) {
        const [verdict] = await passing(table, [rule], rowsAgainst(rule, good));
        assert.equal(verdict, false, `passes a bad row: ${rule.text}`);
      }
    });

  it("are not parsed with a mistake in them", async () => {
    const wrong = [
      'Rules = [ IsComplet "a" ]',
      'Rules = [ ColumnValues "a" in ["x", 3] ]',
      'Rules = [ ColumnValues "a" in ["x", "2020-01-31"] ]',
      'Rules = [ ColumnValues "a" >= 1e21 ]',
      'Rules = [ CustomSql "SELECT \'a"b\' FROM primary" = 0 ]',
      'Rules = [ IsComplete "a" IsUnique ]',
    ];
    for (const [index, each] of (await parseRulesets(wrong)).entries())
      assert.ok("problem" in each, wrong[index]);
  });
});
