import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { signatureKey, signatures, sortKeys } from "../engine/wire";
import { ProjectCopy } from "../testing/project-copy";
import { OfflineEngine, withoutCheckpoints } from "./environment";
import { changesIn, engineTests, exportedState, eventsIn } from "./testing";

const { cli, because, test } = engineTests();
const dev = ["--stack", "dev"];

const exported = (engine: OfflineEngine) => exportedState(engine, "dev");

/** A refresh is told an archive's hash and not where it stands; the hash decides whether it changed. */
const hashOfArchives = (_key: string, value: unknown): unknown =>
  isArchive(value) ? { archive: value.hash } : value;
const isArchive = (value: unknown): value is { hash: string } =>
  typeof value === "object" &&
  value !== null &&
  (value as Record<string, unknown>)[signatureKey] === signatures.archive;

/** Providers get a random id from the engine; everything else of a state must be the same each time. */
const stateText = ({ resources }: ReturnType<typeof exported>) =>
  resources
    .map(({ urn, id, inputs, outputs }) => {
      const kept = urn.includes("::pulumi:providers:") ? undefined : id;
      return JSON.stringify(sortKeys({ urn, id: kept, inputs, outputs }), hashOfArchives);
    })
    .sort();

const linesOf = (file: string) =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").slice(0, -1) : [];

/** Ends `up` with the signal once the provider has made that many resources; gives the CLI's exit code. */
async function interrupted(
  engine: OfflineEngine,
  journal: string,
  { signal, after }: { signal: NodeJS.Signals; after: number },
): Promise<number | null> {
  const args = ["--non-interactive", "up", ...dev, "--yes", "--skip-preview"];
  const env = { ...engine.environmentFor(args), MERIDIAN_OFFLINE_JOURNAL: journal };
  const child = spawn(engine.cli, args, { cwd: engine.project, env, stdio: "ignore" });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  while (linesOf(journal).length < after && child.exitCode === null) await pause(50);
  child.kill(signal);
  return ended;
}

describe(`the life of a stack under the real engine${because}`, function () {
  this.timeout(600_000);
  let folder: string;
  let project: ProjectCopy;
  let engine: OfflineEngine;
  let fresh: string[];
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-life-"));
    project = new ProjectCopy();
    engine = new OfflineEngine(cli, project.folder, path.join(folder, "engine"));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    project.remove();
  });

  /** Runs a command on the stack and gives what it did, by operation: `{ create: 3, same: 4 }`. */
  const changes = (...args: string[]): Record<string, number> => {
    const log = path.join(folder, `events-${Math.random()}.json`);
    const { status, stderr, stdout } = engine.runWith(
      withoutCheckpoints,
      ...args,
      ...dev,
      "--event-log",
      log,
    );
    assert.equal(status, 0, stderr + stdout);
    return changesIn(log);
  };
  const fullUp = ["up", "--yes", "--skip-preview"];

  test("the first up creates, the second changes nothing, a refresh finds nothing", () => {
    assert.deepEqual(Object.keys(changes(...fullUp)), ["create"]);
    const state = exported(engine);
    fresh = stateText(state);
    const count = state.resources.length;
    assert.ok(count > 500, `${count} resources`);
    // The engine's own default provider is in the state and no step of the program.
    assert.deepEqual(changes(...fullUp), { same: count });
    assert.deepEqual(changes("refresh", "--yes", "--skip-preview"), { same: count });
    assert.deepEqual(stateText(exported(engine)), fresh);
  });

  test("one changed config value: preview --diff names just what depends on it", () => {
    project.edit("Pulumi.dev.yaml", /scanLimitGiB: 10/, "scanLimitGiB: 7");
    try {
      const log = path.join(folder, "changed.json");
      const { status, stdout } = engine.run("preview", "--diff", ...dev, "--event-log", log);
      assert.equal(status, 0, stdout);
      const touched = eventsIn(log).flatMap((event) => {
        const pre = event["resourcePreEvent"] as { metadata: { op: string; urn: string; diffs?: string[] } };
        return pre === undefined || pre.metadata.op === "same" ? [] : [pre.metadata];
      });
      assert.deepEqual(
        touched.map(({ op, urn, diffs }) => `${op} ${urn.split("::").at(-2)} ${(diffs ?? []).join()}`),
        [
          "update meridian:warehouse:AnalyticsWorkspace$meridian:warehouse:AthenaWorkgroup$aws:athena/workgroup:Workgroup configuration",
        ],
      );
      assert.match(stdout, /bytesScannedCutoffPerQuery/);
    } finally {
      project.edit("Pulumi.dev.yaml", /scanLimitGiB: 7/, "scanLimitGiB: 10");
    }
  });

  test("destroy empties the stack", () => {
    assert.deepEqual(Object.keys(changes("destroy", "--yes", "--skip-preview")), ["delete"]);
    assert.deepEqual(exported(engine).resources, []);
  });

  test("an up that is stopped half way is completed by the next, and nothing is made twice", async () => {
    const journal = path.join(folder, "stopped.txt");
    const code = await interrupted(engine, journal, { signal: "SIGINT", after: 150 });
    assert.notEqual(code, 0);
    const half = exported(engine);
    assert.ok(half.resources.length < fresh.length, "stopped too late");
    assert.deepEqual(half.pending, []);
    const { status, stderr } = engine.runWith(
      { ...withoutCheckpoints, MERIDIAN_OFFLINE_JOURNAL: journal },
      ...fullUp,
      ...dev,
    );
    assert.equal(status, 0, stderr);
    assert.deepEqual(stateText(exported(engine)), fresh);
    const made = linesOf(journal);
    assert.equal(new Set(made).size, made.length);
  });

  test("a CLI that is killed leaves pending operations: cancel, up, and only those are made again", async () => {
    assert.deepEqual(Object.keys(changes("destroy", "--yes", "--skip-preview")), ["delete"]);
    const journal = path.join(folder, "killed.txt");
    assert.equal(await interrupted(engine, journal, { signal: "SIGKILL", after: 150 }), null);
    // The state is still locked by the process that is gone.
    assert.notEqual(engine.run(...fullUp, ...dev).status, 0);
    assert.equal(engine.run("cancel", "--yes", ...dev).status, 0);
    const half = exported(engine);
    assert.ok(half.resources.length < fresh.length, "killed too late");
    const pending = half.pending.map(({ resource }) => resource.urn);
    const more = { ...withoutCheckpoints, MERIDIAN_OFFLINE_JOURNAL: journal };
    const { status, stderr, stdout } = engine.runWith(more, ...fullUp, ...dev);
    assert.equal(status, 0, stderr + stdout);
    assert.deepEqual(stateText(exported(engine)), fresh);
    const made = linesOf(journal);
    const again = made.filter((urn, index) => made.indexOf(urn) !== index);
    assert.deepEqual(
      again.filter((urn) => !pending.includes(urn)),
      [],
    );
  });
});
