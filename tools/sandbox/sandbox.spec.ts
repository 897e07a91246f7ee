import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { conformanceDocument, type ConformanceResource } from "../engine/conformance";
import { readStacks } from "../stacks";
import { sandboxDocument } from "./document";
import { notCreatable, notKept } from "./not-creatable";
import { missingPart, standardParts } from "./parts";
import { freePort, listening, Processes } from "./processes";
import { outcomeOf, type CheckedResource, type CheckReport } from "./report";

const resource = (
  type: string,
  name: string,
  more: Partial<ConformanceResource> = {},
): ConformanceResource => ({
  urn: `urn:${name}`,
  type,
  name,
  inputs: {},
  dependencies: [],
  propertyDependencies: {},
  protect: false,
  ...more,
});

const permissions = "aws:lakeformation/permissions:Permissions";
const ruleset = "aws:glue/dataQualityRuleset:DataQualityRuleset";
const key = "aws:kms/key:Key";

const plan = [
  resource(ruleset, "checks"),
  resource(permissions, "by-tag", { inputs: { lfTagPolicy: {}, principal: "p" } }),
  resource(permissions, "by-database", { inputs: { database: {} }, dependencies: ["urn:by-tag", "urn:key"] }),
  resource(key, "key", { inputs: { rotationPeriodInDays: 365, enableKeyRotation: true } }),
  resource("aws:s3/inventory:Inventory", "inventory", {
    inputs: { destination: { bucket: { encryption: {}, format: "Parquet" } } },
  }),
];

describe("tools/sandbox/document", () => {
  const { resources, omitted, stripped } = sandboxDocument(plan);

  it("leaves out what the emulator cannot create, by type and by input, and every dependency on it", () => {
    assert.deepEqual(
      resources.map(({ name, dependencies }) => [name, dependencies]),
      [
        ["by-database", ["urn:key"]],
        ["key", []],
        ["inventory", []],
      ],
    );
    assert.deepEqual(
      [...omitted].map(([{ type, input }, count]) => [type, input, count]),
      [
        [ruleset, undefined, 1],
        [permissions, "lfTagPolicy", 1],
      ],
    );
  });

  it("leaves out arguments that the emulator forgets, and nothing beside them", () => {
    assert.deepEqual(
      resources.map(({ inputs }) => inputs),
      [{ database: {} }, { enableKeyRotation: true }, { destination: { bucket: { format: "Parquet" } } }],
    );
    assert.deepEqual([...stripped.values()], [1, 1]);
  });

  it("does not change the plan", () => {
    assert.deepEqual(plan[3]?.inputs, { rotationPeriodInDays: 365, enableKeyRotation: true });
    assert.deepEqual(plan[2]?.dependencies, ["urn:by-tag", "urn:key"]);
  });

  it("has no entry that dev does not need", async () => {
    const root = projectRoot();
    const [stack] = readStacks(root, ["dev"], "2026-11-21");
    const document = sandboxDocument(
      await conformanceDocument({ root, stack: "dev", config: stack!.config }),
    );
    assert.deepEqual(
      notCreatable.filter((each) => !document.omitted.has(each)),
      [],
    );
    assert.deepEqual(
      notKept.filter((each) => !document.stripped.has(each)),
      [],
    );
  });
});

describe("tools/sandbox/report", () => {
  const document = sandboxDocument(plan);
  const checked = (name: string, more: Partial<CheckedResource> = {}): CheckedResource => ({
    type: key,
    name,
    apply: "ok",
    diagnostics: [],
    ...more,
  });
  const report = (drift: number | undefined, ...resources: CheckedResource[]): CheckReport => ({
    resources,
    info: { drift },
  });
  const gaps = [
    "not creatable 2",
    `    1 × ${ruleset}: CreateDataQualityRuleset is not in moto`,
    `    1 × ${permissions} with lfTagPolicy: moto's ListPermissions refuses a tag policy, so the grant cannot be read back`,
  ];
  const forgotten = [
    `    1 × ${key} without rotationPeriodInDays, which the emulator forgets`,
    "    1 × aws:s3/inventory:Inventory without destination.bucket.encryption, which the emulator forgets",
  ];

  it("is clean when all was created and nothing is left over", () => {
    assert.deepEqual(outcomeOf(document, report(0, checked("a"), checked("b"))), {
      lines: ["created 2", ...forgotten, ...gaps, "left over 0"],
      clean: true,
    });
  });

  it("is not clean when the second plan changes something", () => {
    const { lines, clean } = outcomeOf(document, report(2, checked("a"), checked("b", { drift: "update" })));
    assert.deepEqual(lines.slice(-2), ["left over 1", `  ${key} "b": update`]);
    assert.equal(clean, false);
  });

  it("names every failure that nobody has reviewed, with the emulator's own words", () => {
    const diagnostics = [
      { severity: "warning", summary: "deprecated", detail: "" },
      { severity: "error", summary: "creating", detail: "no\n such call" },
    ];
    const { lines, clean } = outcomeOf(
      document,
      report(
        2,
        checked("a"),
        checked("b", { apply: "error", diagnostics }),
        checked("c", { apply: "not-attempted" }),
        checked("d", { apply: undefined }),
      ),
    );
    assert.deepEqual(lines.slice(-5), [
      "failed 3",
      `  ${key} "b": creating no such call`,
      `  ${key} "c": not-attempted`,
      `  ${key} "d": not attempted`,
      "left over 0",
    ]);
    assert.equal(clean, false);
  });

  it("is not clean when nothing was created", () => {
    assert.equal(outcomeOf(document, report(undefined)).clean, false);
  });

  it("refuses a run whose second plan failed or was not made", () => {
    for (const drift of [1, undefined]) {
      assert.throws(() => outcomeOf(document, report(drift, checked("a"))), {
        message: "sandbox: the second plan failed; see its log.",
      });
    }
  });
});

