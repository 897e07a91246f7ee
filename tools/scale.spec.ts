import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { ReportDocument } from "./report/report-schema";
import { grownProject } from "./testing/grown-project";
import type { ProjectCopy } from "./testing/project-copy";

for (const { stack, domain } of [
  { stack: "dev", domain: "clinical" },
  { stack: "prod-us", domain: "trading" },
]) {
  describe(`${stack} with 60 domains and 25 consumers, one of which reads all of them`, () => {
    let copy: ProjectCopy;
    let report: ReportDocument;
    before(() => {
      copy = grownProject({ stack, domain, domains: 60, consumers: 25, reads: 6 });
      const args = ["plan", "--stack", stack, "--report", "json", "--out", "out", "--quiet"];
      const { code, stderr } = copy.run(...args);
      assert.equal(code, 0, stderr);
      const file = join(copy.folder, "out", `${stack}.report.json`);
      report = JSON.parse(readFileSync(file, "utf8")) as ReportDocument;
    });
    after(() => {
      copy.remove();
    });

    it("is planned with no finding, and every rule decides", () => {
      assert.ok(report.summary.resources > 9000, `${report.summary.resources}`);
      assert.deepEqual(report.findings, []);
      assert.equal(report.summary.decidedRatio, 1);
    });

    it("is nearer than 80 % to no quota of AWS, and says which are the nearest", () => {
      assert.equal(report.limits.length, 5);
      assert.deepEqual(
        report.limits.filter(({ used, most }) => used / most > 0.8),
        [],
      );
    });
  });
}
