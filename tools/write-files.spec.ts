import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { InputError } from "../components/errors/input-error";
import { writeFiles } from "./write-files";

describe("tools/write-files", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "write-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const write = (target: string, ...names: string[]) =>
    writeFiles(
      "--out",
      target,
      names.map((name) => ({ path: join(target, name), text: name })),
    );

  it("makes the folders, replaces what is there and leaves nothing else", () => {
    const target = join(folder, "a/b");
    mkdirSync(target, { recursive: true });
    writeFileSync(join(target, "one"), "old");
    write(target, "one", "two");
    assert.deepEqual(readdirSync(target), ["one", "two"]);
    assert.equal(readFileSync(join(target, "one"), "utf8"), "one");
  });

  it("writes none when one cannot be written, and says which folder", () => {
    mkdirSync(join(folder, "two"));
    writeFileSync(join(folder, "one"), "old");
    assert.throws(
      () => write(folder, "one", "two"),
      new InputError([
        {
          file: "--out",
          path: "",
          message: `"${folder}" cannot be written (EISDIR); name a folder that you may write to`,
        },
      ]),
    );
    assert.deepEqual(readdirSync(folder), ["one", "two"]);
    assert.equal(readFileSync(join(folder, "one"), "utf8"), "old");
  });

  it("says of a file in the way, and of what is below one, the same under every Node.js", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const refused = (target: string, code: string) =>
      assert.throws(() => write(target, "one"), {
        message: `--out: "${target}" cannot be written (${code}); name a folder that you may write to`,
      });
    refused(file, "EEXIST");
    refused(join(file, "out"), "ENOTDIR");
    refused(join(file, "out/deep"), "ENOTDIR");
  });

  it("does not take other errors for refusals", () => {
    assert.throws(
      () => writeFiles("--out", folder, [{ path: join(folder, "x"), text: 1 as never }]),
      TypeError,
    );
  });
});
