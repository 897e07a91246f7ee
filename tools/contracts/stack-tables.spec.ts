import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { tablesAtIn, withTablesAt } from "./stack-tables";

const text = readFileSync(join(projectRoot(), "Pulumi.prod-us.yaml"), "utf8");
const entries = [
  { product: "risk.limits", version: "1.0.0" },
  { product: "market.quotes", version: "2.1.0" },
];

describe("where a stack's tables stand, in its file", () => {
  it("is written after the domains, sorted, and nothing else of the file changes", () => {
    const written = withTablesAt(text, entries);
    assert.deepEqual(tablesAtIn(written), [entries[1], entries[0]]);
    const added = written.split("\n").filter((line, index) => line !== text.split("\n")[index]);
    assert.ok(added.length > 0);
    const block =
      "    tablesAt:\n      - product: market.quotes\n        version: 2.1.0\n      - product: risk.limits\n        version: 1.0.0\n";
    assert.equal(written.replace(block, ""), text);
  });

  it("is replaced and taken out again without a trace", () => {
    const written = withTablesAt(text, entries);
    assert.deepEqual(tablesAtIn(withTablesAt(written, entries.slice(1))), entries.slice(1));
    assert.equal(withTablesAt(written, []), text);
    assert.equal(withTablesAt(text, []), text);
  });

  it("is read as nothing where a file has none, or is no platform's", () => {
    assert.deepEqual(tablesAtIn(text), []);
    assert.deepEqual(tablesAtIn("config: {}\n"), []);
    assert.equal(withTablesAt("config: {}\n", entries), "config: {}\n");
  });
});
