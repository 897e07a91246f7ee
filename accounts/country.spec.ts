import assert from "node:assert/strict";

import { residencyModel } from "../components/residency/model";
import { globalTypes } from "../policy-pack/data/global-types";
import { evaluate } from "../policy-pack/run";
import { planStack } from "../tools/engine/run";
import { configIn } from "../tools/stacks";
import { projectRoot } from "../components/project/root";
import { movedTo, parsePlatform, today } from "./config/testing";

const root = projectRoot();

describe("a further country is a stack file and no code", () => {
  const countries = [
    { stack: "prod-sg", text: movedTo("sg", "ap-southeast-1"), region: "ap-southeast-1" },
    { stack: "prod-au", text: movedTo("au", "ap-southeast-2", "ap-southeast-4"), region: "ap-southeast-2" },
    { stack: "prod-in", text: movedTo("in", "ap-south-1", "ap-south-2"), region: "ap-south-1" },
    { stack: "prod-uk", text: movedTo("uk", "eu-west-2"), region: "eu-west-2" },
  ];
  for (const { stack, text, region } of countries) {
    it(`plans ${stack} wholly in ${region}, with no violation`, async () => {
      const platform = parsePlatform(text, `Pulumi.${stack}.yaml`, stack, today);
      const { graph } = await planStack({ root, stack, mode: "resolved", config: configIn(text) });
      const aws = graph.resources.filter(({ type }) => type.startsWith("aws:") && !globalTypes.has(type));
      assert.ok(aws.length > 500);
      assert.deepEqual([...new Set(aws.map(({ effectiveRegion }) => effectiveRegion))], [region]);
      assert.deepEqual(evaluate(graph, residencyModel(platform, today)).findings, []);
    });
  }
});

describe("a home region without table optimizers", () => {
  const stack = "prod-osaka";
  // No table waits for columns there: nothing could add them.
  const text = movedTo("jp", "ap-northeast-3", "ap-northeast-1").replace(/ {4}tablesAt:\n(?: {6}.*\n)+/, "");

  it("plans the platform without them and their role, with no violation", async () => {
    const platform = parsePlatform(text, `Pulumi.${stack}.yaml`, stack, today);
    const { graph, outputs } = await planStack({ root, stack, mode: "resolved", config: configIn(text) });
    const { findings, decidedRatio } = evaluate(graph, residencyModel(platform, today));
    assert.deepEqual(findings, []);
    assert.equal(decidedRatio, 1);
    assert.ok(graph.resources.some(({ type }) => type === "aws:glue/catalogTable:CatalogTable"));
    const maintaining = graph.resources.filter(
      ({ type, name, props }) =>
        type.includes("Optimizer") ||
        name.includes("optimizer") ||
        JSON.stringify(props).includes("optimizer"),
    );
    assert.deepEqual(
      maintaining.map(({ name }) => name),
      [],
    );
    assert.deepEqual(
      (outputs["gaps"] as { service: string; region: string }[]).map(({ service, region }) => [
        service,
        region,
      ]),
      [["AWS::Glue::TableOptimizer", "ap-northeast-3"]],
    );
  });
});
