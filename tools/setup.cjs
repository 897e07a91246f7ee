"use strict";
/**
 * Makes a fresh clone runnable and keeps it current: installs packages when node_modules is missing or older than the
 * lockfile, compiles when a source differs from what was compiled. Does nothing (about 10 ms) when both are current.
 * Plain CommonJS without dependencies, because it runs before there is anything to depend on.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const root = path.resolve(__dirname, "..");
const at = (...parts) => path.join(root, ...parts);
const sourceFolders = ["accounts", "components", "policy-pack", "tools"];
const minimumNode = [20, 20];

const say = (text) => process.stderr.write(`meridian: ${text}\n`);

/** Prints one line and ends with exit code 3: the tool itself could not be made ready. */
function fail(text) {
  say(text);
  process.exit(3);
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  if (result.error)
    fail(`cannot run ${command}: ${result.error.message}; install Node.js with npm and try again.`);
  return result.status === 0;
}

function ensureNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > minimumNode[0] || (major === minimumNode[0] && minor >= minimumNode[1])) return;
  fail(`Node.js ${process.versions.node} is too old; use ${minimumNode.join(".")} or later.`);
}

/** True when what npm last installed is what the lockfile says, whoever ran npm; optional parts of other systems aside. */
function matchesLock() {
  const hidden = at("node_modules", ".package-lock.json");
  if (!fs.existsSync(hidden)) return false;
  const installed = JSON.parse(fs.readFileSync(hidden, "utf8")).packages;
  const wanted = JSON.parse(fs.readFileSync(at("package-lock.json"), "utf8")).packages;
  return Object.entries(wanted).every(
    ([where, { version, optional }]) => where === "" || optional || installed[where]?.version === version,
  );
}

/** A digest of the lockfile, kept in node_modules after a successful install, spares reading both lockfiles each time. */
function ensureInstalled() {
  const lock = createHash("sha256")
    .update(fs.readFileSync(at("package-lock.json")))
    .digest("hex");
  const stamp = at("node_modules", ".meridian-installed");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === lock) return;
  if (!matchesLock()) {
    say("installing packages (npm ci), about a minute the first time …");
    if (!run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"])) {
      fail("npm ci failed; see the lines above.");
    }
  }
  fs.writeFileSync(stamp, lock);
}

function* sources(folder) {
  for (const entry of fs.readdirSync(at(folder), { withFileTypes: true })) {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules") yield* sources(file);
    } else if (entry.name.endsWith(".ts")) yield file;
  }
}

/** Path, size and modification time of every source: changes whenever a file is edited, added or removed. */
function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of [...files, "tsconfig.json", "package-lock.json"]) {
    const { size, mtimeMs } = fs.statSync(at(file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest("hex");
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

function ensureBuilt() {
  const files = sourceFolders.flatMap((folder) => [...sources(folder)]).sort();
  const current = fingerprint(files);
  const stamp = at("bin", ".meridian-built");
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === current) return;
  say("compiling (tsc -b) …");
  if (!run(process.execPath, [at("node_modules", "typescript", "bin", "tsc"), "-b"]))
    fail("tsc -b failed; see above.");
  removeOrphans(files);
  fs.writeFileSync(stamp, current);
}

function setup() {
  ensureNode();
  ensureInstalled();
  ensureBuilt();
}

module.exports = { setup };

if (require.main === module) setup();
