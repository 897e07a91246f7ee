"use strict";
/**
 * Keeps bin/ what the sources say, the archives of the runtime units too. `ensureBuilt` compiles when a source differs from what was compiled, and costs about 10 ms
 * when none does. Plain CommonJS without dependencies, because it runs before there is anything to depend on: from the npm
 * scripts (setup.cjs), and from the entries that the Pulumi CLI loads (program.cjs, ../policy-pack/index.cjs).
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

const { buildArchives, unitsOf } = require("./runtime-archives.cjs");

const root = path.resolve(__dirname, "..");
const at = (...parts) => path.join(root, ...parts);
const sourceFolders = ["accounts", "components", "policy-pack", "tools"];
const stamp = at("bin", ".meridian-built");
const lock = at("bin", ".meridian-compiling");
/** Longest that one compilation may keep another process waiting, in milliseconds. */
const patience = 10 * 60_000;

/** stderr, always: on stdout a policy pack tells the engine its port. */
const say = (text) => process.stderr.write(`meridian: ${text}\n`);

function* sources(folder) {
  if (!fs.existsSync(at(folder))) return;
  for (const entry of fs.readdirSync(at(folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") yield* sources(file);
    } else if (entry.name.endsWith(".ts")) yield file;
  }
}

/** What the build depends on beside the sources. */
const settings = ["tsconfig.json", "package-lock.json", "tools/runtime-archives.cjs"];

/** Path, size and modification time of every file: changes whenever one is edited, added or removed. */
function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = fs.statSync(at(file), { throwIfNoEntry: false }) ?? {};
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
}

/** The file's text; undefined when there is none. */
function read(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Deletes compiled files whose source is gone, so that a removed module cannot be loaded by accident. */
function removeOrphans(files) {
  const known = new Set(files.map((file) => file.slice(0, -".ts".length)));
  for (const folder of sourceFolders) {
    if (!fs.existsSync(at("bin", folder))) continue;
    for (const entry of fs.readdirSync(at("bin", folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = path.join(entry.parentPath ?? entry.path, entry.name);
      const source = path.relative(at("bin"), file).replace(/(\.d\.ts|\.js|\.js\.map)$/, "");
      if (!known.has(source.split(path.sep).join("/"))) fs.rmSync(file);
    }
  }
}

/** One line of the compiler's first error, as `file:line:column: what; what to do.` */
function firstError(output) {
  const errors = output.split("\n").filter((line) => /\berror TS\d+: /.test(line));
  const [, file, line, column, code, what] =
    /^(?:(.+)\((\d+),(\d+)\): )?error (TS\d+): (.*?)\.?$/.exec(errors[0] ?? "") ?? [];
  if (code === undefined) return `tsc -b: failed with ${JSON.stringify(output.trim())}; run \`npm ci\`.`;
  const where = file === undefined ? "tsconfig.json" : `${file}:${line}:${column}`;
  const count = errors.length === 1 ? code : `${code}, the first of ${errors.length} errors`;
  return `${where}: ${what} (${count}); correct it, \`npm run typecheck\` shows all of it.`;
}

function compile() {
  say("compiling (tsc -b) …");
  const compiler = at("node_modules", "typescript", "bin", "tsc");
  if (!fs.existsSync(compiler)) {
    throw new Error(
      "node_modules/typescript: sources are newer than bin/ and no compiler is installed; run `npm ci`.",
    );
  }
  const options = { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
  const { status, error, stdout, stderr } = spawnSync(
    process.execPath,
    [compiler, "-b", "--pretty", "false"],
    options,
  );
  if (error) throw new Error(`tsc -b: cannot be started (${error.message}); install Node.js again.`);
  if (status !== 0) throw new Error(firstError(stdout + stderr));
}

/** True when the process that wrote `holder` into the lock can no longer release it. */
function isAbandoned(holder) {
  const [pid, host] = holder.split("@");
  const written = fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  // Not filled in yet, or of another machine: only its age can tell.
  if (host !== os.hostname()) return Date.now() - written > patience;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Takes an abandoned lock away; when somebody renewed it in between, theirs is put back. */
function breakLock(holder) {
  const aside = `${lock}.${process.pid}`;
  try {
    fs.renameSync(lock, aside);
  } catch {
    return;
  }
  if (read(aside) === holder) fs.rmSync(aside);
  else fs.renameSync(aside, lock);
}

function takeLock() {
  try {
    fs.writeFileSync(lock, `${process.pid}@${os.hostname()}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** Runs `action` alone: the program and the pack of one preview may both find the build stale. */
function alone(action) {
  fs.mkdirSync(at("bin"), { recursive: true });
  const end = Date.now() + patience;
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  while (!takeLock()) {
    const holder = read(lock);
    if (holder !== undefined && isAbandoned(holder)) breakLock(holder);
    else if (Date.now() > end)
      throw new Error(`bin/.meridian-compiling: held by ${holder}; end that process or delete the file.`);
    else Atomics.wait(sleeper, 0, 0, 100);
  }
  try {
    action();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/**
 * Compiles and bundles when a source differs from what was compiled. Does nothing where there are no sources: then bin/ is all there is.
 * @throws Error of one line, `file:line:column: what; what to do.`; nothing of the stale build may be loaded then
 */
function ensureBuilt() {
  const files = sourceFolders.flatMap((folder) => [...sources(folder)]).sort();
  if (files.length === 0 || !fs.existsSync(at("tsconfig.json"))) return;
  const units = unitsOf(files);
  // The archives are uploaded as they are, so what somebody did to them counts as well.
  const inputs = fingerprint([...files, ...settings]);
  const current = () => `${inputs} ${fingerprint(units.map(({ archive }) => archive))}`;
  if (read(stamp) === current()) return;
  alone(() => {
    // Somebody else may have compiled while this process waited.
    if (read(stamp) === current()) return;
    // tsc also writes what has errors, so from here on the old stamp vouches for nothing.
    fs.rmSync(stamp, { force: true });
    compile();
    removeOrphans(files);
    buildArchives(root, units);
    fs.writeFileSync(stamp, current());
  });
}

/**
 * For what the Pulumi CLI loads: `ensureBuilt`, and the SDK's printing of errors made safe (launcher-preload.ts says from what).
 * @throws RunError, which the SDK shows as its one line, without a stack, before it ends the run
 */
function prepareRun() {
  try {
    ensureBuilt();
  } catch (error) {
    const { RunError } = require("@pulumi/pulumi/errors");
    throw new RunError(error.message);
  }
  require("../bin/tools/engine/launcher-preload.js");
}

module.exports = { ensureBuilt, prepareRun, say };
