import assert from "node:assert/strict";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { neverSettles } from "../engine/errors";
import type { Plan } from "../engine/types";
import { maskSecrets, sortKeys } from "../engine/wire";
import { differences, fromEngine, fromPlan } from "./compare";
import {
  broken,
  FixtureProject,
  fixtures,
  ofCase,
  programs,
  type Previewed,
  type Program,
} from "./fixture-project";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();

/** Differences of resources and reads; the engine's preview lists no default providers. */
function compare({ states, recording }: Previewed, plan: Plan, transformed: boolean): string[] {
  const shown = [...plan.graph.resources, ...plan.reads].filter(
    ({ type, name }) => !type.startsWith("pulumi:providers:") || !name.startsWith("default"),
  );
  const recorded = (urn: string) => (transformed ? undefined : recording.resources.get(urn));
  return differences(
    new Map(states.map((state) => [state.urn, fromEngine(state, recorded(state.urn))])),
    new Map(shown.map((resource) => [resource.urn, fromPlan(resource)])),
  );
}

describe(`programs under the real engine and under meridian plan${because}`, function () {
  this.timeout(120_000);
  let project: FixtureProject;
  before(() => {
    if (cli !== "") project = new FixtureProject(cli);
  });
  after(() => project?.remove());

  const names = ["options", "inheritance", "values", "transformations", "transforms", "reads", "remote"];
  const graphs: Record<string, Program> = {
    everything: { file: `${fixtures}/everything.js`, config: { "aws:region": "eu-north-1" } },
    synthetic: { file: `${fixtures}/synthetic.js`, config: { "fixture:groups": 2 } },
    "late but fine": ofCase(broken, "late but fine"),
    ...Object.fromEntries(names.map((name) => [name, ofCase(programs, name)])),
  };
  for (const [name, program] of Object.entries(graphs)) {
    test(`see the same in "${name}"`, async () => {
      const real = project.preview(program);
      assert.equal(real.status, 0);
      const plan = await project.plan(program);
      assert.deepEqual(compare(real, plan, name === "transforms"), []);
      assert.deepEqual(sortKeys(maskSecrets(real.recording.outputs)), sortKeys(plan.outputs));
      const asked = plan.invokes.map(({ token, args }) => JSON.stringify([token, args]));
      assert.deepEqual(asked.sort(), real.recording.invokes);
      const said = (severity: string) =>
        plan.diagnostics.flatMap((one) => (one.severity === severity ? [one.message] : []));
      assert.deepEqual([said("error"), said("warning")], [real.errors, real.warnings]);
    });
  }

  it(`name the only failures that one of them does not see${because}`, async function () {
    if (cli === "") this.skip();
    const [forever, early, file] = [
      ofCase(broken, "never settles"),
      ofCase(programs, "hook in previews"),
      ofCase(programs, "missing file"),
    ];
    // The engine's preview ends well with whatever was registered until then.
    assert.equal(project.preview(forever).status, 0);
    assert.equal((await project.refusal(forever)).text, neverSettles);
    // The engine would run the hook, which may do anything.
    assert.equal(project.preview(early).status, 0);
    assert.match((await project.refusal(early)).text, /^hook "early" asks to run in previews, /);
    // A plan does not read the files that are to be uploaded.
    assert.match(project.preview(file).errors[0] ?? "", /failed to compute asset hash for "source"/);
    assert.equal((await project.plan(file)).graph.resources.length, 3);
    // A preview reads what exists; a plan has only the id that the program gives.
    const read = ofCase(programs, "read output");
    assert.deepEqual(project.preview(read).recording.outputs, { arn: "arn:aws:s3:::existing-bucket" });
    assert.deepEqual((await project.plan(read)).outputs, { arn: UNKNOWN });
  });
});
