import assert from "node:assert/strict";

import { planStack } from "../tools/engine/run";
import { plannedStack, root, today } from "../tools/engine/testing";
import { readStacks, stackNames } from "../tools/stacks";

for (const { name, config } of readStacks(root, stackNames(root), today)) {
  describe(`stack ${name} over the wire`, () => {
    it("registers the same graph through gRPC and the SDK's own launcher", async () => {
      const inProcess = await plannedStack(name, "faithful");
      const grpc = await planStack({ root, stack: name, mode: "faithful", config, transport: "grpc" });
      assert.deepEqual(
        grpc.graph.resources.map(({ urn }) => urn),
        inProcess.graph.resources.map(({ urn }) => urn),
      );
      for (const [index, resource] of grpc.graph.resources.entries()) {
        assert.deepEqual(resource, inProcess.graph.resources[index]);
      }
      assert.deepEqual(grpc.outputs, inProcess.outputs);
    });
  });
}
