import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { readRecording } from "./recording";

const stack = "urn:pulumi:dev::fixture::pulumi:pulumi:Stack::fixture-dev";
const call = (method: string, request: unknown, response: unknown = {}, progress = "response_completed") =>
  JSON.stringify({ method: `/pulumirpc.${method}`, request, response, progress });

describe("reading what the engine and the program said to each other", () => {
  it("keeps what a state does not show, the stack's exports and the functions asked", () => {
    const aliases = [{ urn: "urn:old" }, { spec: { name: "older", parentUrn: "", noParent: false } }];
    const lines = [
      call("ResourceMonitor/RegisterResource", { name: "a" }, undefined, "request_started"),
      call(
        "ResourceMonitor/RegisterResource",
        { aliases, aliasURNs: ["urn:oldest"], deleteBeforeReplaceDefined: true, deleteBeforeReplace: true },
        { urn: "urn:a" },
      ),
      call("ResourceMonitor/RegisterResource", { deleteBeforeReplaceDefined: true }, { urn: "urn:b" }),
      call("ResourceMonitor/RegisterResource", {}, { urn: "urn:c" }),
      call("ResourceMonitor/RegisterResourceOutputs", { urn: "urn:component", outputs: { no: 1 } }),
      call("ResourceMonitor/RegisterResourceOutputs", { urn: stack, outputs: { yes: 1 } }),
      call("ResourceProvider/Invoke", { tok: "b", args: {} }),
      call("ResourceProvider/Invoke", { tok: "a", args: { x: 1 } }),
    ];
    const folder = mkdtempSync(path.join(tmpdir(), "meridian-recording-"));
    try {
      const file = path.join(folder, "calls.json");
      writeFileSync(file, `${lines.join("\n")}\n`);
      const { resources, outputs, invokes } = readRecording(file);
      assert.deepEqual(Object.fromEntries(resources), {
        "urn:a": { aliases: ["urn:oldest", "urn:old", { name: "older" }], deleteBeforeReplace: true },
        "urn:b": { aliases: [], deleteBeforeReplace: false },
        "urn:c": { aliases: [], deleteBeforeReplace: undefined },
      });
      assert.deepEqual(outputs, { yes: 1 });
      assert.deepEqual(invokes, ['["a",{"x":1}]', '["b",{}]']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
