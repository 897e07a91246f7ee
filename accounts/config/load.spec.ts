import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";

import { loadStack } from "../config";
import { edit, prodEu, read } from "./testing";

describe("loadStack", () => {
  const platformOf = (text: string): string =>
    JSON.stringify((parse(text) as { config: Record<string, unknown> }).config["meridian:platform"]);
  const run = (platform: string | undefined, more: Record<string, string> = {}) => {
    pulumi.runtime.setAllConfig({
      ...(platform === undefined ? {} : { "meridian:platform": platform }),
      ...more,
    });
    return loadStack();
  };

  it("reads the engine's configuration", () => {
    assert.equal(run(platformOf(prodEu)).homeRegion, "eu-west-1");
  });

  it("reads the emulator's address, and refuses it outside stage dev", () => {
    const emulator = { "meridian:endpoint": "http://localhost:4566" };
    assert.equal(run(platformOf(read("dev")), emulator).endpoint, "http://localhost:4566");
    assert.throws(() => run(platformOf(prodEu), emulator), {
      message:
        /^Pulumi\.\S+\.yaml:1:1 endpoint: "http:\/\/localhost:4566" is for stage "dev" only, and this stack's is "prod"; remove it$/,
    });
  });

  it("places a mistake at the file's start when the stack has no file here", () => {
    assert.throws(() => run(platformOf(edit(prodEu, '"222200000004"', '"22220"'))), {
      name: "InputError",
      message:
        /^Pulumi\.\S+\.yaml:1:1 platform\.accounts\[3\]\.id: "22220" is not a 12-digit AWS account id; use 12 digits$/,
    });
  });

  it("places a mistake in the stack file beside Pulumi.yaml", () => {
    const text = edit(prodEu, '"222200000004"', '"22220"');
    const file = `Pulumi.${pulumi.getStack()}.yaml`;
    const home = process.cwd();
    // Outside an engine the project's folder is a relative path, so a temporary working directory can hold it.
    assert.equal(path.isAbsolute(pulumi.getRootDirectory()), false);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "meridian-"));
    try {
      process.chdir(folder);
      fs.mkdirSync(pulumi.getRootDirectory(), { recursive: true });
      fs.writeFileSync(path.join(pulumi.getRootDirectory(), file), text);
      assert.throws(() => run(platformOf(text)), {
        message: `${file}:50:13 platform.accounts[3].id: "22220" is not a 12-digit AWS account id; use 12 digits`,
      });
    } finally {
      process.chdir(home);
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("refuses what contradicts another stack file beside Pulumi.yaml, and YAML that only a plan would refuse", () => {
    const stack = pulumi.getStack();
    const home = process.cwd();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "meridian-"));
    try {
      process.chdir(folder);
      const beside = pulumi.getRootDirectory();
      fs.mkdirSync(beside, { recursive: true });
      const write = (name: string, text: string) =>
        fs.writeFileSync(path.join(beside, `Pulumi.${name}.yaml`), text);
      write(stack, edit(prodEu, "stage: prod", "stage: !stage prod"));
      write(
        "prod-europe",
        prodEu.replaceAll(/"2222(\d{8})"/g, '"7777$1"').replace('"777700000004"', '"222200000004"'),
      );
      assert.throws(() => run(platformOf(prodEu)), {
        name: "InputError",
        message: [
          `Pulumi.${stack}.yaml:13:12: has the tag !stage; remove it, a stack file has none`,
          `Pulumi.${stack}.yaml:12:19 platform.jurisdiction: "eu" in stage "prod" is also Pulumi.prod-europe.yaml:12; a stage of a jurisdiction is one stack`,
          `Pulumi.${stack}.yaml:50:13 platform.accounts[3].id: "222200000004" is also account "trading" of Pulumi.prod-europe.yaml:50; each stack has accounts of its own`,
        ].join("\n"),
      });
    } finally {
      process.chdir(home);
      fs.rmSync(folder, { recursive: true });
    }
  });

  it("says that there is neither a platform nor an organization", () => {
    assert.throws(() => run(undefined), {
      message:
        /^Pulumi\.\S+\.yaml:1:1 config: has neither meridian:platform nor meridian:organization; add one of them$/,
    });
  });
});
