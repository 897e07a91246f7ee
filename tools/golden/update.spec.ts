import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { movedTo } from "../../accounts/config/testing";
import { projectRoot } from "../../components/project/root";
import { ProjectCopy } from "../testing/project-copy";
import { readGoldens } from "./golden";

describe("npm run plan:update", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  before(() => {
    copy = new ProjectCopy();
  });
  after(() => {
    copy.remove();
  });

  it("writes the goldens of every stack file, also of a new one, and removes what belongs to none", () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const script = /&& node (\S+)$/.exec(scripts["plan:update"]!)![1]!;
    const planted = ["dev.json", "dev/long-gone.json", "prod-uk/index.txt"];
    for (const file of planted) {
      const path = join(copy.folder, "accounts/plan", file);
      mkdirSync(join(path, ".."), { recursive: true });
      writeFileSync(path, "[]\n");
    }
    writeFileSync(join(copy.folder, "Pulumi.prod-sg.yaml"), movedTo("sg", "ap-southeast-1"));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      cwd: copy.folder,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    const written = readGoldens(copy.folder);
    assert.deepEqual(
      stdout.match(/^removed .*$/gm),
      planted.map((file) => `removed ${join(copy.folder, "accounts/plan", file)}`),
    );
    const committed = readGoldens(projectRoot());
    assert.deepEqual([...written.keys()], [...committed.keys(), "prod-sg/index.txt"].sort());
    for (const [file, text] of committed) assert.equal(written.get(file), text, file);
    assert.match(
      written.get("prod-sg/index.txt")!,
      /^aws:s3\/bucket:Bucket \S+ \S+ ap-southeast-1 protect [0-9a-f]{12}$/m,
    );
  });
});
