import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { urlOf } from "../../policy-pack/rule";
import { rules } from "../../policy-pack/rules";
import { frameworkFolder, readFrameworks } from "../evidence/frameworks";
import { withCurrentRules } from "./framework-rules";
import { policyDocs, policyPages } from "./policies";

const root = projectRoot();

describe("tools/docs/policies", () => {
  const pages = policyPages(rules, readFrameworks(root, rules));

  it("are current; npm run docs writes them", () => {
    const folder = join(root, policyDocs);
    assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
    const stale = [...pages].filter(([name, text]) => readFileSync(join(folder, name), "utf8") !== text);
    assert.deepEqual(
      stale.map(([name]) => name),
      [],
    );
  });

  it("have a page where each rule's address leads", () => {
    for (const rule of rules) assert.ok(pages.has(urlOf(rule).split("/").at(-1)!), rule.id);
  });

  it("show what is good, what is bad and what the rule says then", () => {
    const page = pages.get("fin-01.md") ?? "";
    assert.match(page, /^# FIN-01: Records under a legal duty are write-once for seven years\n/);
    assert.match(page, /\n## Good: seven years in days\n/);
    assert.match(page, /\n## Bad: no lock\n/);
    assert.match(page, /\n> aws\.s3\.Bucket "orders" keeps records that can be altered; lock new objects/);
    assert.match(page, /\n\| MiFID II \| 2014\/65\/EU \| Art\. 16\(6\) \|\n/);
  });

  it("keep a framework's own text when its rules are written again", async () => {
    for (const name of readdirSync(join(root, frameworkFolder))) {
      const text = readFileSync(join(root, frameworkFolder, name), "utf8");
      assert.equal(await withCurrentRules(text, rules), text, name);
    }
    const stale =
      "# why\nframework: SOX\nversion: 15 U.S.C.\ncontrols:\n  - control: '802'\n    title: Kept\n    gap: None.\n";
    assert.equal(
      await withCurrentRules(stale, rules),
      '# why\nframework: SOX\nversion: 15 U.S.C.\ncontrols:\n  - control: "802"\n    title: Kept\n    rules: [RET-01, RET-06]\n    gap: None.\n',
    );
  });
});
