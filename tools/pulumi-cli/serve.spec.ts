import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { refusal } from "./serve";

const plugins = ["language/pulumi-language-nodejs", "providers/pulumi-resource-aws"];

describe("offline plugins", () => {
  it("may start only where MERIDIAN_OFFLINE is 1", () => {
    assert.equal(refusal("p", { MERIDIAN_OFFLINE: "1" }), undefined);
    assert.equal(
      refusal("p", { MERIDIAN_OFFLINE: "true" }),
      "p: this is Meridian's stand-in and deploys nothing; " +
        "install the real plugin, or run `npm run pulumi-cli`, which sets MERIDIAN_OFFLINE=1.",
    );
  });

  for (const plugin of plugins) {
    it(`${path.basename(plugin)} refuses by itself`, () => {
      const file = path.join(projectRoot(), "tools/pulumi-cli/plugins", plugin);
      const env = { ...process.env, MERIDIAN_OFFLINE: "" };
      const { status, stdout, stderr } = spawnSync(file, [], { env, encoding: "utf8", timeout: 20_000 });
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.match(stderr, new RegExp(`^${path.basename(plugin)}: this is Meridian's stand-in`));
    });
  }
});
