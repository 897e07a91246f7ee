import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Evidence } from "../evidence/evidence";
import { ProjectCopy } from "../testing/project-copy";

describe("meridian evidence", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  beforeEach(() => {
    copy = new ProjectCopy();
  });
  afterEach(() => {
    copy.remove();
  });
  const read = (name: string) => readFileSync(join(copy.folder, "out", name), "utf8");

  it("lists every control with an answer, and the hash of the plan beside it", () => {
    const { code, stdout, stderr } = copy.run(
      "evidence",
      "--stack",
      "prod-eu",
      "--out",
      join(copy.folder, "out"),
    );
    assert.deepEqual({ code, stdout }, { code: 0, stdout: "" }, stderr);
    assert.deepEqual(copy.list("out"), [
      "prod-eu.evidence.csv",
      "prod-eu.evidence.json",
      "prod-eu.evidence.md",
      "prod-eu.json",
    ]);
    const { planSha256, frameworks } = JSON.parse(read("prod-eu.evidence.json")) as Evidence;
    assert.equal(planSha256, createHash("sha256").update(read("prod-eu.json")).digest("hex"));
    const controls = frameworks.flatMap((framework) => framework.controls);
    assert.ok(controls.length > 120);
    assert.deepEqual(
      controls.filter(
        ({ rules, answers, grantedColumns }) =>
          rules.length === 0 && Object.keys(answers).length === 0 && grantedColumns === undefined,
      ),
      [],
    );
    const minimal = controls.find(({ control }) => control === "Art. 5(1)(c)");
    assert.equal(minimal?.status, "pass");
    assert.ok((minimal?.grantedColumns ?? []).some(({ column }) => column === "counterparty_iban"));
    assert.ok((minimal?.grantedColumns ?? []).every(({ stated }) => stated));
    const transfers = controls.find(({ control }) => control === "Art. 44");
    assert.equal(transfers?.status, "pass");
    assert.ok((transfers?.rules ?? []).some(({ resources }) => resources.length > 900));
    assert.equal(read("prod-eu.evidence.md").match(/^\| .* \| (?:✔|○|–) /gm)?.length, controls.length);
  });

  it("says where a framework is wrong and writes nothing", () => {
    const file = "policy-pack/frameworks/dora.yaml";
    copy.edit(file, "title: Detection", "title: Detection\n    rule: RES-01");
    const { code, stdout, stderr } = copy.run("evidence", "--out", join(copy.folder, "out"));
    assert.deepEqual({ code, stdout }, { code: 2, stdout: "" });
    assert.match(
      stderr,
      /^policy-pack\/frameworks\/dora\.yaml:10:5 controls\[1\]\.rule: "rule" is not a known key; /,
    );
    assert.deepEqual(copy.list("out"), []);
  });
});
