import assert from "node:assert/strict";

import { locateStack } from "./locate-stack";
import { residencyModel } from "./model";

const model = residencyModel(
  {
    stack: "dev",
    prefix: "acme",
    jurisdiction: "us",
    stage: "dev",
    homeRegion: "us-east-1",
    organization: { id: "o-acme000001", managementAccount: "100000000001", ous: [] },
    accounts: [],
  },
  "2026-11-21",
);

describe("locateStack", () => {
  it("believes the jurisdiction in a stack's name, with or without organization and project", () => {
    for (const name of ["prod-eu", "acme/meridian/prod-eu"]) {
      assert.deepEqual(locateStack(name, model), { kind: "place", jurisdiction: "eu" });
    }
  });

  it("knows its own stack, whatever its name", () => {
    assert.deepEqual(locateStack("acme/meridian/dev", model), { kind: "place", jurisdiction: "us" });
  });

  it("does not know other names", () => {
    for (const name of ["acme/meridian/prod", "eu", "prod-apac"]) {
      assert.deepEqual(locateStack(name, model), {
        kind: "unknown",
        reason: `Stack "${name}" does not say its jurisdiction; stacks are named <stage>-<jurisdiction>.`,
      });
    }
  });
});
