import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { stackOf } from "./environment";
import { findCli, isAtLeast, obtainCli, type Search } from "./find-cli";
import { exitCodes } from "../commands/exit-codes";
import { runEngine } from "./main";

describe("having an engine", () => {
  let folder: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-cli-"));
    told = [];
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const script = (file: string, text: string): string => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, `#!/bin/sh\n${text}\n`);
    chmodSync(target, 0o755);
    return target;
  };
  const search = (...folders: string[]): Search => ({
    minimum: "3.255.0",
    searchPath: folders.map((one) => path.join(folder, one)).join(path.delimiter),
    cache: path.join(folder, "cache"),
    source: folder,
    progress: (text) => told.push(text),
  });
  const pulumi = (where: string, version: string) => script(`${where}/pulumi`, `echo ${version}`);

  it("compares versions by their numbers", () => {
    assert.equal(isAtLeast("v3.255.0", "3.255.0"), true);
    assert.equal(isAtLeast("v3.256.0-alpha.1", "3.255.9"), true);
    assert.equal(isAtLeast("v4.0.0", "3.255.0"), true);
    assert.equal(isAtLeast("v3.99.0", "3.255.0"), false);
    assert.equal(isAtLeast("v3.255.0", "3.255.1"), false);
    assert.equal(isAtLeast("unknown", "3.255.0"), false);
  });

  it("takes the first on PATH that is new enough", () => {
    pulumi("old", "v3.100.0");
    const first = pulumi("new", "v3.255.1");
    pulumi("newer", "v3.300.0");
    assert.equal(findCli(search("old", "new", "newer")), first);
  });

  it("takes the one built earlier where PATH has none or an old one", () => {
    pulumi("old", "v3.100.0");
    const cached = pulumi("cache/3.255.0", "v3.255.0");
    assert.equal(obtainCli(search("old")), cached);
    assert.deepEqual(told, []);
  });

  it("builds it with go, saying so, and only once", () => {
    script("bin/go", 'while [ "$1" != "-o" ]; do shift; done; echo built > "$2"');
    const built = path.join(folder, "cache/3.255.0/pulumi");
    assert.equal(obtainCli(search("bin")), built);
    assert.deepEqual(told, [
      "building pulumi 3.255.0 from its Go module, about four minutes the first time …",
    ]);
    assert.equal(obtainCli(search("bin")), built);
    assert.equal(told.length, 1);
  });

  it("leaves nothing that looks ready when the build fails", () => {
    script("bin/go", "exit 1");
    assert.throws(() => obtainCli(search("bin")), {
      message: "pulumi-cli: go build of pulumi 3.255.0 failed; see above, or install the Pulumi CLI.",
    });
    assert.equal(existsSync(path.join(folder, "cache/3.255.0/pulumi")), false);
  });

  it("ends with exit 2 and one line when there is neither", () => {
    const printed: unknown[] = [];
    const original = console.error;
    console.error = (line: unknown) => printed.push(line);
    try {
      assert.equal(runEngine(["version"], search("bin"), path.join(folder, "run")), exitCodes.notReady);
    } finally {
      console.error = original;
    }
    assert.deepEqual(printed, [
      "pulumi-cli: no pulumi 3.255.0 or later and no go on PATH; install the Pulumi CLI, or Go to have it built from tools/pulumi-cli/cli.",
    ]);
  });

  it("makes the named stack before the command and passes its exit code on", () => {
    script("bin/pulumi", '[ "$1" = version ] && echo v3.255.0; [ "$1" != preview ]');
    assert.equal(runEngine(["preview", "--stack", "dev"], search("bin"), path.join(folder, "run")), 1);
    assert.equal(existsSync(path.join(folder, "run/project/Pulumi.dev.yaml")), true);
  });

  it("reads the stack from any spelling of its option", () => {
    assert.equal(stackOf(["preview", "--stack", "dev"]), "dev");
    assert.equal(stackOf(["--stack=prod-eu", "up"]), "prod-eu");
    assert.equal(stackOf(["up", "-s", "dev"]), "dev");
    assert.equal(stackOf(["version"]), undefined);
  });
});