describe("tools/sandbox/processes", () => {
  /** Running; not one that has ended and that nobody has asked about yet. */
  const alive = (pid: number) =>
    /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", `${pid}`], { encoding: "utf8" }).stdout);

  it("ends what it started and what that started, also when both do not listen", async () => {
    const processes = new Processes();
    const script = "trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$; while :; do sleep 1; done\"";
    const child = processes.start("sh", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(child.stdout!, "data")) as [Buffer];
    const grandchild = Number(line.toString());
    assert.ok(alive(grandchild));
    await processes.stop();
    await once(child, "exit");
    assert.equal(alive(grandchild), false);
  });

  it("stops once when all has ended already", async () => {
    const processes = new Processes();
    await once(processes.start("true", [], { stdio: "ignore" }), "exit");
    await processes.stop();
  });

  it("finds a port that can be listened on, and notices when something does", async () => {
    const port = await freePort();
    const server = { exitCode: null, spawnfile: "moto_server" };
    await assert.rejects(listening(server, port, 300), {
      message: `sandbox: moto_server does not listen on port ${port}; see its log.`,
    });
    const listener = createServer().listen(port, "127.0.0.1");
    await listening(server, port, 5000);
    listener.close();
  });

  it("does not wait for a server that has ended or could not be started", async () => {
    const processes = new Processes();
    const ended = processes.start("false", [], { stdio: "ignore" });
    const never = processes.start("/nowhere/moto_server", [], { stdio: "ignore" });
    await once(ended, "exit");
    const port = await freePort();
    await assert.rejects(listening(ended, port, 60_000), {
      message: "sandbox: false ended with 1; see its log.",
    });
    await assert.rejects(listening(never, port, 60_000), {
      message: /^sandbox: \/nowhere\/moto_server ended with -\d+; see its log\.$/,
    });
    await processes.stop();
  });
});

describe("npm run sandbox", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-"));
    mkdirSync(path.join(folder, "bin"));
    writeFileSync(path.join(folder, "bin", "conform.js"), "");
    for (const name of ["moto_server", "terraform"]) {
      writeFileSync(path.join(folder, name), "");
      chmodSync(path.join(folder, name), 0o755);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it("says what is missing, one at a time", () => {
    assert.equal(missingPart({ checker: folder, searchPath: folder }), undefined);
    const nowhere = path.join(folder, "nowhere");
    assert.equal(
      missingPart({ checker: nowhere, searchPath: folder }),
      `no conformance checker at ${nowhere}`,
    );
    assert.equal(
      missingPart({ checker: folder, searchPath: path.join(folder, "bin") }),
      "no moto_server on PATH; install Python's moto with its server extra",
    );
    rmSync(path.join(folder, "terraform"));
    assert.equal(
      missingPart({ checker: folder, searchPath: folder }),
      "no terraform on PATH; install Terraform 1.11",
    );
  });

  const main = [path.join("bin", "tools", "sandbox", "main.js")];

  it("skips in one line, with exit code 0, where there is no emulator", () => {
    const env = { ...process.env, PATH: path.join(folder, "bin") };
    const { status, stdout, stderr } = spawnSync(process.execPath, main, {
      cwd: projectRoot(),
      env,
      encoding: "utf8",
    });
    assert.deepEqual(
      { status, stdout, stderr },
      {
        status: 4,
        stdout: "sandbox: skipped: no moto_server on PATH; install Python's moto with its server extra\n",
        stderr: "",
      },
    );
  });

  const missing =
    process.env["MERIDIAN_CLI"] === "1" ? missingPart(standardParts()) : "run with MERIDIAN_CLI=1";
  const real = missing === undefined ? it : it.skip;
  const because = missing === undefined ? "" : ` (skipped: ${missing})`;

  let running: ChildProcess | undefined;
  // Also when the test has run out of time; what it started ends with it.
  after(() => running?.kill("SIGTERM"));

  real(`creates dev on a real emulator and leaves nothing over${because}`, async function () {
    this.timeout(900_000);
    running = spawn(process.execPath, main, { cwd: projectRoot(), stdio: ["ignore", "pipe", "inherit"] });
    let out = "";
    running.stdout!.on("data", (text: Buffer) => (out += text.toString()));
    const [code] = (await once(running, "close")) as [number | null];
    assert.match(out, /^created [1-9]\d*\n/);
    assert.match(out, /\nleft over 0\n$/);
    assert.equal(code, 0, out);
  });
});
