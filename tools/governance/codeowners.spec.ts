import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { codeOwners } from "./codeowners";

describe("tools/governance/codeowners", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "owners-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads every owner and no pattern, comment or empty line", () => {
    const text = "# @not/one\n\n*  @acme/platform # @nor/this\n/docs/ @acme/docs ada@acme.example\n/none/\n";
    writeFileSync(join(folder, "CODEOWNERS"), text);
    assert.deepEqual([...codeOwners(folder)], ["@acme/platform", "@acme/docs", "ada@acme.example"]);
  });

  it("prefers .github and knows nobody without a file", () => {
    assert.deepEqual([...codeOwners(folder)], []);
    writeFileSync(join(folder, "CODEOWNERS"), "* @acme/root\n");
    mkdirSync(join(folder, ".github"));
    writeFileSync(join(folder, ".github/CODEOWNERS"), "* @acme/hidden\n");
    assert.deepEqual([...codeOwners(folder)], ["@acme/hidden"]);
  });
});
