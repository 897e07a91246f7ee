"use strict";
/**
 * Makes a fresh clone runnable and keeps it current: installs packages when node_modules is missing or older than the
 * lockfile, compiles when a source differs from what was compiled (build.cjs). Does nothing (about 10 ms) when both are current.
 * Plain CommonJS without dependencies, because it runs before there is anything to depend on.
 */
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const { ensureBuilt, say } = require("./build.cjs");

const root = path.resolve(__dirname, "..");
const at = (...parts) => path.join(root, ...parts);
/** `program` of tools/commands/exit-codes.ts, which is not compiled yet when this runs. */
const programError = 3;
const minimumNode = [20, 20];

/** Prints one line and ends: the tool itself could not be made ready. */
function fail(text) {
  say(text);
  process.exit(programError);
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

function compile() {
  try {
    ensureBuilt();
  } catch (error) {
    fail(error.message);
  }
}

function setup() {
  ensureNode();
  ensureInstalled();
  compile();
}

module.exports = { setup };

if (require.main === module) setup();
