import assert from "node:assert/strict";

import { fixturePlatform } from "./testing/fixtures/build";
import { analyze, startAnalyzer, type Analyzer } from "./testing/analyzer";
import { borderCases } from "./testing/border-cases";

describe("what leaves the jurisdiction, sent to the compiled pack by the SDK's own launcher", function () {
  this.timeout(120_000);
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await startAnalyzer(fixturePlatform, "prod-eu");
  });
  after(() => {
    analyzer.stop();
  });

  for (const { title, rule, unlawful, lawful } of borderCases) {
    it(`refuses ${title}, and nothing about its lawful twin`, async () => {
      const mandatory = async (resources: typeof unlawful) => {
        const findings = await analyze(analyzer, { stack: "prod-eu", resources });
        return findings.filter(({ level }) => level === "mandatory");
      };
      const refused = await mandatory(unlawful);
      assert.ok(
        refused.some((finding) => finding.rule === rule && finding.urn.endsWith("::subject")),
        JSON.stringify(refused),
      );
      assert.deepEqual(await mandatory(lawful), []);
    });
  }
});
