import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { InputError } from "./input-error";
import { readInput, refusing } from "./read-input";

describe("components/errors/read-input", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "read-input-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads a file", () => {
    writeFileSync(join(folder, "a.yaml"), "é");
    assert.equal(readInput(join(folder, "a.yaml")), "é");
  });

  it("refuses what is no UTF-8, at its byte", () => {
    writeFileSync(join(folder, "a.yaml"), "a: 1\nb: é", "latin1");
    const file = relative(process.cwd(), join(folder, "a.yaml"));
    const fault = { line: 2, column: 4, message: 'has the byte 0xE9, "é" in Latin-1; save it as UTF-8' };
    assert.throws(() => readInput(join(folder, "a.yaml")), new InputError([{ file, path: "", ...fault }]));
  });

  it("says what the system says of a file that is missing, a folder or a dangling link", () => {
    symlinkSync(join(folder, "nowhere"), join(folder, "link"));
    for (const [path, code] of [
      [join(folder, "missing"), "ENOENT"],
      [join(folder, "link"), "ENOENT"],
      [folder, "EISDIR"],
    ] as const) {
      assert.throws(
        () => readInput(path),
        new InputError([
          {
            file: relative(process.cwd(), path),
            path: "",
            message: `cannot be read (${code}); put a file there that you may read`,
          },
        ]),
      );
    }
  });

  it("does not take other errors for refusals", () => {
    const bug = new TypeError("bug");
    assert.throws(
      () =>
        refusing(folder, "a folder", () => {
          throw bug;
        }),
      bug,
    );
  });
});
