import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { exitCodes } from "./commands/exit-codes";
import type { PlannedResource } from "./engine/json";
import { ProjectCopy } from "./testing/project-copy";

const contract = "contracts/devices/readings.yaml";
const added = [
  "      - name: firmware_level",
  "        description: Release of the device's software.",
  "        logicalType: string",
  "        classification: internal",
  "        customProperties:",
  "          - property: pii",
  "            value: none",
  "",
].join("\n");

/** What names the added column, by type. */
function naming(stdout: string): string[] {
  const { resources } = JSON.parse(stdout) as { resources: readonly PlannedResource[] };
  const types = resources
    .filter(({ inputs }) => JSON.stringify(inputs).includes("firmware_level"))
    .map(({ type }) => type.split(":").pop()!);
  return [...new Set(types)].sort();
}

/** A copy has no history: it is the project as an unpacked archive is. */
describe("releases of contracts, without git", function () {
  this.timeout(300_000);
  let copy: ProjectCopy;
  beforeEach(() => {
    copy = new ProjectCopy();
    assert.ok(!existsSync(join(copy.folder, ".git")));
  });
  afterEach(() => copy.remove());

  const addColumn = () => copy.edit(contract, /( {4}properties:\n)/, `$1${added}`);
  const read = (file: string) => readFileSync(join(copy.folder, file), "utf8");

  it("refuse a plan of a released version whose content changed, at its place", () => {
    addColumn();
    const { code, stdout, stderr } = copy.run("plan", "--stack", "dev", "-q");
    const line = read(contract).split("\n").indexOf("      - name: firmware_level") + 1;
    assert.deepEqual({ code, stdout }, { code: exitCodes.usage, stdout: "" });
    assert.equal(
      stderr.trim(),
      `${contract}:${line}:9 schema[0].properties[0]: readings.firmware_level is new, but 1.0.0 is released and stays as it was; give it version 1.1.0 or take the change back`,
    );
  });

  it("name what breaks, and each reader", () => {
    copy.edit(contract, "physicalType: double", "physicalType: float");
    copy.edit(contract, "version: 1.0.0", "version: 1.1.0");
    const refused = copy.run("plan", "--stack", "dev", "-q");
    assert.equal(refused.code, exitCodes.usage);
    assert.match(
      refused.stderr,
      /^contracts\/devices\/readings\.yaml:6:10 version: "1\.1\.0" is too low after 1\.0\.0, because readers break: readings\.value is float, was double; use 2\.0\.0 or later\n$/,
    );
    const { code, stdout } = copy.run("contract", "diff", "devices.readings");
    assert.equal(code, exitCodes.differences);
    assert.match(stdout, /devices\.readings {2}1\.0\.0 → 1\.1\.0, needs 2\.0\.0/);
    assert.match(
      stdout,
      /breaking {2}readings\.value is float, was double; breaks .*dev\/care-analytics.*dev\/ml/,
    );
  });

  it("let a column come in turn: released, then in the table, then tagged and granted", () => {
    addColumn().edit(contract, "version: 1.0.0", "version: 1.1.0");
    const stack = read("Pulumi.dev.yaml");
    const unreleased = copy.run("plan", "--stack", "dev", "-q");
    assert.deepEqual([unreleased.code, unreleased.stdout], [exitCodes.usage, ""]);
    assert.match(
      unreleased.stderr,
      /^contracts\/devices\/readings\.yaml:\d+:9 schema\[0\]\.properties\[0\]: readings\.firmware_level is new in a table that stands; run `npx meridian contract release`, which marks the stacks whose tables lack it\n$/,
    );

    const released = copy.run("contract", "release", "devices.readings");
    assert.equal(released.code, exitCodes.clean, released.stderr);
    assert.match(
      released.stdout,
      /^released devices\.readings 1\.1\.0 after 1\.0\.0\n {2}added: readings\.firmware_level is new\n/,
    );
    assert.match(read("Pulumi.dev.yaml"), /tablesAt:\n +- product: devices\.readings\n +version: 1\.0\.0\n/);
    const waiting = copy.run("plan", "--stack", "dev", "--format", "json");
    assert.equal(waiting.code, exitCodes.clean, waiting.stderr);
    for (const type of ["ResourceLfTags", "DataCellsFilter", "Permissions"])
      assert.ok(!naming(waiting.stdout).includes(type), type);
    assert.ok(naming(waiting.stdout).includes("Invocation"));

    assert.equal(copy.run("contract", "altered", "--stack", "dev").code, exitCodes.clean);
    assert.equal(read("Pulumi.dev.yaml"), stack);
    const done = copy.run("plan", "--stack", "dev", "--format", "json");
    assert.equal(done.code, exitCodes.clean, done.stderr);
    const names = naming(done.stdout);
    assert.ok(names.includes("ResourceLfTags") || names.includes("DataCellsFilter"), names.join(", "));
    assert.equal(copy.run("contract", "diff").stdout, "no contract differs from its last release\n");
  });

  it("keep a product until it was retired", () => {
    const text = read(contract);
    rmSync(join(copy.folder, contract));
    const gone =
      /^contracts\/contracts\.lock:\d+:1 \["devices\.readings"\]: is released and has no contract any more; put contracts\/devices\/readings\.yaml back and release it with status retired first$/m;
    assert.match(copy.run("plan", "--stack", "dev", "-q").stderr, gone);

    writeFileSync(join(copy.folder, contract), text.replace("status: active", "status: retired"));
    assert.equal(copy.run("contract", "release", "devices.readings").code, exitCodes.clean);
    rmSync(join(copy.folder, contract));
    const { code, stderr } = copy.run("contract", "lint");
    assert.equal(code, exitCodes.clean, stderr);
  });
});
