import assert from "node:assert/strict";

import { UNKNOWN } from "../../policy-pack/graph/types";
import type { PlannedResource } from "../engine/types";
import { differences, type EngineState, fromEngine, fromPlan } from "./compare";

const type = "aws:s3/bucket:Bucket";
const urn = `urn:pulumi:dev::meridian::${type}::lake`;
const provider = "urn:pulumi:dev::meridian::pulumi:providers:aws::governance";
const parent = "urn:pulumi:dev::meridian::pulumi:pulumi:Stack::meridian-dev";

const state: EngineState = {
  urn,
  type,
  custom: true,
  inputs: { bucket: "b", region: "eu-central-1", tags: { owner: UNKNOWN } },
  provider: `${provider}::${UNKNOWN}`,
  parent,
  dependencies: ["urn:b", "urn:a"],
  propertyDependencies: { bucket: [], tags: ["urn:b", "urn:a"] },
  protect: true,
  stackTrace: [
    {},
    { sourcePosition: "project:///accounts/index.ts#18,24" },
    { sourcePosition: "project:///node_modules/@pulumi/resource.ts#1598,22" },
  ],
};
const planned: PlannedResource = {
  urn,
  type,
  name: "lake",
  custom: true,
  inputs: { tags: { owner: UNKNOWN }, bucket: "b" },
  props: {},
  provider: { urn: provider, name: "governance", region: "eu-central-1", isDefault: false },
  parent,
  dependencies: ["urn:a", "urn:b"],
  propertyDependencies: { tags: ["urn:a", "urn:b"] },
  options: { protect: true, version: "7.48.0" },
  frames: [{ file: "accounts/index.ts", line: 18 }],
};

const compare = (engine: EngineState, plan: PlannedResource) =>
  differences(new Map([[engine.urn, fromEngine(engine)]]), new Map([[plan.urn, fromPlan(plan)]]));

describe("comparing the two engines", () => {
  it("finds nothing where only the order and the filled-in region differ", () => {
    assert.deepEqual(compare(state, planned), []);
  });

  it("expects a provider's version, and nothing of the engine's own", () => {
    const providerType = "pulumi:providers:aws";
    const engine = { urn: provider, type: providerType, custom: true, parent };
    const registered = { ...planned, urn: provider, type: providerType, provider: undefined, inputs: {} };
    const bare = { ...registered, dependencies: [], propertyDependencies: {}, options: {}, frames: [] };
    const version = { ...bare, options: { version: "7.48.0" } };
    assert.deepEqual(compare({ ...engine, inputs: { __internal: {}, version: "7.48.0" } }, version), []);
    assert.deepEqual(compare({ ...engine, inputs: { version: "7.48.0" } }, bare), [
      `${provider} inputs: engine {"version":"7.48.0"}, plan {}`,
    ]);
  });

  it("names resource, property and both values", () => {
    const cases: readonly [Partial<EngineState>, string][] = [
      [{ custom: false }, "custom: engine false, plan true"],
      [{ provider: `${parent}::x` }, `provider: engine "${parent}", plan "${provider}"`],
      [{ parent: undefined }, `parent: engine nothing, plan "${parent}"`],
      [{ dependencies: ["urn:a"] }, 'dependencies: engine ["urn:a"], plan ["urn:a","urn:b"]'],
      [{ propertyDependencies: {} }, 'propertyDependencies: engine {}, plan {"tags":["urn:a","urn:b"]}'],
      [{ protect: false }, "protect: engine false, plan true"],
      [{ retainOnDelete: true }, "retainOnDelete: engine true, plan false"],
      [{ ignoreChanges: ["tags"] }, 'ignoreChanges: engine ["tags"], plan []'],
      [{ additionalSecretOutputs: ["arn"] }, 'additionalSecretOutputs: engine ["arn"], plan []'],
      [{ replaceOnChanges: ["tags"] }, 'replaceOnChanges: engine ["tags"], plan []'],
      [{ replaceWith: ["urn:b"] }, 'replaceWith: engine ["urn:b"], plan []'],
      [{ replacementTrigger: "v1" }, 'replacementTrigger: engine "v1", plan nothing'],
      [{ hideDiff: ["tags"] }, 'hideDiffs: engine ["tags"], plan []'],
      [{ deletedWith: "urn:b" }, 'deletedWith: engine "urn:b", plan nothing'],
      [{ importID: "b" }, 'import: engine "b", plan nothing'],
      [{ customTimeouts: { create: 300 } }, 'customTimeouts: engine {"create":300}, plan {}'],
      [{ resourceHooks: { AfterCreate: ["h"] } }, 'hooks: engine {"AfterCreate":["h"]}, plan {}'],
      [{ external: true, id: "b" }, 'read: engine "b", plan nothing'],
      [{ stackTrace: [] }, 'frames: engine [], plan ["accounts/index.ts:18"]'],
    ];
    for (const [change, expected] of cases) {
      assert.deepEqual(compare({ ...state, ...change }, planned), [`${urn} ${expected}`]);
    }
    const known = { ...state, inputs: { bucket: "b", region: "eu-central-1", tags: { owner: "me" } } };
    assert.equal(compare(known, planned).length, 1);
  });

  it("reads timeouts, hooks and default providers as the engine writes them, and recorded options when given", () => {
    const customTimeouts = { create: "5m", update: "90s", delete: "1h30m" };
    const hooks = { beforeCreate: ["h"] };
    const options = { ...planned.options, customTimeouts, hooks, aliases: ["urn:old"] };
    const resource = {
      ...planned,
      options,
      provider: { ...planned.provider!, isDefault: true, name: "default" },
    };
    const engine: EngineState = {
      ...state,
      provider: "urn:pulumi:dev::meridian::pulumi:providers:aws::default::id",
      customTimeouts: { create: 300, update: 90, delete: 5400 },
      resourceHooks: { BeforeCreate: ["h"] },
    };
    assert.deepEqual(compare(engine, resource), []);
    const recorded = { aliases: ["urn:older"], deleteBeforeReplace: true };
    assert.deepEqual(
      differences(new Map([[urn, fromEngine(engine, recorded)]]), new Map([[urn, fromPlan(resource)]])),
      [
        `${urn} aliases: engine ["urn:older"], plan ["urn:old"]`,
        `${urn} deleteBeforeReplace: engine true, plan nothing`,
      ],
    );
  });

  it("names what only one of them has", () => {
    assert.deepEqual(compare(state, { ...planned, urn: `${urn}-2` }), [
      `${urn}-2: only meridian plan has it`,
      `${urn}: only the engine has it`,
    ]);
  });
});
