import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { evaluate } from "../policy-pack/run";
import { analyzeWithPack } from "../policy-pack/testing/analyzer";
import { planStack } from "./engine/run";
import { projectRoot } from "../components/project/root";
import { modelOf, readStacks } from "./stacks";
import { ProjectCopy } from "./testing/project-copy";

const compiled = "bin/components/lake/hardened-bucket.js";
const source = "components/lake/hardened-bucket.ts";
const today = "2026-11-21";

/** 1-based line of the versioning resource in the TypeScript source: what a finding must point at. */
const plantedLine =
  readFileSync(join(projectRoot(), source), "utf8")
    .split("\n")
    .findIndex((line) => line.includes("new s3.BucketVersioning(")) + 1;

describe('a foreign region planted on one resource ("us-east-1" in prod-eu)', function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  before(() => {
    copy = new ProjectCopy();
    copy.edit(
      compiled,
      'versioningConfiguration: { status: "Enabled" }',
      'versioningConfiguration: { status: "Enabled" }, ...(name === "trading-bronze" && { region: "us-east-1" })',
    );
  });
  after(() => {
    copy.remove();
  });

  for (const transport of ["in-process", "grpc"] as const) {
    it(`ends the command with exit 1, rule, file and line (${transport})`, () => {
      const { code, stdout } = copy.run("plan", "--stack", "prod-eu", "--quiet", "--transport", transport);
      assert.equal(code, 1, stdout);
      assert.ok(plantedLine > 0);
      const lines = stdout.split("\n").map((line) => line.trim());
      const rules = lines.filter((line) => line.startsWith("✖ mandatory"));
      assert.deepEqual(rules, [
        "✖ mandatory  RES-01  urn:pulumi:prod-eu::meridian::meridian:lake:DomainLake$meridian:lake:ZoneBucket$aws:s3/bucketVersioning:BucketVersioning::trading-bronze",
      ]);
      assert.ok(lines.includes(`at ${source}:${plantedLine}`), stdout);
      assert.match(stdout, /region "us-east-1"/);
      assert.match(stdout, /eu-central-1/);
    });
  }

  it("is the same finding through the runner and through the compiled pack", async () => {
    const [stack] = readStacks(copy.folder, ["prod-eu"], today);
    const { graph } = await planStack({
      root: copy.folder,
      stack: "prod-eu",
      mode: "resolved",
      config: stack!.config,
    });
    const { findings } = evaluate(graph, modelOf(stack!, today));
    assert.deepEqual(
      findings.map(({ rule, file, line }) => ({ rule, file, line })),
      [{ rule: "RES-01", file: source, line: plantedLine }],
    );
    const packed = await analyzeWithPack(graph, stack!.config["meridian:platform"] as object);
    assert.deepEqual(
      packed,
      findings.map(({ rule, level, urn, message }) => ({ rule, level, urn, message })),
    );
  });
});
