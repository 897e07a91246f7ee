"use strict";
/**
 * The pack as the Pulumi CLI loads it: a stale build is compiled first, or the pack does not start, so that what judges is
 * always what the rules' sources say. A copy of the compiled pack without tools/ is used as it is.
 */
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const build = join(__dirname, "..", "tools", "build.cjs");
if (existsSync(build)) require(build).prepareRun();
require("../bin/policy-pack/index.js").start(__dirname);
