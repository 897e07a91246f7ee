import assert from "node:assert/strict";

import { residencyModel } from "../../components/residency/model";
import { evaluate } from "../run";
import { fixtureDay, fixturePlatform, made } from "../testing/fixtures/build";
import { rules } from "./index";

const modelAt = (homeRegion: string, regionConfirmations: readonly object[] = []) =>
  residencyModel(
    { ...fixturePlatform, homeRegion, replicaRegion: "eu-central-1", regionConfirmations },
    fixtureDay,
  );
const judged = (id: string, type: string, region: string, model = modelAt("eu-west-1")) => {
  const props = { region, openTableFormatInput: { icebergInput: { version: "2" } } };
  const graph = { stack: "prod-eu", resources: [made(type, "trades", props)] };
  return evaluate(
    graph,
    model,
    rules.filter((rule) => rule.id === id),
  ).verdicts[id];
};
const confirmed = (available: boolean) =>
  modelAt("eu-west-3", [
    {
      service: "AWS::Glue::TableOptimizer",
      region: "eu-west-3",
      available,
      confirmed: "2026-11-20",
      by: "platform@acme.example",
    },
  ]);

describe("REG-01 and what config confirms", () => {
  it("takes a confirmation where the table cannot tell", () => {
    const optimizer = "glue/catalogTableOptimizer";
    assert.equal(judged("REG-01", optimizer, "eu-west-3", confirmed(true))?.pass, 1);
    assert.equal(judged("REG-01", optimizer, "eu-west-3", confirmed(false))?.fail, 1);
    assert.equal(judged("REG-01", optimizer, "eu-west-3", modelAt("eu-west-3"))?.fail, 1);
  });
});

describe("LF-10 where AWS has no table optimizers", () => {
  const table = "glue/catalogTable";

  it("asks nothing in a home region without them, of which the stack declares the gap", () => {
    assert.equal(judged("LF-10", table, "eu-south-2", modelAt("eu-south-2"))?.notApplicable, 1);
    assert.equal(judged("LF-10", table, "eu-west-3", confirmed(false))?.notApplicable, 1);
  });

  it("asks as ever in any other region, and where nobody can tell", () => {
    assert.equal(judged("LF-10", table, "eu-south-2")?.fail, 1);
    assert.equal(judged("LF-10", table, "eu-west-3", modelAt("eu-west-3"))?.fail, 1);
    assert.equal(judged("LF-10", table, "eu-west-3", confirmed(true))?.fail, 1);
  });
});
