import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../components/project/root";
import { ProjectCopy } from "./testing/project-copy";

const readme = readFileSync(join(projectRoot(), "README.md"), "utf8");

/** The lines of the first block that begins with `command`, without prompts, comments and `…`. */
function shownOutput(command: string): string[] {
  const block = readme.split("```").find((text) => text.startsWith("console\n$ " + command));
  assert.ok(block !== undefined, `README.md shows no output of ${command}`);
  return block
    .split("\n")
    .slice(2)
    .filter((line) => line.trim() !== "" && line !== "…");
}

describe("README.md", () => {
  let copy: ProjectCopy;
  before(() => {
    copy = new ProjectCopy();
  });
  after(() => {
    copy.remove();
  });

  it("shows what npm start prints today", () => {
    const printed = new Set(copy.run("plan").stdout.split("\n"));
    const shown = shownOutput("npm start");
    assert.ok(shown.length > 8);
    assert.deepEqual(
      shown.filter((line) => !printed.has(line)),
      [],
    );
  });

  it("shows the message of a wrong replica region as it is printed", () => {
    copy.edit("Pulumi.prod-eu.yaml", /replicaRegion: \S+/, "replicaRegion: us-east-1");
    const { stderr } = copy.run("plan", "--stack", "prod-eu");
    assert.ok(readme.includes(stderr.trim()), stderr);
  });

  it("names only folders and scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const named = [...readme.matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script!);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((script) => !(script in scripts)),
      [],
    );
  });
});
