import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { readContract } from "./contract";
import { rules } from "./dqdl";

const original = readFileSync("contracts/corebanking/transactions.yaml", "utf8");
const query = "SELECT COUNT(*) FROM ${table} WHERE direction = 'debit' AND amount > 0";

/** corebanking.transactions after one edit, which must change something. */
function readAfter(find: string, replacement: string) {
  const text = original.replace(find, () => replacement);
  assert.notEqual(text, original, `nothing matches ${find}`);
  const read = readContract({ file: "t.yaml", text }, { domain: "corebanking", name: "transactions" });
  return { read, lines: text.split("\n") };
}

describe("SQL and numbers in a contract", () => {
  const wrong: [title: string, find: string, replacement: string, at: string, message: string][] = [
    [
      "a row filter of a column that is not there",
      "        value: silver\n",
      "        value: silver\n      - property: rowFilter\n        value: \"no_such_column = 'DE'\"\n",
      "no_such_column",
      "no_such_column",
    ],
    [
      "a row filter that is a statement",
      "        value: silver\n",
      '        value: silver\n      - property: rowFilter\n        value: "amount = = 1; DROP"\n',
      "DROP",
      '"amount = = 1; DROP" is no predicate: expected: an expression, found: =',
    ],
    [
      "a query that drops the table",
      query,
      "DROP TABLE ${table}",
      "DROP",
      "is a statement DROP, not a query; write one SELECT",
    ],
    [
      "a query of another table",
      query,
      "SELECT COUNT(*) FROM corebanking_jp_prod.balances",
      "balances",
      'reads "corebanking_jp_prod.balances", which is not the table of the check; use {object} for transactions',
    ],
    [
      "a query of a column that is not there",
      query,
      query.replace("amount", "amounts"),
      "amounts",
      'names "amounts", which is no column of this table; did you mean "amount"?',
    ],
    [
      "an age below zero",
      "value: 15\n",
      "value: -3\n",
      "- property: latency",
      "is not a time; give a number above 0 as value and one of ",
    ],
    [
      "bounds that leave nothing",
      "maximum: 1\n",
      "maximum: -1\n",
      "maximum: -1",
      "-1 leaves no value beside the minimum 0; make it larger",
    ],
    [
      "a pattern that Java does not read",
      'pattern: "^[A-Z]{3}$"',
      'pattern: "^[A-Z[0-9]{3}$"',
      "pattern:",
      '"^[A-Z[0-9]{3}$" is no pattern of Java, which runs it: a [ inside [ ] opens another class; write \\[',
    ],
  ];
  for (const [title, find, replacement, at, message] of wrong)
    it(`is refused at its line: ${title}`, () => {
      const { read, lines } = readAfter(find, replacement);
      assert.ok("issues" in read);
      assert.equal(read.issues.length, 1, JSON.stringify(read.issues));
      const [issue] = read.issues;
      assert.ok(lines[(issue?.line ?? 0) - 1]?.includes(at), `line ${issue?.line}`);
      assert.ok(issue?.message.includes(message), issue?.message);
    });

  it("means the table of the check by every placeholder", () => {
    for (const table of ["{object}", "${object}", "{table}", "transactions"]) {
      const { read } = readAfter(
        query,
        query.replace("${table}", () => `${table} /* all of it */`).replace("0", "0; -- no more"),
      );
      assert.ok("value" in read, JSON.stringify(read));
      const [spec] = read.value.tables;
      assert.ok(spec);
      assert.ok(
        rules(spec).includes(
          `CustomSql "SELECT COUNT(*) FROM primary WHERE direction = 'debit' AND amount > 0" = 0`,
        ),
        rules(spec).join("\n"),
      );
    }
  });
});
