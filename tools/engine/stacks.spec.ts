import assert from "node:assert/strict";

import { readStacks } from "../stacks";
import { planStack } from "./run";
import { plannedStack, root, textOf, today } from "./testing";

describe("tools/engine: the platform's own program", () => {
  it("gives the identical plan of dev in process and through the SDK's own launcher", async () => {
    const [dev] = readStacks(root, ["dev"], today);
    assert.ok(dev);
    const request = { root, stack: "dev", config: dev.config };
    const inProcess = await plannedStack("dev", "resolved");
    const grpc = await planStack({ ...request, mode: "resolved", transport: "grpc" });
    assert.ok(inProcess.graph.resources.length > 100);
    assert.equal(textOf(inProcess), textOf(grpc));
  });
});
