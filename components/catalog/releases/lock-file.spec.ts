import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { readLock, type ReleaseLock } from "./lock-file";
import { lockText } from "./lock-text";
import type { Release } from "./release";
import { sealOf } from "./seal";

const sealed = (version: string): Release => {
  const facts = {
    version,
    hash: "0".repeat(64),
    retentionDays: 30,
    tables: {
      t: {
        layer: "gold",
        rowFilter: `note = 'a "b" \\ c'`,
        columns: {
          a: { type: "decimal(18, 2)", required: true, key: true, classification: "public", pii: "none" },
          b: { type: "struct<x: long>", required: false, classification: "restricted", pii: "direct" },
        },
      },
    },
  } as const;
  return { ...facts, seal: sealOf(facts) };
};

const lock = {
  "risk.b": { id: "risk-b", releases: [sealed("1.0.0"), sealed("1.10.0")] },
  "risk.a": { id: "x: 1", retired: true, releases: [sealed("0.9.0")] },
} as ReleaseLock;

describe("contracts.lock", () => {
  let dir = "";
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "meridian-lock-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const read = (text: string) => {
    writeFileSync(join(dir, "contracts.lock"), text);
    return readLock(dir);
  };
  const mistakes = (text: string) => {
    const found = read(text);
    assert.ok("issues" in found);
    const file = relative(process.cwd(), join(dir, "contracts.lock"));
    return found.issues.map((issue) => {
      assert.equal(issue.file, file);
      return `${issue.line} ${issue.path}: ${issue.message}`;
    });
  };

  it("is read as it was written, products by name", () => {
    const text = lockText(lock);
    assert.deepEqual(read(text), { value: lock });
    assert.ok(text.indexOf("risk.a:") < text.indexOf("risk.b:"));
  });

  it("is empty where there is none", () => {
    assert.deepEqual(readLock(dir), { value: {} });
  });

  it("shows at its line what was changed by hand", () => {
    const edited = lockText(lock).replace("required: false", "required: true ");
    assert.deepEqual(mistakes(edited), [
      `6 ["risk.a"].releases[0].version: "0.9.0" is not as it was released; take the file back from version control`,
    ]);
  });

  it("has versions in their order", () => {
    const turned = { "risk.b": { id: "b", releases: [sealed("1.10.0"), sealed("1.9.0")] } } as ReleaseLock;
    assert.match(
      mistakes(lockText(turned)).join("\n"),
      /^\d+ \["risk\.b"\]\.releases\[1\]\.version: "1\.9\.0" does not come after "1\.10\.0"; take the file back from version control$/,
    );
  });

  it("is refused with its place when it is no lock", () => {
    assert.match(mistakes("risk.b: {id: x}\n").join(), /^1 \["risk\.b"\]\.releases/);
    assert.match(mistakes("a: b: c\n").join(), /is not valid YAML/);
    assert.match(
      mistakes(lockText(lock).replace("risk.a:", "nonsense:")).join(),
      /is no product; use <domain>\.<name>/,
    );
  });
});
