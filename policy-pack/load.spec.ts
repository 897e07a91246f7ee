import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { buildPack } from "./testing/build-pack";

/** The files of ours, from `bin/` on, that a process has loaded after `module` of the compiled pack. */
function loadedBy(module: string): string[] {
  const bin = join(buildPack(), "..", "bin");
  const print = "process.stdout.write(JSON.stringify(Object.keys(require.cache)))";
  const script = `require(${JSON.stringify(join(bin, module))}); ${print}`;
  const files = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })) as string[];
  return files
    .flatMap((file) => file.split("/bin/")[1] ?? [])
    .filter((file) => /^(policy-pack|components)\//.test(file));
}

describe("loading the pack", function () {
  this.timeout(60_000);

  it("loads the rules and nothing that only tests need", () => {
    const files = loadedBy("policy-pack/index.js");
    assert.ok(files.includes("policy-pack/rules/index.js"), files.join("\n"));
    assert.deepEqual(
      files.filter((file) => file.startsWith("policy-pack/testing/")),
      [],
    );
  });

  it("would be seen to load them", () => {
    assert.ok(
      loadedBy("policy-pack/testing/fixtures/index.js").includes("policy-pack/testing/fixtures/build.js"),
    );
  });
});
